frappe.ui.form.on("Award Decision", {
	setup(frm) {
		frm.set_query("achievement", "recipients", (doc, cdt, cdn) => {
			const { honoree } = locals[cdt][cdn];
			return { filters: { workflow_state: "Verified", ...(honoree ? { honoree } : {}) } };
		});
		frm.set_query("nomination", "recipients", () => ({ filters: { workflow_state: "Appraised" } }));
		frm.set_query("honoree", "recipients", () => ({ filters: { is_active: 1 } }));
		frm.set_query("award_type", "recipients", () => ({
			filters: { is_active: 1, decided_by: "Commune" },
		}));
		frm.set_query("initiative", "recipients", (doc, cdt, cdn) => ({
			filters: [
				["Initiative", "workflow_state", "=", "Recognised"],
				["Initiative Author", "honoree", "=", locals[cdt][cdn].honoree || ""],
			],
		}));
		frm.set_query("campaign", () => ({
			filters: { workflow_state: ["in", ["Launched", "Under Review", "Closed"]] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.symbol) {
			frappe.db.get_doc("TDKT Settings").then((settings) => tdkt_take_defaults(frm, settings));
		}
	},

	refresh(frm) {
		tdkt.show_findings(frm);
		if (frm.doc.docstatus === 0 && frm.doc.decision_date) {
			frm.add_custom_button(__("Fill In Legal Bases"), () => tdkt_fill_in_legal_bases(frm));
		}
	},
});

/** Shows before the first save what the server would fill in. */
function tdkt_take_defaults(frm, settings) {
	const defaults = {
		symbol: settings.decision_symbol,
		signing_authority: settings.signing_authority,
		signer_position: settings.signer_position,
		signer_name: settings.signer_name,
		fund_source: settings.fund_source,
		recipients_note: settings.default_recipients_note,
	};
	Object.entries(defaults)
		.filter(([fieldname, value]) => value && !frm.doc[fieldname])
		.forEach(([fieldname, value]) => frm.set_value(fieldname, value));
}

/** Puts the documents in force on the date of the decision first; other lines stay behind them. */
function tdkt_fill_in_legal_bases(frm) {
	frappe
		.xcall("tdkt_app.legal_bases.legal_bases_on", { date: frm.doc.decision_date })
		.then((lines) => {
			const others = frm.doc.legal_bases.map((row) => row.basis).filter((basis) => !lines.includes(basis));
			frm.clear_table("legal_bases");
			[...lines, ...others].forEach((basis) => frm.add_child("legal_bases", { basis: basis }));
			frm.refresh_field("legal_bases");
			frm.dirty();
		});
}

frappe.ui.form.on("Award Decision Recipient", {
	achievement(frm, cdt, cdn) {
		const row = locals[cdt][cdn];
		if (row.achievement && !row.honoree) {
			frappe.db
				.get_value("Achievement", row.achievement, "honoree")
				.then(({ message }) => frappe.model.set_value(cdt, cdn, "honoree", message.honoree));
		}
	},
});
