const TDKT_RECEIPT_COLOURS = { "Not Read": "orange", "Has Read": "blue", Acknowledged: "green" };

frappe.ui.form.on("Announcement", {
	setup(frm) {
		frm.set_query("campaign", () => ({
			filters: { workflow_state: ["in", ["Launched", "Under Review", "Closed"]] },
		}));
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first; files can be attached afterwards."), "blue");
		}
		frm.fields_dict.receipts_html.$wrapper.empty();
		if (frm.doc.published_on) {
			frm.trigger("show_receipts");
			frm.add_custom_button(__("Units That Have Not Read It"), () =>
				frappe.set_route("List", "Announcement Receipt", {
					announcement: frm.doc.name,
					receipt_state: "Not Read",
				})
			);
		}
	},

	show_receipts(frm) {
		frappe
			.call({
				method: "tdkt_app.emulation.announcement_delivery.receipts",
				type: "GET",
				args: { announcement: frm.doc.name },
			})
			.then(({ message }) => {
				frm.fields_dict.receipts_html.$wrapper.html(tdkt_receipts_table(message));
				frm.dashboard.clear_headline();
				frm.dashboard.set_headline(
					frappe.utils.escape_html(__("Read by {0} of {1} units", [message.opened, message.units])),
					message.opened < message.units ? "orange" : "green"
				);
			});
	},

	before_workflow_action(frm) {
		return tdkt.ask_reason(frm, "remark", ["Withdraw"]);
	},
});

function tdkt_receipts_table({ rows, units, opened, acknowledged, needs_acknowledgement, is_due }) {
	const counts = [
		["blue", __("Has Read"), opened],
		["orange", __("Not Read"), units - opened],
		...(needs_acknowledgement
			? [
					["green", __("Acknowledged"), acknowledged],
					[is_due ? "red" : "gray", is_due ? __("Overdue") : __("Not Acknowledged"), units - acknowledged],
			  ]
			: []),
	];
	return `<div class="mb-3">${counts
		.map(([colour, label, count]) => `<span class="indicator-pill ${colour}">${label}: ${count}</span>`)
		.join(" ")}</div>
		<table class="table table-sm"><thead><tr>
			<th>${__("Unit")}</th><th>${__("Receipt State")}</th><th>${__("Opened On")}</th><th>${__("Acknowledged On")}</th>
		</tr></thead><tbody>${rows.map(tdkt_receipt_row).join("")}</tbody></table>`;
}

function tdkt_receipt_row(row) {
	const when = (time, user) =>
		time ? `${frappe.datetime.str_to_user(time)} (${frappe.utils.escape_html(frappe.user.full_name(user))})` : "";
	const nobody = row.users ? "" : ` <span class="text-muted small">${__("no portal user")}</span>`;
	return `<tr>
		<td>${frappe.utils.escape_html(row.unit_name)}${nobody}</td>
		<td><span class="indicator-pill ${TDKT_RECEIPT_COLOURS[row.receipt_state]}">${__(row.receipt_state)}</span></td>
		<td>${when(row.opened_on, row.opened_by)}</td>
		<td>${when(row.acknowledged_on, row.acknowledged_by)}</td>
	</tr>`;
}
