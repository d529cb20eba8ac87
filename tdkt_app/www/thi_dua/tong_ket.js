// Report of the unit on a campaign: save, attach the chosen files, hand in.

(function () {
	const form = document.getElementById("review");
	if (!form) return; // the page was refused, its script comes along all the same
	const call = (method, values) => tdkt_portal.call("reviews." + method, values);
	const run = (work) => tdkt_portal.run(form.querySelectorAll("button"), work);

	function cells(holder, attribute) {
		const inputs = holder.querySelectorAll(`[data-${attribute}]`);
		return Object.fromEntries(Array.from(inputs, (input) => [input.dataset[attribute], input.value]));
	}

	function rows(table) {
		const filled = (row) => Object.values(row).some((value) => value !== "");
		return Array.from(form.querySelectorAll(`[data-row="${table}"]`), (row) => cells(row, "cell")).filter(filled);
	}

	function values() {
		return JSON.stringify({
			...cells(form, "field"),
			results: rows("results"),
			exemplars: rows("exemplars"),
		});
	}

	async function save() {
		const name = form.dataset.name;
		const chosen = (id) => document.getElementById(id).value;
		form.dataset.name = name
			? await call("revise", { name, values: values() })
			: await call("write", {
					campaign: chosen("campaign"),
					review_kind: chosen("review_kind"),
					unit: chosen("unit"),
					values: values(),
			  });
		const input = document.getElementById("files");
		for (const file of input ? input.files : []) {
			await call("attach", { name: form.dataset.name, description: file.name, file: file });
		}
		if (input) input.value = "";
	}

	function reopen() {
		window.location.href = "/thi-dua/tong-ket?name=" + encodeURIComponent(form.dataset.name);
	}

	// Another campaign or unit begins with other targets; nothing is stored yet, so the page is opened anew.
	function start_anew() {
		const asked = new URLSearchParams({
			campaign: document.getElementById("campaign").value,
			unit: document.getElementById("unit").value,
		});
		window.location.href = "/thi-dua/tong-ket?" + asked;
	}

	form.addEventListener("change", (event) => {
		const { id, dataset, selectedOptions } = event.target;
		if (["campaign", "unit"].includes(id)) start_anew();
		if (dataset.cell === "honoree" && selectedOptions[0].dataset.name) {
			const name = event.target.closest("[data-row]").querySelector('[data-cell="exemplar_name"]');
			name.value = name.value || selectedOptions[0].dataset.name;
		}
	});

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
				await call("remove_file", { name: form.dataset.name, row: dataset.remove });
				reopen();
			});
		} else if (dataset.add) {
			const template = document.querySelector(`template[data-template="${dataset.add}"]`);
			document.getElementById(dataset.add).append(template.content.cloneNode(true));
		} else if ("drop" in dataset) {
			event.target.closest("[data-row]").remove();
		}
	});
})();
