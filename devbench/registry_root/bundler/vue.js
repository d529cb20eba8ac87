// esbuild plugin: Vue 3 single-file components. Their styles are injected by the script, since a
// page loads only the JavaScript of a bundle.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");
const { compileScript, compileStyle, compileTemplate, parse } = require("vue/compiler-sfc");

const { compileSass } = require("./sass");

/**
 * @param {string[]} roots folders searched for imports
 * @param {boolean} production
 */
function vue(roots, production) {
	return {
		name: "vue",
		setup({ onLoad }) {
			onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
				try {
					return await compileComponent(file, roots, production);
				} catch (error) {
					return { errors: error.errors || [asBuildError(error, file)], watchFiles: [file] };
				}
			});
		},
	};
}

async function compileComponent(file, roots, production) {
	const { descriptor, errors } = parse(fs.readFileSync(file, "utf8"), { filename: file });
	throwFirst(errors);
	const id = createHash("sha256").update(path.basename(file) + descriptor.source).digest("hex").slice(0, 8);
	const scoped = descriptor.styles.some((style) => style.scoped);
	const script = compileLogic(descriptor, id, scoped, production);
	const sheets = await Promise.all(
		descriptor.styles.map((style) => compileSheet(style, file, id, roots, production))
	);
	const css = JSON.stringify(sheets.map((sheet) => sheet.css).join("\n"));
	const inject = `document.head.appendChild(document.createElement("style")).textContent = ${css};`;
	return {
		contents: [
			...script,
			scoped && `component.__scopeId = ${JSON.stringify(`data-v-${id}`)};`,
			sheets.length && inject,
			"export default component;",
		]
			.filter(Boolean)
			.join("\n"),
		loader: descriptor.script?.lang === "ts" || descriptor.scriptSetup?.lang === "ts" ? "ts" : "js",
		resolveDir: path.dirname(file),
		watchFiles: [file, ...sheets.flatMap((sheet) => sheet.files)],
	};
}

/** Lines that define `component`, with its render function. */
function compileLogic(descriptor, id, scoped, production) {
	const { filename, script, scriptSetup, template } = descriptor;
	const templateOptions = { id, filename, scoped, slotted: descriptor.slotted };
	let bindings;
	const lines = [];
	if (script || scriptSetup) {
		const compiled = compileScript(descriptor, {
			id,
			inlineTemplate: Boolean(scriptSetup),
			genDefaultAs: "component",
			isProd: production,
			templateOptions,
		});
		bindings = compiled.bindings;
		lines.push(compiled.content);
	} else {
		lines.push("const component = {};");
	}
	if (template && !scriptSetup) {
		const { code, errors } = compileTemplate({
			...templateOptions,
			source: template.content,
			compilerOptions: { bindingMetadata: bindings },
		});
		throwFirst(errors);
		lines.push(code, "component.render = render;");
	}
	return lines;
}

/** @returns {Promise<{css: string, files: string[]}>} one <style> block, its imports inlined */
async function compileSheet(style, file, id, roots, production) {
	// as many empty lines as stand above the block, so that errors name the line of the file
	const source = "\n".repeat(style.loc.start.line - 1) + style.content;
	const sass = ["scss", "sass"].includes(style.lang);
	const { css, files } = sass ? compileSass(source, file, roots, style.lang) : { css: source, files: [] };
	const scope = { id: `data-v-${id}`, scoped: style.scoped };
	const { code, errors } = compileStyle({ source: css, filename: file, ...scope });
	throwFirst(errors);
	// after scoping: a package's stylesheet is meant for the package's own elements
	const { outputFiles } = await esbuild.build({
		stdin: { contents: code, loader: "css", resolveDir: path.dirname(file), sourcefile: file },
		bundle: true,
		write: false,
		minify: production,
		nodePaths: roots,
		external: ["/assets/*"],
		logLevel: "silent",
	});
	return { css: outputFiles[0].text, files };
}

function throwFirst(errors) {
	if (!errors.length) return;
	throw errors[0] instanceof Error ? errors[0] : new Error(errors[0]);
}

function asBuildError({ message, loc }, file) {
	const location = { file, line: loc?.start?.line, column: loc?.start?.column && loc.start.column - 1 };
	return { text: message, location };
}

module.exports = { vue };
