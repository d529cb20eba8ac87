// What the framework says in English past its own translation: tooltips, when somebody points there, and fields of rows.

$(document).on("mouseenter focusin", ".dt-filter[title^='Filter based on ']", ({ currentTarget }) => {
	currentTarget.title = __("Filter by {0}", [currentTarget.title.replace("Filter based on ", "")]);
});

$(document).on("mouseenter", ".timeline-badge[title]", ({ currentTarget }) => {
	currentTarget.title = __(currentTarget.title);
});

// The history of a form names the fields of its tables as they are stored.
{
	const { get_label } = frappe.meta;
	frappe.meta.get_label = (...given) => __(get_label.apply(frappe.meta, given));
}
