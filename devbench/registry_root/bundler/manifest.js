// assets.json: which hashed file a bundle's name stands for.
const fs = require("node:fs");
const path = require("node:path");

const { assetsPath, sitesPath } = require("../bench");

/**
 * Enter the outputs of one build in assets.json (assets-rtl.json) and delete the files they replace.
 * @param {import("esbuild").Metafile} metafile
 * @param {"js" | "css" | "css-rtl"} kind
 * @returns {{asset: string, bytes: number, isNew: boolean}[]} asset: its address
 */
function publish(metafile, kind) {
	const file = path.join(assetsPath, kind === "css-rtl" ? "assets-rtl.json" : "assets.json");
	const manifest = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
	const outputs = Object.entries(metafile.outputs)
		.filter(([, { entryPoint }]) => entryPoint)
		.map(([output, { bytes }]) => {
			const asset = `/${path.relative(sitesPath, output)}`;
			const name = path.basename(asset).replace(/\.[A-Z0-9]{8}(?=\.\w+$)/, "");
			const key = kind === "css-rtl" ? `rtl_${name}` : name;
			const isNew = manifest[key] !== asset;
			manifest[key] = asset;
			deleteReplaced(path.resolve(output));
			return { asset, bytes, isNew };
		});
	fs.writeFileSync(`${file}.new`, JSON.stringify(manifest, null, "\t"));
	fs.renameSync(`${file}.new`, file);
	return outputs;
}

function deleteReplaced(output) {
	const folder = path.dirname(output);
	const [, stem, extension] = path.basename(output).match(/^(.+\.bundle\.)[A-Z0-9]{8}(\.\w+)$/);
	for (const name of fs.readdirSync(folder)) {
		if (!name.startsWith(stem) || name.startsWith(path.basename(output))) continue;
		const [hash] = name.slice(stem.length).split(extension);
		if (/^[A-Z0-9]{8}$/.test(hash)) fs.rmSync(path.join(folder, name));
	}
}

module.exports = { publish };
