// Units chosen in the list are registered for a campaign; what became of each is shown.

frappe.provide("tdkt");

/** @param {string[]} units names of the chosen units */
tdkt.register_units = function (units) {
	frappe.prompt(
		[
			{
				fieldname: "campaign",
				fieldtype: "Link",
				options: "Emulation Campaign",
				label: __("Campaign"),
				reqd: 1,
				get_query: () => ({ filters: { workflow_state: "Launched" } }),
			},
			{ fieldname: "targets", fieldtype: "Small Text", label: __("Committed Targets"), reqd: 1 },
			{
				fieldname: "award_type",
				fieldtype: "Link",
				options: "Award Type",
				label: __("Title Aimed At"),
				get_query: () => ({ filters: { is_active: 1 } }),
			},
		],
		(values) =>
			frappe
				.xcall("tdkt_app.doctype.campaign_registration.bulk.register_units", { ...values, units })
				.then(({ queued, results }) =>
					queued
						? frappe.show_alert(__("{0} units are being registered. You will be told when it is done.", [units.length]))
						: tdkt_show_registrations(results)
				),
		__("Register {0} Units", [units.length]),
		__("Register")
	);
};

function tdkt_show_registrations(results) {
	const escape = frappe.utils.escape_html;
	const rows = results.map(({ unit, registration, problem }) => {
		const outcome = registration
			? frappe.utils.get_form_link("Campaign Registration", registration, true)
			: `<span class="text-danger">${escape(problem)}</span>`;
		return `<tr><td>${frappe.utils.get_form_link("Emulation Unit", unit, true)}</td><td>${outcome}</td></tr>`;
	});
	frappe.msgprint({
		title: __("Registered Units"),
		message: `<table class="table table-bordered"><thead><tr>
			<th>${__("Unit")}</th><th>${__("Result")}</th>
		</tr></thead><tbody>${rows.join("")}</tbody></table>`,
		wide: true,
	});
}

$(document).on("app_ready", () =>
	frappe.realtime.on("tdkt_units_registered", ({ results }) => tdkt_show_registrations(results))
);
