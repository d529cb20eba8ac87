// The way of a commendation on its forms: the papers before and after, and the next step as a new document.

frappe.provide("tdkt");

const TDKT_WAY = [
	{ doctype: "Award Nomination", label: () => __("Award Nomination") },
	{ doctype: "Public Consultation", label: () => __("Public Consultation") },
	{ doctype: "Council Meeting", label: () => __("Council Meeting") },
	{ doctype: "Award Decision", label: () => __("Award Decision") },
];
const TDKT_PAPERS_SHOWN = 3;

/** Call from refresh. Shows nothing while a document stands alone. */
tdkt.show_way = function (frm) {
	frm.tdkt_way && frm.tdkt_way.remove();
	frm.tdkt_way = null;
	if (frm.is_new()) {
		return;
	}
	frappe
		.call({
			method: "tdkt_app.commendation.commendation_way.papers",
			type: "GET",
			args: { doctype: frm.doctype, name: frm.doc.name },
		})
		.then(({ message }) => {
			frm.tdkt_way && frm.tdkt_way.remove();
			if (!message || !message.length) {
				return;
			}
			const steps = TDKT_WAY.map(({ doctype, label }) => {
				const papers = message.filter((paper) => paper.doctype === doctype);
				return papers.length ? `<li class="mb-1"><b>${label()}:</b> ${tdkt_papers(papers)}</li>` : "";
			});
			const section = frm.dashboard.add_section(
				`<ul class="tdkt-way list-unstyled mb-0">${steps.join("")}</ul>`,
				__("Way of the Commendation")
			);
			frm.dashboard.show();
			frm.tdkt_way = $(section || frm.dashboard.wrapper)
				.find(".tdkt-way")
				.closest(".form-dashboard-section");
		});
};

function tdkt_papers(papers) {
	const escape = frappe.utils.escape_html;
	const links = papers.slice(0, TDKT_PAPERS_SHOWN).map(({ doctype, name, title, state }) => {
		const link = frappe.utils.get_form_link(doctype, name, true, escape(title || name));
		return `${link} <span class="text-muted">(${escape(__(state))})</span>`;
	});
	const more = papers.length - links.length;
	return links.join("; ") + (more > 0 ? ` ${__("and {0} more papers", [more])}` : "");
}

/**
 * The next paper, unsaved, with the nominations in its table.
 * @param {string} doctype Public Consultation or Council Meeting
 * @param {string[]} nominations
 */
tdkt.new_with_nominations = function (doctype, nominations) {
	return frappe.model.with_doctype(doctype, () => {
		const doc = frappe.model.get_new_doc(doctype);
		nominations.forEach((nomination) => {
			frappe.model.add_child(doc, "nominations").nomination = nomination;
		});
		frappe.set_route("Form", doctype, doc.name);
	});
};

/** A meeting on those of the nominations that have been appraised; says how many have not. */
tdkt.prepare_meeting = function (nominations) {
	return frappe.db
		.get_list("Award Nomination", {
			filters: { name: ["in", nominations], workflow_state: "Appraised" },
			fields: ["name"],
			limit: nominations.length,
		})
		.then((appraised) => {
			const left = nominations.length - appraised.length;
			if (!appraised.length) {
				frappe.msgprint(__("None of these nominations has been appraised. Finish their appraisal first."));
				return;
			}
			left && frappe.show_alert({ message: __("Not appraised yet and left out: {0}.", [left]), indicator: "orange" });
			tdkt.new_with_nominations(
				"Council Meeting",
				appraised.map(({ name }) => name)
			);
		});
};
