// The block "First Steps" of the workspace: what a new commune still has to set up.

frappe.provide("tdkt");

/** Fill the block. Whoever does not set up the commune, and a commune that is set up, sees nothing. */
tdkt.show_first_steps = async function (root) {
	const widget = $(root.host).closest(".widget");
	const block = widget.closest(".ce-block").length ? widget.closest(".ce-block") : widget;
	block.hide();
	if (!frappe.model.can_create("Emulation Unit")) return;
	const steps = await frappe.xcall("tdkt_app.overview.first_steps.first_steps");
	if (!steps.length) return;
	const done = steps.filter((step) => step.done).length;
	const lines = steps.map(
		(step, index) => `<li class="${step.done ? "done" : ""}"><a href="#" data-step="${index}">
			${step.done ? "✓" : "○"} ${frappe.utils.escape_html(step.label)}</a>
			<div>${frappe.utils.escape_html(step.description)}</div></li>`
	);
	$(root.querySelector(".first-steps")).html(
		`<h4>${__("First Steps of a New Commune")} <small>${__("{0} of {1} done", [done, steps.length])}</small></h4>
		<ol>${lines.join("")}</ol>`
	);
	$(root).on("click", "[data-step]", (event) => {
		event.preventDefault();
		frappe.set_route(steps[event.currentTarget.dataset.step].route);
	});
	block.show();
};
