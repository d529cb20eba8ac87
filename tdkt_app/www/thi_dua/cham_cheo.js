// Scores of the block head for one paper.

(function () {
	const form = document.getElementById("block-scores");
	const button = document.getElementById("give");
	if (!form || !button) return; // a list, a paper to look at, or a page that was refused
	const done = document.getElementById("done");

	function scores() {
		const rows = Array.from(form.querySelectorAll("[data-criterion]"), (row) => [
			row.dataset.criterion,
			{ score: row.querySelector("[data-score]").value, reason: row.querySelector("[data-reason]").value },
		]);
		return JSON.stringify(Object.fromEntries(rows));
	}

	button.addEventListener("click", () =>
		tdkt_portal.run([button], async () => {
			done.classList.add("d-none");
			const { total } = await tdkt_portal.call("block_scores.give", { name: form.dataset.name, scores: scores() });
			document.getElementById("total").textContent = total;
			done.classList.remove("d-none");
			button.disabled = false;
		})
	);
})();
