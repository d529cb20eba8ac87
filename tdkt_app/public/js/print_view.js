// The print view calls print formats by their names in the reader's language. The framework takes the text it shows for
// the name, so the name is looked up again.

{
	const view = frappe.ui.form.PrintView.prototype;
	const { selected_format, set_default_print_format } = view;

	frappe.boot.translated_doctypes = [...(frappe.boot.translated_doctypes || []), "Print Format"];

	view.selected_format = function () {
		const shown = selected_format.call(this);
		return frappe.meta.get_print_formats(this.frm.doctype).find((name) => __(name) === shown) || shown;
	};

	view.set_default_print_format = function () {
		const formats = frappe.meta.get_print_formats(this.frm.doctype);
		if (formats.some((name) => __(name) === this.print_format_selector.val())) {
			return;
		}
		set_default_print_format.call(this);
		this.print_format_selector.val(__(this.print_format_selector.val()));
	};
}
