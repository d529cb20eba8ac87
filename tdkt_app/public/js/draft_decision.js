// Draft of an award decision from verified achievements, opened unsaved for the officer to complete.

frappe.provide("tdkt");

/** @param {string[]} achievements names of verified achievements */
tdkt.draft_decision = function (achievements) {
	return frappe
		.xcall("tdkt_app.doctype.award_decision.drafting.draft_decision", { achievements: achievements })
		.then((decision) => {
			frappe.model.sync(decision);
			frappe.set_route("Form", decision.doctype, decision.name);
		});
};
