// A nomination of the unit: save, attach the papers, hand in.

(function () {
	const form = document.getElementById("nomination");
	if (!form) return; // the list, or a page that was refused
	const nominees = document.getElementById("nominees");
	const call = (method, values) => tdkt_portal.call("nominations." + method, values);
	const run = (work) => tdkt_portal.run(form.querySelectorAll("button"), work);

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
