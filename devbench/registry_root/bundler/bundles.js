// Which files are bundles, and what their outputs are called.
const fs = require("node:fs");
const path = require("node:path");

const { appsPath } = require("../bench");

const BUNDLE = /^(.+\.bundle)\.(js|jsx|ts|css|scss|sass)$/;
const SCRIPTS = ["js", "jsx", "ts"];

/**
 * Bundles under the apps' public folders.
 * @param {string[]} apps
 * @param {string[]} only `app/name.bundle.css` as in assets.json; empty: all
 * @returns {{source: string, type: "js" | "css", app: string, name: string}[]} name: `desk.bundle`
 */
function findBundles(apps, only) {
	const searched = only.length ? [...new Set(only.map((file) => file.split("/")[0]))] : apps;
	const found = searched.flatMap(bundlesOf);
	const seen = new Map();
	for (const bundle of found) {
		const key = assetKey(bundle);
		if (seen.has(key)) throw new Error(`Two bundles make ${key}: ${seen.get(key)} and ${bundle.source}`);
		seen.set(key, bundle.source);
	}
	const missing = only.filter((file) => !seen.has(file));
	if (missing.length) throw new Error(`No bundle makes ${missing.join(", ")}`);
	return only.length ? found.filter((bundle) => only.includes(assetKey(bundle))) : found;
}

function bundlesOf(app) {
	const publicPath = path.join(appsPath, app, app, "public");
	if (!fs.existsSync(publicPath)) return [];
	return fs
		.readdirSync(publicPath, { recursive: true })
		.filter((file) => !/^(dist|node_modules)\//.test(file))
		.flatMap((file) => {
			const match = path.basename(file).match(BUNDLE);
			if (!match) return [];
			const type = SCRIPTS.includes(match[2]) ? "js" : "css";
			return [{ source: path.join(publicPath, file), type, app, name: match[1] }];
		});
}

const assetKey = ({ app, name, type }) => `${app}/${name}.${type}`;

module.exports = { findBundles };
