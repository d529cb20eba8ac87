"""What a rule would send, for the form: the same letters as the job's, not sent."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.reminders import letters as texts
from tdkt_app.reminders.planning import letters
from tdkt_app.reminders.sending import sent_keys

_MOST_SHOWN = 200


@frappe.whitelist()
def preview(rule: str, day: str | None = None) -> dict:
	"""Letters the saved rule would send today, or on `day` (yyyy-mm-dd).

	Returns {"count": int, "letters": [{"user", "full_name", "doctype", "name", "due_date", "channels", "subject",
	"message", "sent": channels that are out already}]}, at most 200 of them.
	"""
	document = frappe.get_doc("Reminder Rule", rule)
	document.check_permission("read")
	planned = letters([frappe._dict(document.as_dict())], getdate(day))
	sent = sent_keys(planned)
	return {
		"count": len(planned),
		"letters": [
			{
				"user": letter.person.user,
				"full_name": letter.person.full_name,
				"doctype": letter.due.doctype,
				"name": letter.due.name,
				"due_date": letter.due.due_date,
				"channels": [_(channel) for channel in letter.channels],
				"sent": [_(channel) for channel in letter.channels if letter.key(channel) in sent],
				"subject": texts.subject(document.subject, letter.values()),
				"message": texts.as_html(texts.fill(document.message, letter.values())),
			}
			for letter in planned[:_MOST_SHOWN]
		],
	}


@frappe.whitelist()
def placeholders() -> dict[str, str]:
	"""What may stand in the text of a rule → its meaning."""
	return texts.meanings()
