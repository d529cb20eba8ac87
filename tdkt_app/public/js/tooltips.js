// What the framework writes into tooltips in English is translated when somebody points there.

$(document).on("mouseenter focusin", ".dt-filter[title^='Filter based on ']", ({ currentTarget }) => {
	currentTarget.title = __("Filter by {0}", [currentTarget.title.replace("Filter based on ", "")]);
});

$(document).on("mouseenter", ".timeline-badge[title]", ({ currentTarget }) => {
	currentTarget.title = __(currentTarget.title);
});
