// Rooms a browser hears. Their names are those of frappe/realtime.py.
const rooms = {
	desk: "all",
	website: "website",
	user: (user) => `user:${user}`,
	doctype: (doctype) => `doctype:${doctype}`,
	doc: (doctype, name) => `doc:${doctype}/${name}`,
	openDoc: (doctype, name) => `open_doc:${doctype}/${name}`,
	task: (id) => `task_progress:${id}`,
};

function joinOwnRooms(socket) {
	const { user, isSystemUser } = socket.data;
	socket.join([rooms.website, rooms.user(user)]);
	if (isSystemUser) socket.join(rooms.desk);
}

function serveSubscriptions(socket) {
	const on = (event, handle) => socket.on(event, (...args) => runHandler(event, handle, args));

	on("doctype_subscribe", async (doctype) => {
		if (await mayRead(socket, doctype)) socket.join(rooms.doctype(doctype));
	});
	on("doctype_unsubscribe", (doctype) => socket.leave(rooms.doctype(doctype)));

	on("doc_subscribe", async (doctype, name) => {
		if (await mayRead(socket, doctype, name)) socket.join(rooms.doc(doctype, name));
	});
	on("doc_unsubscribe", (doctype, name) => socket.leave(rooms.doc(doctype, name)));

	// a task's id is known only to whoever started it
	on("task_subscribe", (id) => socket.join(rooms.task(id)));
	on("progress_subscribe", (id) => socket.join(rooms.task(id)));
	on("task_unsubscribe", (id) => socket.leave(rooms.task(id)));

	on("doc_open", async (doctype, name) => {
		if (!(await mayRead(socket, doctype, name))) return;
		socket.join(rooms.openDoc(doctype, name));
		await showViewers(socket, doctype, name);
	});
	on("doc_close", async (doctype, name) => {
		socket.leave(rooms.openDoc(doctype, name));
		await showViewers(socket, doctype, name);
	});
	on("disconnecting", async () => {
		for (const room of [...socket.rooms].filter((room) => room.startsWith("open_doc:"))) {
			const [, doctype, name] = room.match(/^open_doc:([^/]*)\/(.*)$/s);
			socket.leave(room);
			await showViewers(socket, doctype, name);
		}
	});
}

/** What a browser sends may be anything, and must never end the service. */
async function runHandler(event, handle, args) {
	try {
		await handle(...args.map(String));
	} catch (error) {
		console.error(`${event}: ${error.message}`);
	}
}

async function mayRead(socket, doctype, name) {
	try {
		return name === undefined
			? await socket.data.call("frappe.realtime.can_subscribe_doctype", { doctype })
			: await socket.data.call("frappe.realtime.can_subscribe_doc", { doctype, docname: name });
	} catch (error) {
		if (error.status === 403 || error.status === 404) return false;
		throw error;
	}
}

/** Tell everybody who has the document open who else has. */
async function showViewers(socket, doctype, name) {
	const room = rooms.openDoc(doctype, name);
	const viewers = await socket.nsp.in(room).fetchSockets();
	const users = [...new Set(viewers.map((viewer) => viewer.data.user))];
	socket.nsp.to(room).emit("doc_viewers", { doctype, docname: name, users });
}

module.exports = { joinOwnRooms, serveSubscriptions };
