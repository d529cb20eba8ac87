frappe.ui.form.on("Award Decision", {
	setup(frm) {
		frm.set_query("achievement", "recipients", (doc, cdt, cdn) => {
			const { honoree } = locals[cdt][cdn];
			return { filters: { workflow_state: "Verified", ...(honoree ? { honoree } : {}) } };
		});
		frm.set_query("nomination", "recipients", () => ({ filters: { workflow_state: "Appraised" } }));
		frm.set_query("honoree", "recipients", () => ({ filters: { is_active: 1 } }));
		frm.set_query("award_type", "recipients", (doc) => ({
			filters: doc.is_historical ? {} : { is_active: 1, decided_by: "Commune" },
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
		frm.set_query("amends", () => ({ filters: { docstatus: 1, decision_kind: "Award" } }));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.symbol) {
			frappe.db.get_doc("TDKT Settings").then((settings) => tdkt_take_defaults(frm, settings));
		}
	},

	refresh(frm) {
		tdkt.show_findings(frm);
		tdkt.show_way(frm);
		if (frm.doc.docstatus === 0 && frm.doc.decision_date) {
			frm.add_custom_button(__("Fill In Legal Bases"), () => tdkt_fill_in_legal_bases(frm));
		}
		tdkt_decision_kind_buttons(frm);
		tdkt_check_paper_until(frm);
		if (frm.doc.docstatus === 1 && frm.doc.decision_kind === "Award") {
			tdkt_follow_up_buttons(frm);
		}
		// The form is closed by the workflow then, and with it the permission the form knows.
		if (frm.doc.docstatus === 1 && frappe.model.can_write(frm.doctype)) {
			frm.add_custom_button(
				frm.doc.signed_copy ? __("Replace the Signed Copy") : __("Attach the Signed Copy"),
				() => tdkt_attach_signed_copy(frm)
			);
		}
		if (frm.doc.docstatus === 0 && frm.doc.is_historical && !frm.is_new()) {
			frm.set_intro(
				__("A decision of the past counts once a second person has compared it with the paper and confirmed it.")
			);
			frm.add_custom_button(__("Confirm"), () => tdkt.confirm_decisions([frm.doc.name], () => frm.reload_doc()));
		}
	},

	is_historical(frm) {
		tdkt_check_paper_until(frm);
	},
});

/** Without that day in the settings nothing of the past is taken: said before a page of names is typed. */
function tdkt_check_paper_until(frm) {
	if (!frm.doc.is_historical || frm.doc.docstatus !== 0) {
		return;
	}
	// The framework's look-up of a single value answers an empty day with today.
	frappe.db.get_doc("TDKT Settings").then(({ paper_until }) => {
		if (!paper_until) {
			const link = `<a href="/app/tdkt-settings#tab_2">${__("Decisions on Paper Until")}</a>`;
			frm.set_intro(
				__("Decisions of the past are taken once the settings say until which day decisions were kept on paper: {0}.", [
					link,
				]),
				"orange"
			);
		}
	});
}

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
		.xcall("tdkt_app.law.legal_bases.legal_bases_on", { date: frm.doc.decision_date })
		.then((lines) => {
			const others = frm.doc.legal_bases.map((row) => row.basis).filter((basis) => !lines.includes(basis));
			frm.clear_table("legal_bases");
			[...lines, ...others].forEach((basis) => frm.add_child("legal_bases", { basis: basis }));
			frm.refresh_field("legal_bases");
			frm.dirty();
		});
}

/** Rows of an amendment or annulment are chosen from the decision concerned, not typed. */
function tdkt_decision_kind_buttons(frm) {
	if (frm.doc.docstatus !== 0 || !frm.doc.amends) {
		return;
	}
	const folder = "tdkt_app.doctype.award_decision";
	if (frm.doc.decision_kind === "Annulment") {
		frm.add_custom_button(__("Choose Awards to Annul"), () =>
			tdkt_choose_recipients(frm, `${folder}.annulment.annullable`, "annulments", {
				fieldname: "ground",
				fieldtype: "Select",
				label: __("Ground for Annulment"),
				options: frappe.meta.get_docfield("Decision Annulment", "ground").options,
				reqd: 1,
			})
		);
	}
	if (frm.doc.decision_kind === "Amendment") {
		frm.add_custom_button(__("Choose What to Correct"), () =>
			tdkt_choose_recipients(frm, `${folder}.amendment.correctable`, "corrections", {
				fieldname: "field",
				fieldtype: "Select",
				label: __("Field"),
				options: "Recipient Name\nPosition or Address\nUnit Name",
				reqd: 1,
			})
		);
	}
}

function tdkt_choose_recipients(frm, method, table, common) {
	frappe.call({ method, type: "GET", args: { decision: frm.doc.amends } }).then(({ message: recipients }) => {
		const dialog = new frappe.ui.Dialog({
			title: __("Recipients"),
			fields: [
				common,
				{
					fieldname: "recipients",
					fieldtype: "MultiCheck",
					label: __("Recipients"),
					columns: 1,
					select_all: true,
					options: recipients.map(({ recipient, about }) => ({ label: about, value: recipient })),
				},
			],
			primary_action_label: __("Add"),
			primary_action(values) {
				const chosen = values.recipients || [];
				recipients
					.filter(({ recipient }) => chosen.includes(recipient))
					.forEach(({ recipient, about }) =>
						frm.add_child(table, { recipient, about, recipient_name: about, [common.fieldname]: values[common.fieldname] })
					);
				frm.refresh_field(table);
				frm.dirty();
				dialog.hide();
			},
		});
		dialog.show();
	});
}

/** What follows an issued decision: certificates, correction, annulment, payments. */
function tdkt_follow_up_buttons(frm) {
	if (!frm.doc.is_historical && frappe.user.has_role("TDKT Officer")) {
		frm.add_custom_button(__("Issue Certificates"), () =>
			frappe
				.xcall("tdkt_app.doctype.award_certificate.register.issue_certificates", { decision: frm.doc.name })
				.then((names) => {
					frappe.show_alert({ message: __("Certificates issued: {0}", [names.length]), indicator: "green" });
					frappe.set_route("List", "Award Certificate", { decision: frm.doc.name });
				})
		);
	}
	if (frappe.model.can_print("Award Certificate")) {
		frappe.db.count("Award Certificate", { filters: { decision: frm.doc.name, status: "Valid" } }).then((count) => {
			count && frm.add_custom_button(__("Print Certificates"), () => tdkt.print_certificates({ decision: frm.doc.name }));
		});
	}
	if (!frm.doc.is_historical && frappe.model.can_read("Reward Payment")) {
		frm.add_custom_button(__("Reward Payments"), () =>
			frappe.set_route("List", "Reward Payment", { decision: frm.doc.name })
		);
	}
	if (frappe.model.can_create("Award Decision")) {
		[
			["Amendment", __("Amend by a New Decision")],
			["Annulment", __("Annul by a New Decision")],
		].forEach(([kind, label]) =>
			frm.add_custom_button(label, () =>
				frappe.new_doc("Award Decision", { decision_kind: kind, amends: frm.doc.name, symbol: frm.doc.symbol })
			)
		);
	}
	frappe
		.call({
			method: "tdkt_app.doctype.award_decision.follow_ups.follow_ups",
			type: "GET",
			args: { decision: frm.doc.name },
		})
		.then(({ message: papers }) => {
			const links = papers.map(({ name, decision_kind, decision_number }) => {
				const link = frappe.utils.get_form_link("Award Decision", name, true, decision_number);
				return decision_kind === "Annulment" ? __("Awards annulled by decision {0}", [link]) : __("Amended by decision {0}", [link]);
			});
			links.length && frm.set_intro(links.join(" · "), "orange");
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

/** Uploads the signed PDF; the server checks it and keeps its hash. */
function tdkt_attach_signed_copy(frm) {
	const upload = (reason) =>
		new frappe.ui.FileUploader({
			doctype: frm.doctype,
			docname: frm.docname,
			allow_multiple: false,
			make_attachments_public: false,
			restrictions: { allowed_file_types: [".pdf"], max_number_of_files: 1 },
			on_success: ({ file_url }) =>
				frappe
					.xcall("tdkt_app.doctype.award_decision.signed_copy.attach", {
						decision: frm.docname,
						file_url,
						reason,
					})
					.then(() => frm.reload_doc()),
		});
	if (!frm.doc.signed_copy) {
		upload("");
		return;
	}
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Why It Is Replaced"), reqd: 1 },
		({ reason }) => upload(reason),
		__("Replace the Signed Copy"),
		__("Choose the File")
	);
}
