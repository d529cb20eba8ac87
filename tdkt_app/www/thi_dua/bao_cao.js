// Report of an achievement: save, attach the chosen files, hand in. Works without the desk's libraries.

(function () {
	const form = document.getElementById("report");
	if (!form) return; // the page was refused, its script comes along all the same
	const message = document.getElementById("message");
	const API = "/api/method/tdkt_app.portal.achievements.";

	async function call(method, values) {
		const body = new FormData();
		Object.entries(values).forEach(([key, value]) => body.append(key, value));
		const reply = await fetch(API + method, {
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
		const holder = document.createElement("div");
		holder.innerHTML = messages.join("\n");
		return holder.textContent;
	}

	function values() {
		// What is disabled is not sent, and the server leaves it as it is.
		const data = Object.fromEntries(new FormData(form).entries());
		const on_the_spot = document.getElementById("on_the_spot");
		if (!on_the_spot.disabled) data.on_the_spot = on_the_spot.checked ? 1 : 0;
		const points = form.querySelectorAll("fieldset[data-campaign]:not([disabled]) [data-criterion]");
		if (points.length) {
			const given = Array.from(points, (input) => [input.dataset.criterion, input.value]);
			data.self_scores = JSON.stringify(Object.fromEntries(given));
		}
		return data;
	}

	function show_criteria() {
		const on_the_spot = document.getElementById("on_the_spot").checked;
		const campaign = on_the_spot ? "" : document.getElementById("campaign").value;
		form.querySelectorAll("fieldset[data-campaign]").forEach((criteria) => {
			const is_chosen = criteria.dataset.campaign === campaign;
			criteria.classList.toggle("d-none", !is_chosen);
			criteria.disabled = !is_chosen || "locked" in criteria.dataset;
		});
	}

	async function save() {
		const name = form.dataset.name;
		const method = name ? "revise" : "report";
		form.dataset.name = await call(method, name ? { name, ...values() } : values());
		const input = document.getElementById("evidence");
		for (const file of input ? input.files : []) {
			await call("attach_evidence", { name: form.dataset.name, description: file.name, file: file });
		}
		if (input) input.value = "";
	}

	async function run(work) {
		const buttons = form.querySelectorAll("button");
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

	function reopen() {
		window.location.href = "/thi-dua/bao-cao?name=" + encodeURIComponent(form.dataset.name);
	}

	form.addEventListener("change", show_criteria);
	show_criteria();

	form.addEventListener("click", (event) => {
		const { id, dataset } = event.target;
		if (id === "save") {
			run(async () => {
				await save();
				reopen();
			});
		} else if (id === "hand-in") {
			run(async () => {
				await save();
				await call("hand_in", { name: form.dataset.name });
				window.location.href = "/thi-dua";
			});
		} else if (dataset.remove) {
			run(async () => {
				await call("remove_evidence", { name: form.dataset.name, row: dataset.remove });
				reopen();
			});
		}
	});
})();
