frappe.treeview_settings["Emulation Unit"] = {
	title: __("Emulation Unit"),
	show_expand_all: true,
	ignore_fields: ["parent_emulation_unit"],

	onload(treeview) {
		tdkt.add_excel_buttons(
			treeview.page,
			"Emulation Unit",
			() => [],
			() => treeview.make_tree()
		);
	},

	get_label(node) {
		const code = node.data.value;
		if (!code) {
			return __(node.label); // stands above several units without a common one
		}
		const title = node.data.title || frappe.utils.get_link_title("Emulation Unit", code);
		return title && title !== code
			? `${frappe.utils.escape_html(title)} <span class="text-muted">${code}</span>`
			: code;
	},
};
