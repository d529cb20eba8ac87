"""One act done to many achievements: asked for in the list, done by a background job, each row on its own.

A row goes through the site's workflow as the person who asked, so every guard holds; what one row lacks does not hold up
the others. The outcome stays as a Bulk Action Log, whose failed rows can be run again.
"""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.utils import add_to_date, cstr, escape_html, get_datetime, now_datetime, strip_html_tags

from tdkt_app.permissions import check_access
from tdkt_app.states import AchievementState
from tdkt_app.wording.speaking import in_language_of

LOG, ROW, DOCTYPE = "Bulk Action Log", "Bulk Action Row", "Achievement"
QUEUED, RUNNING, FINISHED = "Queued", "Running", "Finished"
WAITING, DONE, UNCHANGED, FAILED = "Waiting", "Done", "Unchanged", "Failed"
MOST_ROWS = 500
# Act → state it leads to; the site's workflow says by which of its actions.
TARGETS = {
	"Start Verification": AchievementState.UNDER_VERIFICATION,
	"Verify": AchievementState.VERIFIED,
	"Return for Correction": AchievementState.RETURNED,
	"Reject": AchievementState.REJECTED,
}
_SAVEPOINT = "bulk_action_row"
_JOB_SECONDS = 3000
_SILENT_MINUTES = 60  # a job that has written nothing for so long has died


@frappe.whitelist(methods=["POST"])
def start(action: str, names: str | list, reason: str = "") -> str:
	"""Have an act done to achievements in the background; returns the name of the Bulk Action Log to look at.

	Args:
	    action: key of `TARGETS`.
	    names: list (or its JSON) of at most 500 achievements.
	    reason: stored as the verifier's remark; needed to return or reject.
	"""
	check_access(DOCTYPE, "write")
	if action not in TARGETS:
		frappe.throw(_("Choose the action: {0}.").format(", ".join(_(known) for known in TARGETS)))
	reason = cstr(reason).strip()
	if TARGETS[action] in AchievementState.NEEDS_REMARK and not reason:
		frappe.throw(
			_("Write the reason: the units read what is missing or why it is rejected."),
			frappe.MandatoryError,
		)
	log = _new_log(action, _names(names), reason)
	_enqueue(log.name)
	return log.name


@frappe.whitelist(methods=["POST"])
def run_failed_again(log: str) -> None:
	"""Run the failed and the waiting rows of a log once more, as the user who asks now."""
	check_access(DOCTYPE, "write")
	frappe.get_doc(LOG, log).check_permission("read")
	status, modified = frappe.db.get_value(LOG, log, ["status", "modified"], for_update=True)
	if status != FINISHED and get_datetime(modified) > add_to_date(now_datetime(), minutes=-_SILENT_MINUTES):
		frappe.throw(_("These rows are still being worked on."))
	if not frappe.db.exists(ROW, {"parent": log, "outcome": ("in", (FAILED, WAITING))}):
		frappe.throw(_("No row of this bulk action failed."))
	frappe.db.set_value(ROW, {"parent": log, "outcome": FAILED}, {"outcome": WAITING, "message": ""})
	frappe.db.set_value(LOG, log, {"status": QUEUED, "finished_on": None, **_counts(log)})
	_enqueue(log)


def run(log: str) -> None:
	"""The job. Keeps each row as soon as it is done; a second job on the same log does nothing."""
	if frappe.db.get_value(LOG, log, "status", for_update=True) != QUEUED:
		return
	frappe.db.set_value(LOG, log, "status", RUNNING)
	frappe.db.commit()
	user = frappe.session.user
	with in_language_of(user):
		action, reason = frappe.db.get_value(LOG, log, ["bulk_action", "reason"])
		waiting = _waiting_rows(log)
		for count, row in enumerate(waiting, 1):
			outcome, message = _act_on(row.reference_name, TARGETS[action], reason)
			frappe.db.set_value(ROW, row.name, {"outcome": outcome, "message": message})
			frappe.db.set_value(LOG, log, _counts(log))
			frappe.db.commit()
			frappe.publish_progress(
				100 * count / len(waiting), title=_(action), description=f"{count}/{len(waiting)}"
			)
		frappe.db.set_value(LOG, log, {"status": FINISHED, "finished_on": now_datetime()})
		_tell(log, user)
	frappe.db.commit()


def _names(names: str | list) -> list[str]:
	parsed = frappe.parse_json(names)
	if not isinstance(parsed, list) or not parsed or not all(isinstance(name, str) for name in parsed):
		frappe.throw(_("Choose the achievements in the list first."))
	unique = list(dict.fromkeys(parsed))
	if len(unique) > MOST_ROWS:
		frappe.throw(_("At most {0} achievements at a time.").format(MOST_ROWS))
	return unique


