// Certificates onto paper: choose the sheet that lies in the printer, see which texts do not fit, get the file.

frappe.provide("tdkt");

const TDKT_CERTIFICATE_PRINTING = "tdkt_app.doctype.award_certificate.printing";

/** @param {{certificates?: string[], decision?: string}} what */
tdkt.print_certificates = async function (what) {
	const sheets = await frappe.db.get_list("Certificate Sheet", {
		fields: ["name", "sheet_title", "is_default"],
		order_by: "is_default desc, sheet_title asc",
		limit: 0,
	});
	if (!sheets.length) {
		frappe.msgprint(__("Make a Certificate Sheet first: it says where each text stands on the paper."));
		return;
	}
	const dialog = new frappe.ui.Dialog({
		title: __("Print Certificates"),
		fields: [
			{
				fieldname: "sheet",
				fieldtype: "Select",
				label: __("Certificate Sheet"),
				reqd: 1,
				options: sheets.map(({ name, sheet_title }) => ({ value: name, label: sheet_title })),
				default: sheets[0].name,
			},
		],
		primary_action_label: __("Print"),
		async primary_action({ sheet }) {
			dialog.hide();
			const ready = await frappe.xcall(`${TDKT_CERTIFICATE_PRINTING}.prepare`, { sheet, ...what });
			tdkt_hand_over(sheet, ready);
		},
	});
	dialog.show();
};

function tdkt_hand_over(sheet, { certificates, attention, queued }) {
	if (queued) {
		frappe.show_alert(__("The certificates are being printed into one file. You will be told when it is ready."));
		return;
	}
	const query = new URLSearchParams({ sheet, certificates: JSON.stringify(certificates) });
	const open = () => window.open(`/api/method/${TDKT_CERTIFICATE_PRINTING}.download?${query}`);
	if (!attention.length) {
		open();
		return;
	}
	const escape = frappe.utils.escape_html;
	const rows = attention.map(({ recipient, text }) => `<li>${escape(recipient)}: ${escape(text)}</li>`);
	frappe.confirm(`<p>${__("Look at these certificates:")}</p><ul>${rows.join("")}</ul><p>${__("Print all the same?")}</p>`, open);
}
