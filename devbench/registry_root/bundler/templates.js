// esbuild plugin: `import "./navbar.html"` makes the file `frappe.templates["navbar"]`.
const fs = require("node:fs/promises");
const path = require("node:path");

function templates() {
	return {
		name: "templates",
		setup({ onLoad }) {
			onLoad({ filter: /\.html$/ }, async ({ path: file }) => {
				const key = JSON.stringify(path.basename(file, ".html"));
				// backslashes stay: the framework's templates write \' where a quote would end their own string
				const text = (await fs.readFile(file, "utf8")).replace(/`|\$\{/g, "\\$&");
				return { contents: `frappe.templates[${key}] = \`${text}\`;`, loader: "js" };
			});
		},
	};
}

module.exports = { templates };
