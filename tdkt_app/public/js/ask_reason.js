// Steps of a workflow that need a reason: ask for it, store it, then let the action run.

frappe.provide("tdkt");

/**
 * Call from before_workflow_action. Resolves at once for actions that need no reason; when the person closes the
 * dialog the action does not run.
 *
 * @param {object} frm form of the document
 * @param {string|string[]} fieldnames field that holds the reason, or the fields to fill in
 * @param {string[]} actions workflow actions that need one
 */
tdkt.ask_reason = function (frm, fieldnames, actions) {
	if (!actions.includes(frm.selected_workflow_action)) {
		return Promise.resolve();
	}
	// The desk freezes the page before it calls us; a dialog on a frozen page cannot be filled in.
	frappe.dom.unfreeze();
	return new Promise((resolve, reject) => {
		frappe.prompt(
			[].concat(fieldnames).map((fieldname) => ({
				fieldname: fieldname,
				fieldtype: "Small Text",
				label: __(frappe.meta.get_label(frm.doctype, fieldname)),
				default: frm.doc[fieldname],
				reqd: 1,
			})),
			(values) => {
				frappe.dom.freeze();
				frappe
					.xcall("frappe.client.set_value", {
						doctype: frm.doctype,
						name: frm.doc.name,
						fieldname: JSON.stringify(values),
					})
					.then(resolve, (error) => {
						frappe.dom.unfreeze();
						reject(error);
					});
			},
			__(frm.selected_workflow_action),
			__("Confirm")
		);
	});
};
