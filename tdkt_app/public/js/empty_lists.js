// An empty list says what to do next.

(() => {
	const hints = () => ({
		"Emulation Plan": __("Begin with the plan of the year: campaigns and their tasks hang on it."),
		"Emulation Campaign": __("Prepare a campaign; its checklist says what is missing before the launch."),
		"Criteria Set": __("Keep criteria that are used again here: a campaign takes copies of them."),
		"Campaign Registration": __("Units register once a campaign is launched; you may register them from its form."),
		Achievement: __("Units report achievements in their portal once a campaign is launched; lists come in from Excel."),
		"Campaign Review": __("Units hand in their reports in the portal while a campaign runs and is reviewed."),
		"Award Nomination": __("Put forward those whose achievements are verified: the ranking of a campaign suggests them."),
		"Public Consultation": __("Choose appraised nominations in their list and ask for the public's opinion."),
		"Award Council": __("Enter the council with its members: it votes on nominations."),
		"Council Meeting": __("Choose appraised nominations in their list and prepare a meeting."),
		"Award Decision": __("A decision is drafted from a closed meeting; decisions of the past come in from Excel."),
		"Award Certificate": __("Certificates are made when a decision is issued."),
		"Reward Payment": __("Payments are made when a decision with money is issued."),
		"Award Return": __("Returns are made when a decision annuls awards."),
		"Fund Year": __("Open the fund of the year to have its ceiling checked."),
		"Fund Entry": __("Enter what the fund received and what organising cost; rewards come from payments."),
		"Emulation Unit": __("Enter the commune first, then its units; a list comes in from Excel."),
		Honoree: __("Enter the people, collectives and households that may be rewarded; a list comes in from Excel."),
		Exemplar: __("Units propose exemplars in their portal; you may write one yourself."),
		Initiative: __("Units apply for recognition of initiatives in their portal; you may enter one yourself."),
		Announcement: __("Write to the units: who has read it is seen here."),
	});
	const list = frappe.views && frappe.views.ListView;
	if (!list) return;
	const { get_no_result_message } = list.prototype;
	list.prototype.get_no_result_message = function () {
		const message = get_no_result_message.call(this);
		const filtered = this.filter_area && this.filter_area.get().length;
		const hint = hints()[this.doctype];
		if (!hint || filtered) return message;
		return $(message).append(`<p class="text-muted tdkt-next-step">${hint}</p>`).prop("outerHTML");
	};
})();
