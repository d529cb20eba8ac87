// A nomination of the unit: save, attach the papers, hand in. Works without the desk's libraries.

(function () {
	const form = document.getElementById("nomination");
	if (!form) return; // the list, or a page that was refused
	const message = document.getElementById("message");
	const nominees = document.getElementById("nominees");
	const API = "/api/method/tdkt_app.portal.nominations.";

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
		const page = new DOMParser().parseFromString(messages.join("<br>"), "text/html");
		page.querySelectorAll("br").forEach((br) => br.replaceWith("\n"));
		return page.body.textContent;
	}

	function values() {
		const rows = Array.from(nominees.querySelectorAll("[data-nominee]"), (card) => ({
			name: card.dataset.nominee,
			...Object.fromEntries(
				Array.from(card.querySelectorAll("[data-field]"), (input) => [input.dataset.field, input.value])
			),
		}));
		const on_paper = Array.from(
			form.querySelectorAll("[data-on-paper]:checked"),
			(box) => box.closest("[data-item]").dataset.item
		);
		return { ...Object.fromEntries(new FormData(form).entries()), nominees: rows, on_paper: on_paper };
	}

	async function save() {
		const sent = { values: JSON.stringify(values()) };
		if (form.dataset.name) sent.name = form.dataset.name;
		form.dataset.name = await call("save", sent);
		for (const item of form.querySelectorAll("[data-item]")) {
			const input = item.querySelector("input[type=file]");
			if (input && input.files.length) {
				await call("attach", { name: form.dataset.name, row: item.dataset.item, file: input.files[0] });
				input.value = "";
			}
		}
	}

	async function run(work) {
		const buttons = form.querySelectorAll("button");
		message.classList.add("d-none");
		buttons.forEach((button) => (button.disabled = true));
		try {
			await work();
		} catch (error) {
			message.style.whiteSpace = "pre-line";
			message.textContent = error.message;
			message.classList.remove("d-none");
			message.scrollIntoView({ block: "center" });
			buttons.forEach((button) => (button.disabled = false));
		}
	}

	function reopen() {
		window.location.href = "/thi-dua/de-nghi?name=" + encodeURIComponent(form.dataset.name);
	}

	/** Shows the achievements of the chosen person only. */
	function narrow_achievements(card) {
		const honoree = card.querySelector("[data-field=honoree]").value;
		card.querySelectorAll("[data-field=achievement] option[data-honoree]").forEach((option) => {
			option.hidden = option.disabled = Boolean(honoree) && option.dataset.honoree !== honoree;
			if (option.disabled) option.selected = false;
		});
	}

	form.addEventListener("change", (event) => {
		if (event.target.dataset.field === "honoree") narrow_achievements(event.target.closest("[data-nominee]"));
	});
	nominees.querySelectorAll("[data-nominee]").forEach(narrow_achievements);

	form.addEventListener("click", (event) => {
		const { id, dataset } = event.target;
		if (id === "add-nominee") {
			nominees.append(document.getElementById("nominee-template").content.cloneNode(true));
		} else if ("drop" in dataset) {
			event.target.closest("[data-nominee]").remove();
		} else if (id === "save") {
			run(async () => {
				await save();
				reopen();
			});
		} else if (id === "hand-in") {
			run(async () => {
				await save();
				await call("hand_in", { name: form.dataset.name });
				window.location.href = "/thi-dua/de-nghi";
			});
		} else if (dataset.remove) {
			run(async () => {
				await call("remove_file", { name: form.dataset.name, row: dataset.remove });
				reopen();
			});
		}
	});
})();
