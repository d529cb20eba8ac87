// "Download as Word" in the menu of every document that has a print format in the layout of NĐ 30.
$(document).on("form-refresh", (_event, frm) => {
	const formats = (frappe.boot.tdkt_word_formats || {})[frm.doctype] || [];
	if (frm.is_new() || !frm.perm[0]?.print) return;
	for (const format of formats) {
		const label =
			formats.length === 1 ? __("Download as Word") : __("Download as Word: {0}", [__(format)]);
		frm.page.add_menu_item(label, () => {
			const query = new URLSearchParams({
				doctype: frm.doctype,
				name: frm.docname,
				print_format: format,
			});
			download(`/api/method/tdkt_app.documents.word_file.download?${query}`);
		});
	}
});

function download(url) {
	const link = Object.assign(document.createElement("a"), { href: url, download: "" });
	document.body.append(link);
	link.click();
	link.remove();
}
