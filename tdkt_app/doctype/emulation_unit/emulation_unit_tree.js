frappe.treeview_settings["Emulation Unit"] = {
	title: __("Emulation Unit"),
	show_expand_all: true,
	ignore_fields: ["parent_emulation_unit"],

	get_label(node) {
		return node.data.title && node.data.title !== node.data.value
			? `${frappe.utils.escape_html(node.data.title)} <span class="text-muted">${node.data.value}</span>`
			: node.data.value;
	},
};
