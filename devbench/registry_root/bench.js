// Where this bench is, what it is configured to, and how to reach its redis servers.
const fs = require("node:fs");
const path = require("node:path");

// A symlinked apps/frappe resolves outside the bench: set FRAPPE_BENCH_ROOT then.
const benchPath = process.env.FRAPPE_BENCH_ROOT || path.resolve(__dirname, "..", "..");
const appsPath = path.join(benchPath, "apps");
const sitesPath = path.join(benchPath, "sites");
const assetsPath = path.join(sitesPath, "assets");

/** Names of the bench's apps, as listed in sites/apps.txt. */
function listApps() {
	const lines = fs.readFileSync(path.join(sitesPath, "apps.txt"), "utf8").split("\n");
	return lines.map((line) => line.trim()).filter(Boolean);
}

/** sites/common_site_config.json, with the defaults and overrides that Frappe's Python side has. */
function readConfig() {
	const file = path.join(sitesPath, "common_site_config.json");
	const stored = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
	return {
		...stored,
		webserver_port: stored.webserver_port || 8000,
		socketio_port: process.env.FRAPPE_SOCKETIO_PORT || stored.socketio_port || 9000,
		redis_cache: process.env.FRAPPE_REDIS_CACHE || stored.redis_cache || "redis://127.0.0.1:13311",
		redis_queue: process.env.FRAPPE_REDIS_QUEUE || stored.redis_queue || "redis://127.0.0.1:11311",
	};
}

/**
 * A connected redis client.
 * @param {"redis_cache" | "redis_queue"} name key in common_site_config.json
 * @param {object} options passed to the client's socket
 */
async function connectRedis(name, options = {}) {
	const { createClient } = require("@redis/client");
	const url = readConfig()[name];
	const target = url.startsWith("unix://")
		? { socket: { path: url.slice("unix://".length), ...options } }
		: { url, socket: options };
	const client = createClient(target);
	client.on("error", (error) => {
		// without reconnection, connect() itself throws
		if (options.reconnectStrategy !== false) console.error(`${name}: ${error.message}`);
	});
	return client.connect();
}

module.exports = { appsPath, assetsPath, sitesPath, listApps, readConfig, connectRedis };
