// One act done to the achievements ticked in a list: asks for the act and the reason, then shows the record of it.

frappe.provide("tdkt");

const TDKT_BULK_ACTS = ["Start Verification", "Verify", "Return for Correction", "Reject"];
const TDKT_NEEDS_REASON = ["Return for Correction", "Reject"];

/**
 * @param {string[]} names achievements
 */
tdkt.bulk_action = function (names) {
	if (!names.length) {
		frappe.msgprint(__("Choose the achievements in the list first."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Verify, Return or Reject {0} Achievements", [names.length]),
		fields: [
			{
				fieldname: "act",
				fieldtype: "Select",
				label: __("Action"),
				options: TDKT_BULK_ACTS.map((value) => ({ value, label: __(value) })),
				default: "Verify",
				reqd: 1,
			},
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				description: __("Needed to return or reject; the units read it as the verifier's remark"),
				mandatory_depends_on: `eval:${JSON.stringify(TDKT_NEEDS_REASON)}.includes(doc.act)`,
			},
		],
		primary_action_label: __("Run in the Background"),
		primary_action({ act, reason }) {
			dialog.disable_primary_action();
			frappe
				.xcall("tdkt_app.emulation.bulk_action.start", { action: act, names, reason: reason || "" })
				.then((log) => {
					dialog.hide();
					frappe.set_route("Form", "Bulk Action Log", log);
				})
				.catch(() => dialog.enable_primary_action());
		},
	});
	dialog.show();
};
