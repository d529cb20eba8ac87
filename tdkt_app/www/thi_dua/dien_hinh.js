// Proposal of an exemplar: save, add the chosen pictures, hand in.

(function () {
	const form = document.getElementById("exemplar");
	if (!form) return; // the list, or an exemplar that is only read
	const page = form.parentElement;
	const call = (method, values) => tdkt_portal.call("exemplars." + method, values);
	const run = (work) => tdkt_portal.run(page.querySelectorAll("button"), work);

	async function save() {
		const values = Object.fromEntries(new FormData(form).entries());
		const name = form.dataset.name;
		form.dataset.name = await call("propose", name ? { name, ...values } : values);
		const input = document.getElementById("pictures");
		for (const file of input.files) {
			await call("add_picture", { name: form.dataset.name, file: file });
		}
		input.value = "";
	}

	function reopen() {
		window.location.href = "/thi-dua/dien-hinh?name=" + encodeURIComponent(form.dataset.name);
	}

	page.addEventListener("click", (event) => {
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
				window.location.href = "/thi-dua/dien-hinh";
			});
		} else if (dataset.remove) {
			run(async () => {
				await call("remove_picture", { name: form.dataset.name, row: dataset.remove });
				reopen();
			});
		}
	});
})();
