// Who is on the other end: asked of the web server, with the browser's own session.
const { readConfig } = require("../bench");

/** Whether page and service share a host name, whatever their ports. Same-origin polling sends no origin. */
function isSameHost({ host, origin }) {
	return !origin || new URL(origin).hostname === new URL(`http://${host}`).hostname;
}

/** socket.io middleware: sets `socket.data.user`, `.isSystemUser` and `.call`, or refuses the connection. */
async function authenticate(socket, next) {
	try {
		const headers = requestHeaders(socket);
		socket.data.call = (method, args) => callServer(method, args, headers);
		const { user, user_type } = await socket.data.call("frappe.realtime.get_user_info");
		socket.data.user = user;
		socket.data.isSystemUser = user_type === "System User";
		next();
	} catch (error) {
		next(new Error(`Unauthorized: ${error.message}`));
	}
}

function requestHeaders({ handshake, nsp }) {
	const site = nsp.name.slice(1);
	const { authorization, cookie = "" } = handshake.headers;
	const sid = cookie.match(/(?:^|;\s*)sid=([^;]+)/)?.[1];
	if (!authorization && !sid) throw new Error("neither a session cookie nor an authorization header");
	const identity = authorization ? { Authorization: authorization } : { Cookie: `sid=${sid}` };
	return { ...identity, "X-Frappe-Site-Name": site };
}

/**
 * Call a whitelisted method of the site.
 * @returns {Promise<any>} its return value
 * @throws {Error} with the HTTP status when the server refuses
 */
async function callServer(method, args = {}, headers) {
	const query = new URLSearchParams(args);
	const url = `http://127.0.0.1:${readConfig().webserver_port}/api/method/${method}?${query}`;
	const response = await fetch(url, { headers });
	if (!response.ok) {
		throw Object.assign(new Error(`${method}: HTTP ${response.status}`), { status: response.status });
	}
	return (await response.json()).message;
}

module.exports = { authenticate, isSameHost };
