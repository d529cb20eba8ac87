// esbuild's options for the three kinds of output: scripts, styles, right-to-left styles.
const fs = require("node:fs");
const path = require("node:path");

const { appsPath, assetsPath, listApps } = require("../bench");
const { templates } = require("./templates");
const { styles } = require("./styles");
const { vue } = require("./vue");

/** Folders whose contents can be imported by name: apps' packages, then apps (`frappe/public/…`). */
function importRoots() {
	const apps = listApps().map((app) => path.join(appsPath, app));
	const packages = apps.map((app) => path.join(app, "node_modules"));
	return [...packages, ...apps].filter((folder) => fs.existsSync(folder));
}

/**
 * @param {ReturnType<import("./bundles").findBundles>} bundles
 * @param {{production: boolean}} mode
 * @returns {Record<"js" | "css" | "css-rtl", import("esbuild").BuildOptions>}
 */
function buildOptions(bundles, { production }) {
	const roots = importRoots();
	const common = {
		entryNames: "[dir]/[name].[hash]",
		outdir: assetsPath,
		bundle: true,
		metafile: true,
		minify: production,
		sourcemap: !production,
		nodePaths: roots,
		external: ["/assets/*"],
		logLevel: "warning",
	};
	const entryPoints = (type, folder) =>
		bundles
			.filter((bundle) => bundle.type === type)
			.map(({ app, name, source }) => ({ in: source, out: `${app}/dist/${folder}/${name}` }));
	return {
		js: {
			...common,
			entryPoints: entryPoints("js", "js"),
			target: "es2017",
			define: {
				"process.env.NODE_ENV": JSON.stringify(production ? "production" : "development"),
				__VUE_OPTIONS_API__: "true",
				__VUE_PROD_DEVTOOLS__: "false",
			},
			plugins: [vue(roots, production), templates()],
		},
		css: {
			...common,
			entryPoints: entryPoints("css", "css"),
			target: ["chrome80", "firefox78", "safari13"],
			plugins: [styles(roots)],
		},
		"css-rtl": {
			...common,
			entryPoints: entryPoints("css", "css-rtl"),
			target: ["chrome80", "firefox78", "safari13"],
			plugins: [styles(roots, { rightToLeft: true })],
		},
	};
}

module.exports = { buildOptions };
