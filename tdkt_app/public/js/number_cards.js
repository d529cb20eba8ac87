// A number card leads to the list or report that counts the same. The framework does so for lists only.

(() => {
	const card = frappe.widget && frappe.widget.widget_factory && frappe.widget.widget_factory.number_card;
	if (!card) return;
	const { get_number_for_custom_card, set_events } = card.prototype;

	card.prototype.get_number_for_custom_card = function (res) {
		this.tdkt_leads_to = res && res.route ? res : null;
		return get_number_for_custom_card.call(this, res);
	};

	card.prototype.set_events = function () {
		set_events.call(this);
		$(this.body).on("click", () => {
			if (this.in_customize_mode || !this.tdkt_leads_to) return;
			frappe.route_options = this.tdkt_leads_to.route_options;
			frappe.set_route(...this.tdkt_leads_to.route);
		});
	};
})();
