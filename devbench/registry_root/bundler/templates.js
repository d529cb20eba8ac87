// esbuild plugin: `import "./navbar.html"` makes the file `frappe.templates["navbar"]`.
const fs = require("node:fs/promises");
const path = require("node:path");

function templates() {
	return {
		name: "templates",
		setup({ onLoad }) {
			onLoad({ filter: /\.html$/ }, async ({ path: file }) => {
				const key = JSON.stringify(path.basename(file, ".html"));
				const text = (await fs.readFile(file, "utf8"))
					// an apostrophe in a comment would end the string that frappe.template makes of the text
					.replace(/<!--.*?-->/gs, "")
					// backslashes stay: templates write \' themselves where they know of that string
					.replace(/`|\$\{/g, "\\$&");
				return { contents: `frappe.templates[${key}] = \`${text}\`;`, loader: "js" };
			});
		},
	};
}

module.exports = { templates };
