// What the pages of the unit portal share. Works without the desk's libraries.

window.tdkt_portal = (function () {
	/** Call a method below tdkt_app.portal; the error that is thrown carries the server's message. */
	async function call(method, values) {
		const body = new FormData();
		Object.entries(values).forEach(([key, value]) => body.append(key, value));
		const reply = await fetch("/api/method/tdkt_app.portal." + method, {
			method: "POST",
			body: body,
			headers: { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token },
		});
		const data = await reply.json().catch(() => ({}));
		if (!reply.ok) {
			throw new Error(server_message(data) || reply.statusText);
		}
		return data.message;
	}

	function server_message(data) {
		const messages = JSON.parse(data._server_messages || "[]").map((text) => JSON.parse(text).message);
		const parsed = new DOMParser().parseFromString(messages.join("\n"), "text/html");
		return parsed.body.textContent;
	}

	/** Run work with the buttons off; a failure is shown in #message and turns them on again. */
	async function run(buttons, work) {
		const message = document.getElementById("message");
		message.classList.add("d-none");
		buttons.forEach((button) => (button.disabled = true));
		try {
			await work();
		} catch (error) {
			message.textContent = error.message;
			message.classList.remove("d-none");
			message.scrollIntoView({ block: "center" });
			buttons.forEach((button) => (button.disabled = false));
		}
	}

	return { call, run };
})();
