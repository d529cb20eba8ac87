// Scores of the block head for one paper. Works without the desk's libraries.

(function () {
	const form = document.getElementById("block-scores");
	const button = document.getElementById("give");
	if (!form || !button) return; // a list, a paper to look at, or a page that was refused
	const message = document.getElementById("message");
	const done = document.getElementById("done");

	function scores() {
		const rows = Array.from(form.querySelectorAll("[data-criterion]"), (row) => [
			row.dataset.criterion,
			{ score: row.querySelector("[data-score]").value, reason: row.querySelector("[data-reason]").value },
		]);
		return JSON.stringify(Object.fromEntries(rows));
	}

	function server_message(data) {
		const messages = JSON.parse(data._server_messages || "[]").map((text) => JSON.parse(text).message);
		const holder = document.createElement("div");
		holder.innerHTML = messages.join("\n");
		return holder.textContent;
	}

	async function give() {
		const body = new FormData();
		body.append("name", form.dataset.name);
		body.append("scores", scores());
		const reply = await fetch("/api/method/tdkt_app.portal.block_scores.give", {
			method: "POST",
			body: body,
			headers: { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token },
		});
		const data = await reply.json().catch(() => ({}));
		if (!reply.ok) throw new Error(server_message(data) || reply.statusText);
		return data.message;
	}

	button.addEventListener("click", async () => {
		button.disabled = true;
		message.classList.add("d-none");
		done.classList.add("d-none");
		try {
			const { total } = await give();
			document.getElementById("total").textContent = total;
			done.classList.remove("d-none");
		} catch (error) {
			message.textContent = error.message;
			message.classList.remove("d-none");
			message.scrollIntoView({ block: "center" });
		}
		button.disabled = false;
	});
})();
