// Setup of a new commune: what is done, what is missing, and the way there.

frappe.pages["tdkt-setup"].on_page_load = function (wrapper) {
	wrapper.tdkt_setup = new TdktSetup(wrapper);
};

frappe.pages["tdkt-setup"].on_page_show = function (wrapper) {
	wrapper.tdkt_setup && wrapper.tdkt_setup.refresh();
};

const TDKT_SETUP = "tdkt_app.page.tdkt_setup.tdkt_setup";

class TdktSetup {
	constructor(wrapper) {
		this.page = frappe.ui.make_app_page({
			parent: wrapper,
			title: __("Commune Setup"),
			single_column: true,
		});
		this.body = $('<div class="tdkt-setup"></div>').appendTo(this.page.main);
		this.page.set_primary_action(__("Check Again"), () => this.refresh(), "refresh");
		this.page.set_secondary_action(__("Go to the Workspace"), () => frappe.set_route("emulation-and-commendation"));
		frappe.realtime.on("tdkt_demo_removed", ({ sentence, details }) => {
			frappe.hide_progress();
			frappe.msgprint({
				title: __("Remove Demo Data"),
				message: `<p>${frappe.utils.escape_html(sentence)}</p><ul>${details}</ul>`,
			});
			this.refresh();
		});
	}

	refresh() {
		return frappe.call({ method: `${TDKT_SETUP}.overview`, type: "GET" }).then(({ message }) => {
			message && this.show(message);
		});
	}

	show({ steps, demo }) {
		const done = steps.filter((step) => step.done).length;
		const percent = Math.round((100 * done) / steps.length);
		this.body.html(`
			<p class="mb-2">${__("{0} of {1} steps are done.", [done, steps.length])}
				${done === steps.length ? __("The commune is ready to work.") : ""}</p>
			<div class="progress mb-4"><div class="progress-bar bg-success" style="width: ${percent}%"></div></div>
			<ol class="tdkt-steps list-unstyled"></ol>`);
		steps.forEach((step, place) => this.body.find(".tdkt-steps").append(this.step(step, place + 1)));
		demo.length && this.body.append(this.demo(demo));
	}

	step(step, number) {
		const escape = frappe.utils.escape_html;
		const lines = (texts, css) => texts.map((text) => `<li class="${css}">${escape(text)}</li>`).join("");
		const item = $(`
			<li class="frappe-card p-3 mb-3" data-step="${step.key}">
				<div class="d-flex justify-content-between align-items-start">
					<b>${number}. ${escape(step.title)}</b>
					<span class="indicator-pill ${step.done ? "green" : "orange"}">
						<span>${step.done ? __("Step Done") : __("Step Incomplete")}</span>
					</span>
				</div>
				<p class="text-muted mb-2">${escape(step.purpose)}</p>
				<ul class="mb-2">
					${lines(step.missing, "text-danger")}
					${lines(step.advice, "")}
					${lines(step.facts, "text-muted")}
				</ul>
				<div class="tdkt-links"></div>
			</li>`);
		const opens = ([view, doctype]) => view === "query-report" || frappe.model.can_read(doctype);
		const links = step.links.filter(([_label, route]) => opens(route));
		links.forEach(([label, route]) => {
			$(`<button class="btn btn-default btn-xs mr-2">${escape(label)}</button>`)
				.on("click", () => frappe.set_route(route))
				.appendTo(item.find(".tdkt-links"));
		});
		return item;
	}

	demo(demo) {
		const total = demo.reduce((sum, [_doctype, count]) => sum + count, 0);
		const card = $(`
			<div class="frappe-card p-3 mb-3" data-step="demo">
				<b>${__("Demo Data")}</b>
				<p class="text-muted mb-2">${__(
					"{0} rows of the demo year are on this site. Remove them before the real work begins.",
					[total]
				)}</p>
				<button class="btn btn-danger btn-xs">${__("Remove Demo Data")}</button>
			</div>`);
		card.find("button").on("click", () => this.confirm_removal(demo, total));
		return card;
	}

	confirm_removal(demo, total) {
		const escape = frappe.utils.escape_html;
		const dialog = new frappe.ui.Dialog({
			title: __("Remove Demo Data"),
			fields: [
				{
					fieldtype: "HTML",
					options: `<p>${__(
						"These rows are removed for good, and the demo accounts are closed. What people entered stays."
					)}</p><ul>${demo.map(([doctype, count]) => `<li>${escape(doctype)}: ${count}</li>`).join("")}</ul>`,
				},
				{
					fieldtype: "Int",
					fieldname: "number",
					reqd: 1,
					label: __("Type the number {0} to confirm", [total]),
				},
			],
			primary_action_label: __("Remove Demo Data"),
			primary_action: (values) => {
				if (values.number !== total) {
					frappe.msgprint(__("Type the number {0} to confirm", [total]));
					return;
				}
				frappe
					.call({ method: `${TDKT_SETUP}.remove_demo_data`, type: "POST", args: { seen: total } })
					.then(() => {
						dialog.hide();
						frappe.show_alert(__("Demo data is being removed. You will be told when it is done."));
					});
			},
		});
		dialog.show();
	}
}
