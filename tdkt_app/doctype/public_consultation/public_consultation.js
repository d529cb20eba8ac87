frappe.ui.form.on("Public Consultation", {
	setup(frm) {
		frm.set_query("nomination", "nominations", () => ({
			filters: { workflow_state: ["in", ["Under Appraisal", "Appraised"]] },
		}));
	},

	onload(frm) {
		if (frm.is_new() && !frm.doc.working_days) {
			frappe.db
				.get_single_value("TDKT Settings", "consultation_working_days")
				.then((days) => days && frm.set_value("working_days", days));
		}
	},

	refresh(frm) {
		if (frm.is_new()) {
			return;
		}
		tdkt.show_way(frm);
		const may_write = frm.has_perm("write");
		if (frm.doc.state === "Closed" && frappe.model.can_create("Council Meeting")) {
			frm.add_custom_button(__("Prepare Meeting"), () =>
				tdkt.prepare_meeting(frm.doc.nominations.map(({ nomination }) => nomination))
			);
		}
		if (frm.doc.state === "Draft" && may_write) {
			frm.add_custom_button(__("Open to the Public"), () => frm.trigger("open_to_public")).addClass("btn-primary");
		}
		if (frm.doc.state === "Open") {
			frm.add_web_link("/lay-y-kien", __("Public Page"));
			frm.set_intro(__("Public until {0}.", [frappe.datetime.str_to_user(frm.doc.closes_on)]), "green");
			if (may_write) {
				frm.add_custom_button(__("Log a Comment"), () =>
					frappe.new_doc("Consultation Comment", { consultation: frm.doc.name })
				);
				frm.add_custom_button(__("Close the List"), () => frm.trigger("close_list"));
			}
		}
		if (frm.doc.state !== "Draft") {
			frm.disable_form();
		}
	},

	open_to_public(frm) {
		frappe.confirm(__("Names, units, awards and summaries will be public on the page of the commune. Go on?"), () =>
			frappe
				.xcall("tdkt_app.doctype.public_consultation.public_consultation.open_consultation", {
					name: frm.doc.name,
				})
				.then(() => frm.reload_doc())
		);
	},

	close_list(frm) {
		const close = (reason) =>
			frappe
				.xcall("tdkt_app.doctype.public_consultation.public_consultation.close_consultation", {
					name: frm.doc.name,
					early_close_reason: reason,
				})
				.then(() => frm.reload_doc());
		if (frappe.datetime.get_today() > frm.doc.closes_on) {
			frappe.confirm(__("Close the list? Comments are no longer taken."), () => close(""));
			return;
		}
		frappe.prompt(
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason for Closing Early"), reqd: 1 },
			({ reason }) => close(reason),
			__("Close the List"),
			__("Confirm")
		);
	},
});
