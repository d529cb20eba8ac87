// Report of an achievement: save, attach the chosen files, hand in.

(function () {
	const form = document.getElementById("report");
	if (!form) return; // the page was refused, its script comes along all the same
	const call = (method, values) => tdkt_portal.call("achievements." + method, values);

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

	const run = (work) => tdkt_portal.run(form.querySelectorAll("button"), work);

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
