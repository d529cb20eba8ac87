frappe.ui.form.on("Award Certificate", {
	refresh(frm) {
		frm.disable_save();
		frm.add_custom_button(__("Check Page"), () =>
			window.open(`/kiem-tra?ma=${encodeURIComponent(frm.doc.verification_code)}`)
		);
		if (frm.doc.status === "Valid" && frappe.model.can_print("Award Certificate")) {
			frm.add_custom_button(__("Print Certificates"), () =>
				tdkt.print_certificates({ certificates: [frm.doc.name] })
			);
		}
		if (frm.doc.status === "Valid" && frappe.user.has_role("TDKT Officer")) {
			frm.add_custom_button(__("Issue Again"), () => tdkt_reissue(frm));
		}
	},
});

function tdkt_reissue(frm) {
	frappe.prompt(
		{
			fieldname: "reason",
			fieldtype: "Small Text",
			label: __("Reason for the New Certificate"),
			reqd: 1,
			description: __("The old certificate becomes invalid; the new one gets its own number and code."),
		},
		({ reason }) =>
			frappe
				.xcall("tdkt_app.doctype.award_certificate.register.reissue", { certificate: frm.doc.name, reason })
				.then((name) => frappe.set_route("Form", "Award Certificate", name)),
		__("Issue Again"),
		__("Issue Again")
	);
}
