// Records that may be one and the same honoree: shown in groups, merged two at a time.

frappe.provide("tdkt");

const TDKT_MERGING = "tdkt_app.doctype.honoree.merging";

tdkt.may_merge_honorees = () => frappe.user.has_role("TDKT Officer");

/**
 * @param {?string} honoree only duplicates of this one; all when empty
 * @param {Function} done called with the name that was kept
 */
tdkt.show_duplicate_honorees = function (honoree, done) {
	frappe
		.call({ method: `${TDKT_MERGING}.duplicates`, type: "GET", args: honoree ? { honoree } : {} })
		.then(({ message: groups }) => {
			if (!groups.length) {
				frappe.show_alert(__("No duplicates: no two have the same name, birth year and unit."));
				return;
			}
			tdkt_duplicates_dialog(groups, done).show();
		});
};

function tdkt_duplicates_dialog(groups, done) {
	const dialog = new frappe.ui.Dialog({
		title: __("Possible Duplicates"),
		size: "large",
		fields: [{ fieldname: "groups", fieldtype: "HTML" }],
	});
	const $groups = dialog.fields_dict.groups.$wrapper;
	$groups.html(groups.map(tdkt_duplicate_group).join(""));
	$groups.on("click", "[data-duplicate]", (event) => {
		const { keep, duplicate } = event.currentTarget.dataset;
		frappe.confirm(
			__("Merge {0} into {1}? All papers go over to {1}, and {0} is deleted. This cannot be undone.", [
				duplicate,
				keep,
			]),
			() =>
				frappe
					.call({ method: `${TDKT_MERGING}.merge`, args: { keep, duplicate }, freeze: true })
					.then(({ message: kept }) => {
						dialog.hide();
						frappe.show_alert({ message: __("Merged into {0}", [kept]), indicator: "green" });
						done(kept);
					})
		);
	});
	return dialog;
}

function tdkt_duplicate_group([kept, ...others]) {
	const escape = frappe.utils.escape_html;
	const link = ({ name }) => frappe.utils.get_form_link("Honoree", name, true);
	const facts = ({ full_name, unit_name, birth_year, position }) =>
		[full_name, birth_year, position, unit_name].filter(Boolean).map((text) => escape(String(text))).join(" · ");
	const rows = others.map(
		(row) => `<li class="mt-2">${link(row)} ${facts(row)}
			<button class="btn btn-xs btn-default" data-keep="${escape(kept.name)}" data-duplicate="${escape(row.name)}">
			${__("Merge into {0}", [escape(kept.name)])}</button></li>`
	);
	return `<div class="mb-4"><b>${link(kept)} ${facts(kept)}</b><ul>${rows.join("")}</ul></div>`;
}
