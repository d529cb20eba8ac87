// esbuild plugin: SCSS and CSS bundles, mirrored for right-to-left languages on demand.
const fs = require("node:fs");
const path = require("node:path");
const rtlcss = require("rtlcss");

const { compileSass } = require("./sass");

/** @type {Map<string, {css: string, files: string[], readAt: number}>} shared by both directions */
const compiled = new Map();

function read(file, roots) {
	const known = compiled.get(file);
	if (known && known.files.every((used) => fs.statSync(used).mtimeMs <= known.readAt)) return known;
	const readAt = Date.now();
	const text = fs.readFileSync(file, "utf8");
	const result = file.endsWith(".css") ? { css: text, files: [file] } : compileSass(text, file, roots);
	compiled.set(file, { ...result, readAt });
	return result;
}

/**
 * @param {string[]} roots folders searched for imports
 * @param {{rightToLeft?: boolean}} direction
 */
function styles(roots, { rightToLeft = false } = {}) {
	return {
		name: "styles",
		setup({ onLoad }) {
			onLoad({ filter: /\.(css|scss|sass)$/ }, ({ path: file }) => {
				try {
					const { css, files } = read(file, roots);
					return {
						// before esbuild, which drops the /*rtl:…*/ directives
						contents: rightToLeft ? rtlcss.process(css) : css,
						loader: "css",
						resolveDir: path.dirname(file),
						watchFiles: files,
					};
				} catch (error) {
					const errors = error.errors || [{ text: `${file}: ${error.message}` }];
					return { errors, watchFiles: [file] };
				}
			});
		},
	};
}

module.exports = { styles };
