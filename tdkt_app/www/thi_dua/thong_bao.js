// One announcement: it is read once it is open, and confirmed by the button.

(function () {
	const box = document.getElementById("announcement");
	if (!box || box.dataset.addressed !== "1") return; // the list, or somebody who only looks
	const button = document.getElementById("acknowledge");
	const call = (method) => tdkt_portal.call("announcements." + method, { name: box.dataset.name });

	tdkt_portal.run([], () => call("mark_opened"));
	button?.addEventListener("click", () =>
		tdkt_portal.run([button], async () => {
			await call("acknowledge");
			window.location.reload();
		})
	);
})();
