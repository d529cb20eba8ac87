// What follows the signature: decisions of the past confirmed, rewards paid, many in one go; what became of each is shown.

frappe.provide("tdkt");

/**
 * @param {string[]} names decisions of the past
 * @param {Function} done called when they were confirmed at once
 */
tdkt.confirm_decisions = function (names, done) {
	frappe.confirm(__("Have you compared {0} decisions with the paper?", [names.length]), () =>
		frappe
			.xcall("tdkt_app.doctype.award_decision.historical.confirm", { names })
			.then(({ queued, results }) => {
				if (queued) {
					frappe.show_alert(__("{0} decisions are being confirmed. You will be told when it is done.", [names.length]));
					return;
				}
				tdkt_show_outcome(results, "decision", __("Confirmed Decisions"));
				done();
			})
	);
};

/** Table of {name, problem}; a single success is an alert. */
function tdkt_show_outcome(results, key, title) {
	const failed = results.filter(({ problem }) => problem);
	if (!failed.length) {
		frappe.show_alert({ message: __("Done: {0}", [results.length]), indicator: "green" });
		return;
	}
	const escape = frappe.utils.escape_html;
	const rows = failed.map((result) => `<tr><td>${escape(result[key])}</td><td>${escape(result.problem)}</td></tr>`);
	frappe.msgprint({
		title,
		message: `<p>${__("Done: {0}, not done: {1}", [results.length - failed.length, failed.length])}</p>
			<table class="table table-bordered"><tbody>${rows.join("")}</tbody></table>`,
		wide: true,
	});
}

/** Payments chosen in the list are marked as paid, as one signed list records them. */
tdkt.mark_payments = function (payments, done) {
	frappe.prompt(
		[
			{ fieldname: "paid_on", fieldtype: "Date", label: __("Paid On"), reqd: 1, default: frappe.datetime.get_today() },
			{
				fieldname: "method",
				fieldtype: "Select",
				label: __("Payment Method"),
				options: "Cash\nBank Transfer\nGift of Equal Value",
				reqd: 1,
			},
			{ fieldname: "document", fieldtype: "Data", label: __("Voucher"), reqd: 1 },
			{
				fieldname: "gift",
				fieldtype: "Data",
				label: __("Gift"),
				depends_on: "eval:doc.method === 'Gift of Equal Value'",
				mandatory_depends_on: "eval:doc.method === 'Gift of Equal Value'",
			},
			{
				fieldname: "received_by",
				fieldtype: "Data",
				label: __("Received By"),
				description: __("Empty: each recipient himself"),
			},
		],
		(values) =>
			frappe
				.xcall("tdkt_app.doctype.reward_payment.bulk.mark_as_paid", { ...values, payments })
				.then(({ queued, results }) => {
					if (queued) {
						frappe.show_alert(__("{0} payments are being marked. You will be told when it is done.", [payments.length]));
						return;
					}
					tdkt_show_outcome(results, "payment", __("Payments"));
					done();
				}),
		__("Mark {0} Payments as Paid", [payments.length]),
		__("Mark as Paid")
	);
};

$(document).on("app_ready", () => {
	frappe.realtime.on("tdkt_historical_confirmed", ({ results }) =>
		tdkt_show_outcome(results, "decision", __("Confirmed Decisions"))
	);
	frappe.realtime.on("tdkt_payments_marked", ({ results }) => tdkt_show_outcome(results, "payment", __("Payments")));
});