def _new_log(action: str, names: Sequence[str], reason: str) -> Document:
	titles = dict(
		frappe.get_list(
			DOCTYPE,
			filters={"name": ("in", names)},
			fields=["name", "achievement_title"],
			as_list=True,
			limit_page_length=0,
		)
	)
	log = frappe.new_doc(LOG)
	log.update(
		{
			"title": _("{0}: {1} achievements").format(_(action), len(names)),
			"bulk_action": action,
			"reason": reason,
			"status": QUEUED,
			"requested_by": frappe.session.user,
			"requested_on": now_datetime(),
			"total_rows": len(names),
		}
	)
	for name in names:
		log.append(
			"rows",
			{
				"reference_doctype": DOCTYPE,
				"reference_name": name,
				"title": titles.get(name, ""),
				"outcome": WAITING,
			},
		)
	log.flags.by_server = True
	log.flags.ignore_links = True  # a name that does not exist becomes a failed row that says so
	return log.insert(ignore_permissions=True)


def _enqueue(log: str) -> None:
	frappe.enqueue(run, queue="long", timeout=_JOB_SECONDS, enqueue_after_commit=True, log=log)


def _waiting_rows(log: str) -> list[frappe._dict]:
	row = frappe.qb.DocType(ROW)
	query = (
		frappe.qb.from_(row)
		.select(row.name, row.reference_name)
		.where((row.parent == log) & (row.parenttype == LOG) & (row.outcome == WAITING))
		.orderby(row.idx)
	)
	return query.run(as_dict=True)


def _counts(log: str) -> dict[str, int]:
	outcomes = frappe.get_all(ROW, filters={"parent": log, "parenttype": LOG}, pluck="outcome")
	return {
		"done_rows": len([outcome for outcome in outcomes if outcome in (DONE, UNCHANGED)]),
		"failed_rows": outcomes.count(FAILED),
	}


def _act_on(name: str, target: str, reason: str) -> tuple[str, str]:
	"""(outcome, sentence). What a rule refuses takes back this row; a fault nobody foresaw goes to the error log, too."""
	frappe.db.savepoint(_SAVEPOINT)
	try:
		return _lead_to(name, target, reason)
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.db.rollback(save_point=_SAVEPOINT)
		return FAILED, _sentence(error)
	except Exception:
		# The savepoint may be gone with a deadlock; rows before this one are kept already.
		frappe.db.rollback()
		fault = frappe.log_error(title=f"{LOG}: {name}")
		return FAILED, _("Unexpected fault; details stand in the error log {0}.").format(fault.name)
	finally:
		frappe.clear_messages()


def _lead_to(name: str, target: str, reason: str) -> tuple[str, str]:
	if not frappe.db.exists(DOCTYPE, name):
		frappe.throw(_("This achievement no longer exists."), frappe.DoesNotExistError)
	paper = frappe.get_doc(DOCTYPE, name)
	paper.check_permission("write")
	if paper.workflow_state == target:
		return UNCHANGED, _("Was in the state {0} already.").format(_(target))
	if reason:
		paper.verifier_remark = reason
		paper.save()
	paper = apply_workflow(paper, _next_action(paper, target))
	if paper.workflow_state != target:
		paper = apply_workflow(paper, _next_action(paper, target))
	return DONE, ""


def _next_action(paper: Document, target: str) -> str:
	"""Workflow action that leads to the state; what nobody has begun to verify is taken there first."""
	actions = {transition.next_state: transition.action for transition in get_transitions(paper)}
	for state in (target, AchievementState.UNDER_VERIFICATION):
		if state in actions:
			return actions[state]
	frappe.throw(
		_("An achievement in the state {0} cannot be taken to {1} by you.").format(
			_(paper.workflow_state), _(target)
		),
		frappe.PermissionError,
	)


def _sentence(error: Exception) -> str:
	"""What the person reads: Frappe gives some errors no text, or only hands over its message."""
	said = frappe.message_log[-1] if frappe.message_log else None
	if said is not None:
		said = frappe.parse_json(said) if isinstance(said, str) else said
		said = said.get("message") if isinstance(said, dict) else said
	text = strip_html_tags(cstr(error)) or strip_html_tags(cstr(said))
	return text or _("Not permitted")


def _tell(log: str, user: str) -> None:
	"""A message that waits for the person, wherever he is now."""
	counts = _counts(log)
	title = frappe.db.get_value(LOG, log, "title")
	notification = frappe.new_doc("Notification Log")
	notification.update(
		{
			"for_user": user,
			"from_user": user,
			"type": "Alert",
			"document_type": LOG,
			"document_name": log,
			"subject": escape_html(
				_("{0} – finished: {1} done, {2} failed.").format(
					title, counts["done_rows"], counts["failed_rows"]
				)
			),
		}
	)
	notification.insert(ignore_permissions=True)
