// Personal identifiers are shown in part; who may see the whole number asks for it, and the look is logged.

frappe.provide("tdkt");

const TDKT_IDENTITY = "tdkt_app.doctype.honoree.identity";

tdkt.may_see_identifiers = () => ["TDKT Officer", "TDKT Manager"].some((role) => frappe.user.has_role(role));

/** @param {string} honoree name of the record whose number is shown until the dialog is closed */
tdkt.show_identifier = (honoree) =>
	frappe.xcall(`${TDKT_IDENTITY}.reveal`, { honoree }).then((number) =>
		frappe.msgprint({
			title: __("Personal Identifier"),
			message: frappe.utils.escape_html(number.replace(/(\d{3})(?=\d)/g, "$1 ")) || __("None was entered."),
		})
	);

/** Ask for a number and open its honoree. */
tdkt.find_by_identifier = () =>
	frappe.prompt(
		{ fieldname: "number", fieldtype: "Data", label: __("Personal Identifier"), reqd: 1 },
		({ number }) =>
			frappe.xcall(`${TDKT_IDENTITY}.find`, { number }).then((honoree) =>
				honoree
					? frappe.set_route("Form", "Honoree", honoree)
					: frappe.msgprint(__("No honoree has this personal identifier."))
			),
		__("Find by Personal Identifier"),
		__("Find")
	);
