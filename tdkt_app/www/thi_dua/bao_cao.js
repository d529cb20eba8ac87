// Report of an achievement: kept while it is typed, files sent as they are chosen, handed in.

(function () {
	const form = document.getElementById("report");
	if (!form) return; // the page was refused, its script comes along all the same
	const call = (method, values, progress) => tdkt_portal.call("achievements." + method, values, progress);
	const PAUSE = 4000; // milliseconds without a key before the draft goes to the server
	const local = tdkt_portal.local_copy("achievement", form.dataset.name || "new");
	const is_open = Boolean(document.getElementById("save"));
	const on_the_spot = document.getElementById("on_the_spot");
	let timer = null;
	let at_work = Promise.resolve(); // one request after the other

	function values() {
		// What is disabled is not sent, and the server leaves it as it is.
		const data = Object.fromEntries(new FormData(form).entries());
		if (!on_the_spot.disabled) data.on_the_spot = on_the_spot.checked ? 1 : 0;
		const points = form.querySelectorAll("fieldset[data-campaign]:not([disabled]) [data-criterion]");
		if (points.length) {
			const given = Array.from(points, (input) => [input.dataset.criterion, input.value]);
			data.self_scores = JSON.stringify(Object.fromEntries(given));
		}
		return data;
	}

	function is_complete() {
		const fields = Array.from(form.querySelectorAll("[required]"));
		return fields.every((field) => field.value.trim()) && (on_the_spot.checked || form.elements.campaign.value);
	}

	function show_criteria() {
		const campaign = on_the_spot.checked ? "" : document.getElementById("campaign").value;
		form.querySelectorAll("fieldset[data-campaign]").forEach((criteria) => {
			const is_chosen = criteria.dataset.campaign === campaign;
			criteria.classList.toggle("d-none", !is_chosen);
			criteria.disabled = !is_chosen || "locked" in criteria.dataset;
		});
	}

	function show_state(text) {
		const { dataset } = document.getElementById("saved");
		const now = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
		document.getElementById("saved").textContent = dataset[text].replace("{0}", now);
	}

	/** Bring the draft to the server. What somebody else has changed meanwhile is not overwritten. */
	async function save() {
		const sent = { values: JSON.stringify(values()) };
		if (form.dataset.name) Object.assign(sent, { name: form.dataset.name, seen: form.dataset.seen });
		const { name, seen } = await call("autosave", sent);
		Object.assign(form.dataset, { name, seen });
		local.drop();
		history.replaceState(null, "", address());
		show_state("server");
	}

	async function send_files() {
		for (const input of form.querySelectorAll("input[type=file]")) {
			for (const file of input.files) {
				await call("attach_evidence", { name: form.dataset.name, description: file.name, file }, (share) =>
					tdkt_portal.show_progress(file.name, share)
				);
			}
			input.value = "";
		}
	}

	const address = () => "/thi-dua/bao-cao?name=" + encodeURIComponent(form.dataset.name);
	const reopen = () => (window.location.href = address());

	/** Run work after what is under way, with the buttons off. */
	function run(work) {
		clearTimeout(timer);
		at_work = at_work.then(() => tdkt_portal.run(form.querySelectorAll("button"), work));
		return at_work;
	}

	/** The list of files as it is stored now; the page stays where it is. */
	async function show_files() {
		const reply = await fetch(address());
		const stored = new DOMParser().parseFromString(await reply.text(), "text/html");
		document.getElementById("evidence-list").replaceWith(stored.getElementById("evidence-list"));
		form.dataset.seen = stored.getElementById("report").dataset.seen;
		document.getElementById("progress").classList.add("d-none");
		form.querySelectorAll("button").forEach((button) => (button.disabled = false));
	}

	function keep() {
		if (!is_open) return;
		local.keep(values());
		if (!is_complete()) return show_state("local");
		clearTimeout(timer);
		timer = setTimeout(() => {
			at_work = at_work.then(() => tdkt_portal.run([], save));
		}, PAUSE);
	}

	function put_back(kept) {
		Object.entries(kept).forEach(([name, value]) => {
			const field = form.elements[name];
			if (field && !field.disabled && field.type !== "checkbox") field.value = value;
		});
		if (!on_the_spot.disabled) on_the_spot.checked = Boolean(Number(kept.on_the_spot));
		show_criteria();
		Object.entries(JSON.parse(kept.self_scores || "{}")).forEach(([criterion, points]) => {
			const input = form.querySelector(`[data-criterion="${CSS.escape(criterion)}"]`);
			if (input) input.value = points;
		});
		show_state("local");
	}

	form.addEventListener("change", show_criteria);
	show_criteria();
	const kept = is_open && local.read();
	if (kept) put_back(kept);

	form.addEventListener("input", (event) => event.target.type !== "file" && keep());
	form.addEventListener("change", (event) => {
		if (event.target.type === "file" && is_complete()) {
			run(async () => {
				await save();
				await send_files();
				await show_files();
			});
		}
	});
	document.addEventListener("visibilitychange", () => {
		// A phone may throw the page away once another one is looked at.
		if (document.hidden && local.read() && is_complete()) run(save);
	});

	form.addEventListener("click", (event) => {
		const { id, dataset } = event.target;
		if (id === "save") {
			run(async () => {
				await save();
				await send_files();
				reopen();
			});
		} else if (id === "hand-in") {
			run(async () => {
				await save();
				await send_files();
				await call("hand_in", { name: form.dataset.name });
				window.location.href = "/thi-dua";
			});
		} else if (dataset.remove) {
			run(async () => {
				await call("remove_evidence", { name: form.dataset.name, row: dataset.remove });
				await show_files();
			});
		}
	});
})();
