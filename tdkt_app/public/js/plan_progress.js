// Progress of an issued plan on its form: how far each target and task has come, and a way to record it.

frappe.provide("tdkt");

/** Call from refresh of an Emulation Plan. Shows nothing before the plan is issued. */
tdkt.show_plan_progress = async function (frm) {
	frm.tdkt_progress && frm.tdkt_progress.remove();
	if (frm.doc.docstatus !== 1 || !frappe.model.can_read("Plan Progress Entry")) return;
	const { message } = await frappe.call({
		method: "tdkt_app.emulation.plan_progress.of_plan",
		type: "GET",
		args: { name: frm.doc.name },
	});
	if (message.percent !== null || message.overdue) {
		frm.dashboard.set_headline_alert(tdkt_plan_headline(message), message.overdue ? "orange" : "blue");
	}
	const section = frm.dashboard.add_section(tdkt_plan_progress_table(message), __("Progress of the Plan"));
	frm.dashboard.show();
	const panel = $(section || frm.dashboard.wrapper).find(".tdkt-plan-progress");
	panel.on("click", "[data-record]", (event) => {
		const { kind, record } = event.currentTarget.dataset;
		tdkt_record_progress(frm, kind, message[kind === "Target" ? "targets" : "tasks"][record]);
	});
	frm.tdkt_progress = panel.closest(".form-dashboard-section");
};

function tdkt_plan_headline({ percent, targets, overdue }) {
	const reached = targets.filter((target) => target.percent >= 100).length;
	const parts = [];
	if (percent !== null) {
		parts.push(__("Targets reached: {0} of {1} ({2}% on average).", [reached, targets.length, tdkt_figure(percent)]));
	}
	if (overdue) parts.push(__("Overdue targets and tasks: {0}.", [overdue]));
	return parts.join(" ");
}

function tdkt_plan_progress_table({ targets, tasks }) {
	const rows = [
		...targets.map((target, index) => tdkt_plan_row("Target", index, target, target.target_name, tdkt_target_state(target))),
		...tasks.map((task, index) =>
			tdkt_plan_row("Task", index, task, frappe.ellipsis(task.text, 120), task.is_done ? __("Done") : __("Not Done"))
		),
	];
	return `<div class="tdkt-plan-progress table-responsive"><table class="table table-sm mb-0">
		<thead><tr>
			<th>${__("Target or Task")}</th><th>${__("Responsible Party")}</th>
			<th>${__("Due Date")}</th><th>${__("Progress")}</th><th></th>
		</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function tdkt_plan_row(kind, index, row, text, state) {
	const escape = frappe.utils.escape_html;
	const may_record = frappe.model.can_create("Plan Progress Entry");
	const due = row.due_date ? frappe.datetime.str_to_user(row.due_date) : "";
	return `<tr ${row.is_overdue ? 'class="text-danger"' : ""}>
		<td>${escape(text)}</td><td>${escape(row.party)}</td>
		<td class="text-nowrap">${due} ${row.is_overdue ? `<span class="indicator-pill red">${__("Overdue")}</span>` : ""}</td>
		<td>${state}</td>
		<td>${may_record ? `<button class="btn btn-default btn-xs text-nowrap" data-record="${index}" data-kind="${kind}">${__("Record Progress")}</button>` : ""}</td>
	</tr>`;
}

function tdkt_target_state({ reached, target_value, measure, percent, units, at_most }) {
	const goal = `${at_most ? "≤ " : ""}${tdkt_figure(target_value)} ${frappe.utils.escape_html(measure)}`;
	if (reached === null) return `${__("No result yet")} / ${goal}`;
	const from = units ? ` <span class="text-muted small">${__("{0} units", [units])}</span>` : "";
	return `<div>${tdkt_figure(reached)} / ${goal}${from}</div>
		<div class="progress" style="height: 6px"><div class="progress-bar ${percent >= 100 ? "bg-success" : ""}"
			style="width: ${Math.min(percent, 100)}%"></div></div>`;
}

function tdkt_figure(value) {
	return Number(value).toLocaleString("vi-VN", { maximumFractionDigits: 3 });
}

function tdkt_record_progress(frm, kind, row) {
	const value =
		kind === "Target"
			? { fieldname: "reached_value", fieldtype: "Float", precision: 3, label: `${__("Result")} (${row.measure})`, reqd: 1 }
			: { fieldname: "is_done", fieldtype: "Check", label: __("Done"), default: 1 };
	frappe.prompt(
		[
			{ fieldname: "as_of", fieldtype: "Date", label: __("As Of"), default: frappe.datetime.get_today(), reqd: 1 },
			value,
			{ fieldname: "note", fieldtype: "Small Text", label: __("Note") },
		],
		(values) =>
			frappe.db
				.insert({ doctype: "Plan Progress Entry", plan: frm.doc.name, row_kind: kind, plan_row: row.row, ...values })
				.then(() => tdkt.show_plan_progress(frm)),
		row.target_name || frappe.ellipsis(row.text, 80),
		__("Save")
	);
}
