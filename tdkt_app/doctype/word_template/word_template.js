frappe.ui.form.on("Word Template", {
	setup(frm) {
		const translated = (frappe.boot.translated_doctypes = frappe.boot.translated_doctypes || []);
		if (!translated.includes("Print Format")) translated.push("Print Format");
		frm.set_query("print_format", () => ({ filters: { name: ["in", frm.print_formats || []] } }));
		frappe.call({ method: "tdkt_app.doctype.word_template.word_template.print_formats", type: "GET" }).then(
			({ message }) => (frm.print_formats = message)
		);
	},

	refresh(frm) {
		if (frm.is_new()) {
			frm.set_intro(__("Save first, then attach the Word file."));
		}
		frm.toggle_display("document_type", false);
		tdkt_show_merge_fields(frm);
	},

	print_format: (frm) => tdkt_show_merge_fields(frm),
});

/** All merge fields with their names; a click copies what to write into the Word file. */
async function tdkt_show_merge_fields(frm) {
	const panel = frm.get_field("merge_fields").$wrapper.empty();
	const print_format = frm.doc.print_format;
	if (!print_format) return;
	const module = "tdkt_app.doctype.word_template.word_template";
	const { message: lines } = await frappe.call({
		method: `${module}.merge_fields`,
		type: "GET",
		args: { print_format },
	});
	if (print_format !== frm.doc.print_format) return;
	const query = new URLSearchParams({ print_format });
	$(`<p><a class="btn btn-default btn-xs" href="/api/method/${module}.download_starter?${query}">
		${__("Download a Word File with All Fields")}</a></p>`).appendTo(panel.empty());
	$("<p class='text-muted'>").text(
		__("Click a field to copy it. In a table write tr instead of p: the row is repeated, not the paragraph.")
	).appendTo(panel);
	const body = $("<tbody>");
	for (const line of lines) {
		const label = $("<td>").css("padding-left", `${0.75 + line.depth * 1.25}rem`).text(line.label);
		if (line.kind === "group") label.addClass("font-weight-bold");
		const write = $("<td>");
		if (line.write) {
			$("<button type='button' class='btn btn-link btn-xs'>")
				.append($("<code>").text(line.write))
				.on("click", () => frappe.utils.copy_to_clipboard(line.write))
				.appendTo(write);
		}
		body.append($("<tr>").append(label, write));
	}
	$("<table class='table table-bordered table-sm'>").append(body).appendTo(panel);
}
