// Comments on a public list. Works without the desk's libraries.

(function () {
	const API = "/api/method/tdkt_app.portal.consultations.comment";

	async function send(form) {
		const reply = await fetch(API, {
			method: "POST",
			body: new FormData(form),
			headers: { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token || "" },
		});
		if (!reply.ok) {
			throw new Error(server_message(await reply.json().catch(() => ({}))));
		}
	}

	function server_message(data) {
		const messages = JSON.parse(data._server_messages || "[]").map((text) => JSON.parse(text).message);
		const holder = new DOMParser().parseFromString(messages.join("\n"), "text/html");
		return holder.body.textContent;
	}

	document.querySelectorAll("form[data-comment]").forEach((form) => {
		const answer = form.querySelector("[data-answer]");
		const button = form.querySelector("button[type=submit]");
		form.addEventListener("submit", async (event) => {
			event.preventDefault();
			button.disabled = true;
			let failure = null;
			await send(form).catch((error) => (failure = error));
			answer.textContent = failure ? failure.message || answer.dataset.failure : answer.dataset.thanks;
			answer.className = `alert ${failure ? "alert-danger" : "alert-success"}`;
			button.disabled = false;
			if (!failure) form.reset();
		});
	});
})();
