"""The demo year is taken away from the desk: asked for on the setup page, done by a background job in one transaction."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import escape_html

from tdkt_app.setup import demo
from tdkt_app.setup.demo.acting import DOMAIN
from tdkt_app.wording.speaking import in_language_of

EVENT = "tdkt_demo_removed"
_JOB = "tdkt_demo_removal"
_JOB_SECONDS = 1500


def rows() -> dict[str, int]:
	"""Number of demo rows per document that has any."""
	return {doctype: count for doctype, count in demo.count().items() if count}


def start(seen: int) -> None:
	"""Have the demo year removed. `seen`: number of demo rows the person was told; throws when it is another by now."""
	if frappe.session.user.endswith(f"@{DOMAIN}"):
		frappe.throw(
			_(
				"You are signed in with an account of the demo, which is closed along with it. Sign in with an account of your own."
			)
		)
	total = sum(rows().values())
	if not total:
		frappe.throw(_("There is no demo data on this site."))
	if seen != total:
		frappe.throw(_("There are {0} demo rows by now. Look at the list again and confirm.").format(total))
	# Not after a commit: nothing was written, and the oldest platform commits no such request.
	frappe.enqueue(
		run,
		queue="long",
		timeout=_JOB_SECONDS,
		job_id=f"{_JOB}:{frappe.local.site}",
		deduplicate=True,
		user=frappe.session.user,
	)


def run(user: str) -> None:
	"""The job: everything or nothing."""
	try:
		take_away(user)
	# Whatever went wrong is logged, told to the person and raised again; nothing of the removal stays.
	except Exception:
		frappe.db.rollback()
		fault = frappe.log_error(title="Demo removal")
		with in_language_of(user):
			_tell(
				user, _("Demo data was not removed. Details stand in the error log {0}.").format(fault.name)
			)
		# The log and the message outlive the failure of the job.
		frappe.db.commit()
		raise
	# A background job: here its one transaction ends.
	frappe.db.commit()


def take_away(user: str) -> None:
	"""Remove, and tell the person what is gone and what stays because entered papers need it."""
	before = rows()
	with in_language_of(user):
		demo.remove(_show_progress)
		_tell(user, *summary(before, rows()))


def summary(before: dict[str, int], after: dict[str, int]) -> tuple[str, str]:
	"""(sentence, HTML list of removed and kept rows per document)."""
	kept = sum(after.values())
	sentence = _("Demo data removed: {0} rows; {1} rows stay because entered papers need them.").format(
		sum(before.values()) - kept, kept
	)
	lines = [
		_("{0}: {1} removed, {2} stay").format(
			_(doctype), before[doctype] - after.get(doctype, 0), after.get(doctype, 0)
		)
		for doctype in before
	]
	return sentence, "".join(f"<li>{escape_html(line)}</li>" for line in lines)


def _show_progress(done: int, of: int) -> None:
	frappe.publish_progress(100 * done / of, title=_("Remove Demo Data"), description=f"{done}/{of}")


def _tell(user: str, sentence: str, details: str = "") -> None:
	"""A message that waits for the person, and one for the open page."""
	notification = frappe.new_doc("Notification Log")
	notification.update(
		{
			"for_user": user,
			"from_user": user,
			"type": "Alert",
			"subject": escape_html(sentence),
			"email_content": f"<ul>{details}</ul>" if details else "",
		}
	)
	# The app itself writes to the person, who holds no right to write notifications.
	notification.insert(ignore_permissions=True)
	frappe.publish_realtime(EVENT, {"sentence": sentence, "details": details}, user=user, after_commit=True)
