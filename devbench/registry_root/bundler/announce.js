// Tells the running bench of a build, where it runs.
const esbuild = require("esbuild");

const { connectRedis } = require("../bench");

/** Make the web server read assets.json again: it keeps the contents in redis, outside developer mode. */
async function forgetCachedManifest() {
	await withRedis("redis_cache", (redis) => redis.del("assets_json"));
}

/**
 * @param {string[]} changed asset paths
 * @param {boolean} reload browsers load the page again by themselves
 */
async function announceBuild(changed, reload) {
	console.log(changed.map((asset) => `rebuilt ${asset}`).join("\n"));
	await publishEvent({ success: true, changed_files: changed, live_reload: reload });
}

/** @param {import("esbuild").Message[]} errors */
async function announceFailure(errors) {
	const formatted = await esbuild.formatMessages(errors, { kind: "error", terminalWidth: 100 });
	await publishEvent({ error: { errors }, formatted, stack: "" });
}

async function publishEvent(message) {
	const event = JSON.stringify({ event: "build_event", message });
	await withRedis("redis_queue", (redis) => redis.publish("events", event));
}

/** A bench that is not running has no redis to tell: then there is nobody to tell either. */
async function withRedis(name, use) {
	let redis;
	try {
		redis = await connectRedis(name, { reconnectStrategy: false });
	} catch (error) {
		if (!["ECONNREFUSED", "ENOENT"].includes(error.code)) throw error;
		return;
	}
	await use(redis);
	await redis.quit();
}

module.exports = { announceBuild, announceFailure, forgetCachedManifest };
