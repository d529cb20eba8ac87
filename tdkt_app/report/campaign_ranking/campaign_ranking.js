frappe.query_reports["Campaign Ranking"] = {
	filters: [
		{ fieldname: "campaign", label: __("Campaign"), fieldtype: "Link", options: "Emulation Campaign" },
		{
			fieldname: "ranked_by",
			label: __("Ranking Of"),
			fieldtype: "Select",
			default: "Achievement",
			options: [
				{ value: "Achievement", label: __("Achievement") },
				{ value: "Emulation Unit", label: __("Emulation Unit") },
			],
			reqd: 1,
		},
		{ fieldname: "block", label: __("Block"), fieldtype: "Link", options: "Emulation Block" },
	],

	onload(report) {
		tdkt.report_tools(report);
		if (!frappe.model.can_create("Campaign Ranking Snapshot")) return;
		report.page.add_inner_button(__("Freeze Ranking"), () => {
			const { campaign, ranked_by } = report.get_values();
			if (!campaign) return frappe.msgprint(__("Choose a campaign to see its ranking."));
			frappe.prompt(
				{ fieldname: "note", fieldtype: "Small Text", label: __("Note") },
				({ note }) =>
					frappe.xcall("tdkt_app.emulation.ranking.freeze", { campaign, ranked_by, note: note || "" }).then((name) => {
						frappe.show_alert({ message: __("Ranking frozen as {0}.", [name]), indicator: "green" });
						report.refresh();
					}),
				__("Freeze Ranking"),
				__("Confirm")
			);
		});
	},
};
