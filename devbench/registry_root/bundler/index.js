// Builds every `*.bundle.*` file of the bench's apps into sites/assets/<app>/dist.
// Called by `bench build` and `bench watch` through the scripts of package.json.
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { parseArgs } = require("node:util");
const esbuild = require("esbuild");

const { appsPath, listApps } = require("../bench");
const { announceBuild, announceFailure, forgetCachedManifest } = require("./announce");
const { findBundles } = require("./bundles");
const { publish } = require("./manifest");
const { buildOptions } = require("./options");

function readArguments() {
	const { values } = parseArgs({
		options: {
			apps: { type: "string" },
			files: { type: "string" },
			production: { type: "boolean", default: false },
			watch: { type: "boolean", default: false },
			skip_frappe: { type: "boolean", default: false },
			"live-reload": { type: "boolean", default: false },
			"run-build-command": { type: "boolean", default: false },
			"save-metafiles": { type: "boolean", default: false },
		},
	});
	const split = (list) => (list || "").split(",").filter(Boolean);
	const apps = values.apps ? split(values.apps) : listApps();
	return {
		...values,
		apps: apps.filter((app) => !(values.skip_frappe && app === "frappe")),
		files: split(values.files),
	};
}

async function build(args) {
	const started = Date.now();
	const bundles = findBundles(args.apps, args.files);
	const outputs = [];
	for (const [kind, options] of Object.entries(buildOptions(bundles, args))) {
		const { metafile } = await esbuild.build(options);
		outputs.push(...publish(metafile, kind));
		if (args["save-metafiles"]) fs.writeFileSync(`meta-${kind}.json`, JSON.stringify(metafile));
	}
	await forgetCachedManifest();
	const inKiB = (bytes) => `${Math.ceil(bytes / 1024)} KiB`.padStart(10);
	for (const { asset, bytes } of outputs) console.log(`${inKiB(bytes)}  ${asset}`);
	console.log(`Built ${outputs.length} files in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function watch(args) {
	const bundles = findBundles(args.apps, args.files);
	for (const [kind, options] of Object.entries(buildOptions(bundles, args))) {
		const report = {
			name: "report-rebuild",
			setup({ onEnd }) {
				onEnd(async ({ errors, metafile }) => {
					if (errors.length) return announceFailure(errors);
					const changed = publish(metafile, kind).filter((output) => output.isNew);
					await forgetCachedManifest();
					if (!changed.length) return;
					await announceBuild(changed.map((output) => output.asset), args["live-reload"]);
				});
			},
		};
		const context = await esbuild.context({ ...options, plugins: [...options.plugins, report] });
		await context.watch();
	}
	console.log("Watching for changes");
}

/** Apps may bring a frontend with a build of its own: a `build` script in their package.json. */
function runBuildCommands(apps) {
	for (const app of apps.filter((app) => app !== "frappe")) {
		const cwd = path.join(appsPath, app);
		const manifest = path.join(cwd, "package.json");
		if (!fs.existsSync(manifest)) continue;
		if (!JSON.parse(fs.readFileSync(manifest, "utf8")).scripts?.build) continue;
		const yarn = (task) => execFileSync("yarn", [task], { cwd, stdio: "inherit" });
		if (!fs.existsSync(path.join(cwd, "node_modules"))) yarn("install");
		yarn("build");
	}
}

async function main() {
	const args = readArguments();
	if (args.watch) return watch(args);
	await build(args);
	if (args["run-build-command"]) runBuildCommands(args.apps);
}

main().catch((error) => {
	// esbuild has printed file, line and column of its own errors already
	console.error(error.errors ? "Build failed" : error);
	process.exit(1);
});
