// Due dates of campaigns; they are moved on the form, where their order is checked.
frappe.views.calendar["Emulation Campaign"] = {
	field_map: { start: "start", end: "end", id: "name", title: "title", allDay: "allDay" },
	options: { editable: false, selectable: false },
	get_events_method: "tdkt_app.overview.due_dates.of_campaigns",
	get_css_class: (event) => event.css_class,
};
