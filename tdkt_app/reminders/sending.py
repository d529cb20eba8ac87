"""The daily job. A letter is written into Reminder Log under a unique key before it goes out, so it goes out once."""

from __future__ import annotations

import datetime

import frappe
from frappe import _
from frappe.utils import cstr, escape_html, getdate, now_datetime, strip_html_tags

from tdkt_app.reminders import letters as texts
from tdkt_app.reminders.planning import EMAIL, NOTIFICATION, Letter, enabled_rules, letters

LOG = "Reminder Log"
SENT, FAILED = "Sent", "Failed"
_SAVEPOINT = "reminder"
_MOST_ERROR = 500


def send_due(day: str | datetime.date | None = None) -> dict[str, int]:
	"""Hook `scheduler_events`: send what is due today (or on `day`). Returns {"Sent": n, "Failed": n}.

	Each letter is kept as soon as it is out. Running it twice, or twice at once, sends nothing twice; a letter that
	failed is tried again the next time.
	"""
	planned = letters(enabled_rules(), getdate(day))
	sent = sent_keys(planned)
	outcomes = {SENT: 0, FAILED: 0}
	for letter in planned:
		for channel in letter.channels:
			if letter.key(channel) in sent:
				continue
			outcome = _send(letter, channel)
			if outcome:
				outcomes[outcome] += 1
			frappe.db.commit()
	return outcomes


def sent_keys(planned: list[Letter]) -> set[str]:
	keys = [letter.key(channel) for letter in planned for channel in letter.channels]
	if not keys:
		return set()
	log = frappe.qb.DocType(LOG)
	query = (
		frappe.qb.from_(log)
		.select(log.reminder_key)
		.where((log.status == SENT) & log.reminder_key.isin(keys))
	)
	return {key for (key,) in query.run()}


def _send(letter: Letter, channel: str) -> str | None:
	"""Sent, Failed, or None when somebody else has sent it."""
	frappe.db.savepoint(_SAVEPOINT)
	try:
		subject = texts.subject(letter.rule.subject, letter.values())
		_claim(letter, channel, SENT, subject)
		_DELIVER[channel](letter, subject, texts.fill(letter.rule.message, letter.values()))
		return SENT
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point=_SAVEPOINT)
		return None
	except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
		# Another job is at this letter, and the savepoint is gone; the next run looks whether it went out.
		frappe.db.rollback()
		return None
	except Exception as error:
		# A mail server can fail in any way; the next person gets his letter all the same.
		frappe.db.rollback(save_point=_SAVEPOINT)
		_claim(letter, channel, FAILED, letter.rule.subject, strip_html_tags(cstr(error)) or repr(error))
		return FAILED
	finally:
		frappe.clear_messages()


def _claim(letter: Letter, channel: str, status: str, subject: str, error: str = "") -> None:
	"""Write the log row; what failed before gives way. Raises frappe.UniqueValidationError when the letter is out."""
	key = letter.key(channel)
	failed = frappe.db.get_value(LOG, {"reminder_key": key, "status": FAILED})
	if failed:  # by name: deleting a key that is not there would lock its neighbourhood
		frappe.db.delete(LOG, {"name": failed})
	log = frappe.new_doc(LOG)
	log.update(
		{
			"rule": letter.rule.name,
			"reference_doctype": letter.due.doctype,
			"reference_name": letter.due.name,
			"due_date": letter.due.due_date,
			"user": letter.person.user,
			"channel": channel,
			"status": status,
			"sent_on": now_datetime(),
			"subject": subject[: texts.MOST_SUBJECT],
			"error": error[:_MOST_ERROR],
			"reminder_key": key,
		}
	)
	log.flags.by_server = True
	log.insert(ignore_permissions=True)


def _notify(letter: Letter, subject: str, message: str) -> None:
	notification = frappe.new_doc("Notification Log")
	notification.update(
		{
			"for_user": letter.person.user,
			"from_user": frappe.session.user,
			"type": "Alert",
			"document_type": letter.due.doctype,
			"document_name": letter.due.name,
			"subject": escape_html(subject),
			"email_content": texts.as_html(message),
		}
	)
	notification.insert(ignore_permissions=True)


def _mail(letter: Letter, subject: str, message: str) -> None:
	if not letter.person.email:
		frappe.throw(_("User {0} has no e-mail address.").format(letter.person.user))
	frappe.sendmail(
		recipients=[letter.person.email],
		subject=subject,
		message=texts.as_html(message),
		reference_doctype=letter.due.doctype,
		reference_name=letter.due.name,
		add_unsubscribe_link=0,
	)


_DELIVER = {NOTIFICATION: _notify, EMAIL: _mail}
