// What the form of a campaign shows: what is missing before the launch, and afterwards where the campaign stands.

frappe.provide("tdkt");

const TDKT_BEFORE_LAUNCH = ["Draft", "Awaiting Approval"];
const TDKT_RUNNING = ["Launched", "Under Review", "Closed"];

/** Call from refresh of an Emulation Campaign. */
tdkt.show_campaign_panels = async function (frm) {
	frm.tdkt_panel && frm.tdkt_panel.remove();
	frm.tdkt_panel = null;
	if (frm.is_new()) return;
	const state = frm.doc.workflow_state || "Draft";
	if (TDKT_BEFORE_LAUNCH.includes(state)) {
		await tdkt_show_checklist(frm);
	} else if (TDKT_RUNNING.includes(state) && frappe.model.can_read("Campaign Registration")) {
		await tdkt_show_progress(frm);
	}
};

async function tdkt_ask(method, frm) {
	const { message } = await frappe.call({ method, type: "GET", args: { name: frm.doc.name } });
	return message;
}

function tdkt_add_panel(frm, html, title) {
	const section = frm.dashboard.add_section(html, title);
	frm.dashboard.show();
	const panel = $(section || frm.dashboard.wrapper).find(".tdkt-campaign-panel");
	frm.tdkt_panel = panel.closest(".form-dashboard-section");
	return panel;
}

async function tdkt_show_checklist(frm) {
	const checks = await tdkt_ask("tdkt_app.emulation.launch_checklist.of_campaign", frm);
	if (!checks.length) return;
	const done = checks.filter((check) => check.done).length;
	const items = checks.map((check) => {
		const label = frappe.utils.escape_html(check.label);
		if (check.done) return `<li class="text-muted">✓ ${label}</li>`;
		const [colour, demand] =
			check.demand === "Required" ? ["red", __("Required")] : ["orange", __("Recommended")];
		return `<li>○ <a href="#" data-field="${check.field}">${label}</a>
			<span class="indicator-pill ${colour}">${demand}</span></li>`;
	});
	const panel = tdkt_add_panel(
		frm,
		`<div class="tdkt-campaign-panel"><div class="mb-2">${__("{0} of {1} items are there.", [done, checks.length])}</div>
			<ul class="list-unstyled mb-0" style="columns: 18rem">${items.join("")}</ul></div>`,
		__("Launch Checklist")
	);
	panel.on("click", "[data-field]", (event) => {
		event.preventDefault();
		frm.scroll_to_field(event.currentTarget.dataset.field);
	});
}

async function tdkt_show_progress(frm) {
	const { figures, scores } = await tdkt_ask("tdkt_app.emulation.campaign_progress.of_campaign", frm);
	const cards = figures.map(
		({ figure, count }, index) => `<a href="#" class="border rounded px-3 py-2 text-center text-reset" data-figure="${index}">
			<div class="h4 mb-0">${count}</div><div class="small text-muted">${frappe.utils.escape_html(figure)}</div></a>`
	);
	const most = Math.max(1, ...scores.map(({ count }) => count));
	const bars = scores.map(
		({ label, count }) => `<div class="d-flex align-items-center small">
			<div style="width: 9rem" class="text-truncate">${frappe.utils.escape_html(label)}</div>
			<div class="flex-fill"><div class="progress-bar" style="height: 10px; width: ${(100 * count) / most}%"></div></div>
			<div style="width: 3rem" class="text-right">${count}</div></div>`
	);
	const spread = bars.length
		? `<div class="mt-3" style="max-width: 36rem"><div class="mb-1">${__("Scores of Verified Achievements")}</div>${bars.join("")}</div>`
		: "";
	const panel = tdkt_add_panel(
		frm,
		`<div class="tdkt-campaign-panel"><div class="d-flex flex-wrap" style="gap: 0.5rem">${cards.join("")}</div>${spread}</div>`,
		__("Progress of the Campaign")
	);
	panel.on("click", "[data-figure]", (event) => {
		event.preventDefault();
		const { doctype, filters } = figures[event.currentTarget.dataset.figure];
		frappe.route_options = filters;
		frappe.set_route("List", doctype, "List");
	});
}
