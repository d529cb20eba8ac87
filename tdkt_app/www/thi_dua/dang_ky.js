// Registrations: choose a campaign and who takes part; correct or withdraw while registration is open.

(function () {
	const list = document.getElementById("registrations");
	if (!list) return; // the page was refused, its script comes along all the same
	const call = (method, values) => tdkt_portal.call("registrations." + method, values);
	const run = (work) => tdkt_portal.run(document.querySelectorAll(".tdkt-portal button"), work);
	const reload = () => (window.location.href = "/thi-dua/dang-ky");
	const form = document.getElementById("registration");

	function show_campaign() {
		const { late, closes, kinds } = document.getElementById("campaign").selectedOptions[0].dataset;
		const text = document.getElementById("closes");
		text.textContent = closes ? text.dataset.text.replace("{0}", closes) : "";
		document.getElementById("late").classList.toggle("d-none", late !== "1");
		form.querySelectorAll("[data-kind]").forEach((row) => {
			const admitted = kinds.includes(row.dataset.kind);
			row.querySelector("input").disabled = !admitted;
			if (!admitted) row.querySelector("input").checked = false;
		});
	}

	function show_names() {
		const sought = tdkt_portal.unaccented(document.getElementById("narrow").value);
		form.querySelectorAll("[data-kind]").forEach((row) => {
			row.hidden = !tdkt_portal.unaccented(row.textContent).includes(sought);
		});
	}

	if (form) {
		document.getElementById("campaign").addEventListener("change", show_campaign);
		const narrow = document.getElementById("narrow");
		narrow && narrow.addEventListener("input", show_names);
		show_campaign();
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			const honorees = Array.from(form.querySelectorAll("[data-kind] input:checked"), (box) => box.value);
			run(async () => {
				await call("register", {
					...Object.fromEntries(new FormData(form).entries()),
					honorees: JSON.stringify(honorees),
					unit_itself: document.getElementById("unit_itself").checked ? 1 : 0,
				});
				reload();
			});
		});
	}

	list.addEventListener("submit", (event) => {
		event.preventDefault();
		const values = Object.fromEntries(new FormData(event.target).entries());
		run(async () => {
			await call("revise", { name: event.target.dataset.revise, ...values });
			reload();
		});
	});

	list.addEventListener("click", ({ target }) => {
		const name = target.dataset.withdraw;
		if (name && window.confirm(target.dataset.sure)) {
			run(async () => {
				await call("withdraw", { name });
				reload();
			});
		}
	});
})();
