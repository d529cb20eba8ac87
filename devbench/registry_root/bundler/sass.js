// Sass to CSS, with `~package/file` imports and errors esbuild can show.
const fs = require("node:fs");
const path = require("node:path");
const { fileURLToPath, pathToFileURL } = require("node:url");
const sass = require("sass");

// Bootstrap 4 and the framework's own SCSS were written for an earlier Sass.
const SILENCED = ["color-functions", "mixed-decls"];

/**
 * @param {string} source SCSS or Sass text
 * @param {string} file where it comes from
 * @param {string[]} roots folders searched for imports
 * @param {"scss" | "sass"} language
 * @returns {{css: string, files: string[]}} files: every file read, to be watched
 * @throws {{errors: object[]}} in esbuild's form
 */
function compileSass(source, file, roots, language = path.extname(file).slice(1)) {
	const tilde = {
		findFileUrl(url) {
			if (!url.startsWith("~")) return null;
			const [head] = url.slice(1).split("/");
			const root = roots.find((folder) => fs.existsSync(path.join(folder, head)));
			return root ? pathToFileURL(path.join(root, url.slice(1))) : null;
		},
	};
	try {
		const { css, loadedUrls } = sass.compileString(source, {
			url: pathToFileURL(file),
			syntax: language === "sass" ? "indented" : "scss",
			loadPaths: roots,
			importers: [tilde],
			quietDeps: true,
			silenceDeprecations: SILENCED,
		});
		return { css, files: loadedUrls.map((url) => fileURLToPath(url)) };
	} catch (error) {
		throw Object.assign(error, { errors: [asBuildError(error, file)] });
	}
}

function asBuildError({ sassMessage, message, span }, file) {
	if (!span) return { text: message };
	return {
		text: sassMessage,
		location: {
			file: span.url ? fileURLToPath(span.url) : file,
			line: span.start.line + 1,
			column: span.start.column,
			lineText: span.context.trimEnd(),
		},
	};
}

module.exports = { compileSass };
