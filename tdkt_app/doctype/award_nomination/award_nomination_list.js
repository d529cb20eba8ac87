frappe.listview_settings["Award Nomination"] = {
	add_fields: ["workflow_state", "received_on"],

	get_indicator(doc) {
		const colours = {
			Draft: "gray",
			Submitted: "blue",
			"Under Appraisal": "cyan",
			Returned: "orange",
			Appraised: "green",
			Rejected: "red",
		};
		const state = doc.workflow_state || "Draft";
		return [__(state), colours[state] || "gray", `workflow_state,=,${state}`];
	},

	onload(listview) {
		const chosen = () => listview.get_checked_items(true);
		if (frappe.model.can_create("Public Consultation")) {
			listview.page.add_actions_menu_item(__("Consult the Public"), () =>
				tdkt.new_with_nominations("Public Consultation", chosen())
			);
		}
		if (frappe.model.can_create("Council Meeting")) {
			listview.page.add_actions_menu_item(__("Prepare Meeting"), () => tdkt.prepare_meeting(chosen()));
		}
		listview.page.add_inner_button(__("Overdue Nominations"), () =>
			frappe
				.call({ method: "tdkt_app.doctype.award_nomination.deadlines.overdue", type: "GET" })
				.then(({ message }) => {
					if (!message.length) {
						frappe.show_alert({ message: __("No nomination is overdue."), indicator: "green" });
						return;
					}
					listview.filter_area
						.clear()
						.then(() => listview.filter_area.add("Award Nomination", "name", "in", message.join(",")));
				})
		);
	},

	// One call for all rows of the page.
	refresh(listview) {
		const names = listview.data.filter((doc) => doc.received_on).map((doc) => doc.name);
		if (!names.length) {
			return;
		}
		frappe
			.call({
				method: "tdkt_app.doctype.award_nomination.deadlines.deadlines",
				type: "GET",
				args: { names: JSON.stringify(names) },
			})
			.then(({ message }) =>
				Object.entries(message)
					.filter(([, deadline]) => deadline.overdue)
					.forEach(([name, deadline]) => {
						const title = __("Was due on {0}", [frappe.datetime.str_to_user(deadline.due)]);
						listview.$result
							.find(`.list-row-checkbox[data-name="${CSS.escape(name)}"]`)
							.closest(".list-row")
							.find(".list-subject")
							.append(
								`<span class="indicator-pill red ml-2 tdkt-overdue" title="${title}">${__("Overdue")}</span>`
							);
					})
			);
	},
};
