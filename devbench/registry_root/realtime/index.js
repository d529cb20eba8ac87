// Realtime service: what Frappe's Python side publishes in redis goes to the browsers that may hear it.
const http = require("node:http");
const { Server } = require("socket.io");

const { connectRedis, readConfig } = require("../bench");
const { authenticate, isSameHost } = require("./session");
const { joinOwnRooms, serveSubscriptions } = require("./rooms");

const HOST = "127.0.0.1";

const server = http.createServer();
const io = new Server(server, {
	// the page comes from the web server's port, so every origin is "another" one: compare host names instead
	cors: { origin: true, credentials: true },
	allowRequest: (request, decide) => decide(null, isSameHost(request.headers)),
	cleanupEmptyChildNamespaces: true,
});

// one namespace for each site, made when its first browser connects
const sites = io.of(/^\/.+$/);
sites.use(authenticate);
sites.on("connection", (socket) => {
	joinOwnRooms(socket);
	serveSubscriptions(socket);
});

function deliver(text) {
	try {
		const { event, message, room, namespace } = JSON.parse(text);
		if (room) io.of(`/${namespace}`).to(room).emit(event, message);
		else sites.emit(event, message);
	} catch (error) {
		// one unreadable message must not end the service for everybody
		console.error(`events: ${error.message}: ${text}`);
	}
}

async function main() {
	const redis = await connectRedis("redis_queue");
	await redis.subscribe("events", deliver);
	const port = readConfig().socketio_port;
	server.listen(port, HOST, () => console.log(`Realtime service listening on ${HOST}:${port}`));
}

main();
