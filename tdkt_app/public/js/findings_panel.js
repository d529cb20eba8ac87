// Panel on a form: what the rules say about the document, with article and rule row, and the way past a warning.

frappe.provide("tdkt");

const TDKT_FINDING_GROUPS = [
	{ severity: "block", colour: "red", title: () => __("Blocking") },
	{ severity: "warn", colour: "orange", title: () => __("Warnings") },
	{ severity: "info", colour: "blue", title: () => __("For Information") },
];
const TDKT_NAMES_SHOWN = 5;

/** Call from refresh. Shows nothing for a document that has not been saved. */
tdkt.show_findings = function (frm) {
	if (frm.is_new()) {
		return;
	}
	frappe
		.call({
			method: "tdkt_app.law.findings.of_document",
			type: "GET",
			args: { doctype: frm.doctype, name: frm.doc.name },
		})
		.then(({ message }) => {
			frm.tdkt_findings && frm.tdkt_findings.remove();
			if (message && message.findings.length) {
				frm.tdkt_findings = tdkt_findings_panel(frm, message);
			}
		});
};

function tdkt_findings_panel(frm, { findings, may_override }) {
	const counts = TDKT_FINDING_GROUPS.map(({ severity, colour, title }) => {
		const count = findings.filter((finding) => finding.severity === severity).length;
		return count ? `<span class="indicator-pill ${colour}">${title()}: ${count}</span>` : "";
	});
	const groups = TDKT_FINDING_GROUPS.map((group) => tdkt_finding_group(group, findings, may_override));
	const section = frm.dashboard.add_section(
		`<div class="tdkt-findings"><div class="mb-2">${counts.join(" ")}</div>${groups.join("")}</div>`,
		__("What the Rules Say")
	);
	frm.dashboard.show();
	const panel = $(section || frm.dashboard.wrapper).find(".tdkt-findings");
	panel.on("click", "[data-override]", (event) => {
		event.preventDefault();
		tdkt_override_finding(frm, findings[$(event.currentTarget).data("override")]);
	});
	return panel.closest(".form-dashboard-section");
}

function tdkt_finding_group({ severity, colour, title }, findings, may_override) {
	const own = findings.filter((finding) => finding.severity === severity);
	if (!own.length) {
		return "";
	}
	const [doubts, others] = [true, false].map((doubt) =>
		own.filter(({ code }) => (code === "rule-unverified") === doubt)
	);
	const items = tdkt_same_sentences(others).map((same) =>
		tdkt_finding_row(same, findings, may_override && severity === "warn")
	);
	doubts.length && items.push(tdkt_doubts_row(doubts));
	return `<details ${severity === "info" ? "" : "open"}>
		<summary class="indicator ${colour}">${title()}</summary>
		<ul class="list-unstyled ml-4">${items.join("")}</ul>
	</details>`;
}

/** Rows of the law that nobody has compared with its text: one line for all. */
function tdkt_doubts_row(doubts) {
	const links = doubts.map(({ rule }) => tdkt_rule_link(rule, rule));
	return `<li class="mt-2">${__("Rules not verified against the legal text: {0}", [doubts.length])}
		<div class="small">${links.join("; ")}</div></li>`;
}

function tdkt_rule_link(rule, article) {
	const text = frappe.utils.escape_html(article || rule);
	return rule ? frappe.utils.get_form_link("Award Rule", rule, true, text) : text;
}

/** Findings that say the same about several people stand together. */
function tdkt_same_sentences(findings) {
	const groups = new Map();
	findings.forEach((finding) => {
		const reason = (finding.override || {}).reason || "";
		const key = [finding.message, finding.rule, finding.article, reason].join("\n");
		groups.set(key, [...(groups.get(key) || []), finding]);
	});
	return [...groups.values()];
}

function tdkt_finding_row(same, findings, may_override) {
	const escape = frappe.utils.escape_html;
	const [{ message, article, rule, override }] = same;
	const names = [...new Set(same.map((finding) => finding.subject_name).filter(Boolean))];
	const shown = names.slice(0, TDKT_NAMES_SHOWN).map(escape).join("; ");
	const more = names.length > TDKT_NAMES_SHOWN ? ` ${__("and {0} more", [names.length - TDKT_NAMES_SHOWN])}` : "";
	const source = tdkt_rule_link(rule, article);
	const reason = override
		? `<div class="text-muted">${__("Overridden by {0}: {1}", [
				escape(frappe.user.full_name(override.overridden_by)),
				escape(override.reason),
		  ])}</div>`
		: "";
	const buttons = may_override && !override
		? same.map((finding) => {
				const label = same.length > 1 ? escape(finding.subject_name) : "";
				return `<a href="#" class="small" data-override="${findings.indexOf(finding)}">${__("Override")} ${label}</a>`;
		  })
		: [];
	return `<li class="mt-2">
		${escape(message)} <span class="small">${source}</span>
		${shown ? `<div class="text-muted small">${shown}${more}</div>` : ""}
		${reason}${buttons.join(" · ")}
	</li>`;
}

function tdkt_override_finding(frm, finding) {
	frappe.prompt(
		{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1, description: finding.message },
		({ reason }) =>
			frappe
				.xcall("tdkt_app.law.findings.override", {
					doctype: frm.doctype,
					name: frm.doc.name,
					finding: finding.id,
					reason: reason,
				})
				.then(() => tdkt.show_findings(frm)),
		__("Override the Warning"),
		__("Override")
	);
}
