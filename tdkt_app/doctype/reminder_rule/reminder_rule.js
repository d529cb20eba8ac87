frappe.ui.form.on("Reminder Rule", {
	refresh(frm) {
		frm.trigger("show_placeholders");
		if (!frm.is_new()) {
			frm.add_custom_button(__("Who Gets It Today"), () => frm.trigger("show_letters"));
		}
	},

	event(frm) {
		if (frm.doc.event === "Achievement Returned") {
			frm.set_value("direction", "After");
		}
	},

	show_placeholders(frm) {
		frappe.xcall("tdkt_app.reminders.preview.placeholders").then((meanings) => {
			const lines = Object.entries(meanings).map(
				([name, meaning]) => `<li><code>{{ ${name} }}</code> – ${frappe.utils.escape_html(meaning)}</li>`
			);
			frm.get_field("placeholders_help").$wrapper.html(
				`<p class="text-muted">${__("Placeholders for subject and message")}</p><ul class="text-muted">${lines.join("")}</ul>`
			);
		});
	},

	show_letters(frm) {
		if (frm.is_dirty()) {
			frappe.msgprint(__("Save first: the saved rule is looked at."));
			return;
		}
		const dialog = new frappe.ui.Dialog({
			title: __("Who Gets It"),
			size: "extra-large",
			fields: [
				{
					fieldname: "day",
					fieldtype: "Date",
					label: __("Day"),
					default: frappe.datetime.get_today(),
					onchange: () => show(dialog.get_value("day")),
				},
				{ fieldname: "letters", fieldtype: "HTML" },
			],
		});
		const show = (day) =>
			frappe
				.xcall("tdkt_app.reminders.preview.preview", { rule: frm.doc.name, day })
				.then((found) => dialog.fields_dict.letters.$wrapper.html(tdkt_letters(found)));
		dialog.show();
		show(frappe.datetime.get_today());
	},
});

function tdkt_letters({ count, letters }) {
	if (!count) {
		return `<p class="text-muted">${__("Nobody gets a letter by this rule on that day.")}</p>`;
	}
	const escape = frappe.utils.escape_html;
	const lines = letters.map((letter) => {
		const sent = letter.sent.length ? `${__("Sent")}: ${letter.sent.join(", ")}` : __("Not sent yet");
		return `<tr><td>${escape(letter.full_name)}<br><span class="text-muted">${escape(letter.user)}</span></td>
			<td>${escape(letter.channels.join(", "))}<br><span class="text-muted">${escape(sent)}</span></td>
			<td>${frappe.datetime.str_to_user(letter.due_date)}</td>
			<td><b>${escape(letter.subject)}</b><br>${letter.message}</td></tr>`;
	});
	return `<p>${__("Letters: {0}", [count])}</p>
		<table class="table table-bordered"><thead><tr><th>${__("User")}</th><th>${__("Channel")}</th>
		<th>${__("Due Date")}</th><th>${__("Text")}</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}
