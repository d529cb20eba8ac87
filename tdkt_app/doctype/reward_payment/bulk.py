"""Many payments marked as paid in one go, as a signed list records them; each on its own."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import cstr, strip_html_tags

from tdkt_app.permissions import check_access
from tdkt_app.states import PaymentStatus

MOST_AT_ONCE = 1000
DONE_EVENT = "tdkt_payments_marked"
_ROW, _AT_ONCE, _JOB_SECONDS = "reward_payment", 50, 1500


@frappe.whitelist(methods=["POST"])
def mark_as_paid(
	payments: str | list,
	paid_on: str,
	method: str,
	document: str,
	received_by: str | None = None,
	gift: str | None = None,
) -> dict:
	"""Mark payments as paid in full. Needs the permission to change reward payments.

	`payments`: list (or its JSON, at most 1,000) of names, or of {"name", "received_by"} where somebody else than the
	recipient received it. `paid_on`: YYYY-MM-DD. `received_by`: for all; empty: each recipient himself.
	Returns {"queued": bool, "results": [{"payment", "problem": sentence or ""}]}; more than 50 are left to a background
	job that tells the user when it is done.
	"""
	check_access("Reward Payment", "write")
	chosen = _receivers(payments)
	if len(chosen) > MOST_AT_ONCE:
		frappe.throw(_("At most {0} payments at a time.").format(MOST_AT_ONCE))
	values = {"paid_on": paid_on, "method": method, "document": document, "gift": gift}
	receivers = {name: receiver or cstr(received_by).strip() for name, receiver in chosen.items()}
	if len(receivers) <= _AT_ONCE:
		return {"queued": False, "results": pay_each(receivers, values)}
	# Not after a commit: nothing was written, and the oldest platform commits no such request.
	frappe.enqueue(
		pay_in_background,
		queue="long",
		timeout=_JOB_SECONDS,
		receivers=receivers,
		values=values,
	)
	return {"queued": True, "results": []}


def pay_in_background(receivers: dict[str, str], values: dict) -> None:
	"""The job: runs as the user who asked for it."""
	results = pay_each(receivers, values, in_background=True)
	frappe.publish_realtime(DONE_EVENT, {"results": results}, user=frappe.session.user, after_commit=True)


def pay_each(receivers: dict[str, str], values: dict, in_background: bool = False) -> list[dict]:
	results = []
	for count, (name, receiver) in enumerate(receivers.items(), 1):
		results.append({"payment": name, "problem": _pay(name, receiver, values)})
		if in_background:
			frappe.db.commit()
			frappe.publish_progress(
				100 * count / len(receivers),
				title=_("Marking Payments"),
				description=f"{count}/{len(receivers)}",
			)
	return results


def _pay(name: str, receiver: str, values: dict) -> str:
	"""The problem, empty when it is marked."""
	frappe.db.savepoint(_ROW)
	try:
		payment = frappe.get_doc("Reward Payment", name)
		if payment.status != PaymentStatus.DUE:
			frappe.throw(_("This payment is “{0}”.").format(_(payment.status)))
		payment.update({**values, "received_by": receiver or payment.recipient_name})
		payment.save()
	except (frappe.ValidationError, frappe.PermissionError) as error:
		frappe.db.rollback(save_point=_ROW)
		frappe.clear_messages()
		return strip_html_tags(str(error)) or _("Not permitted")
	return ""


def _receivers(payments: str | list) -> dict[str, str]:
	rows = frappe.parse_json(payments)
	if not isinstance(rows, list) or not rows:
		frappe.throw(_("Choose the payments to mark."))
	found: dict[str, str] = {}
	for row in rows:
		name = row.get("name") if isinstance(row, dict) else row
		if not isinstance(name, str) or not name:
			frappe.throw(_("Choose the payments to mark."))
		found[name] = cstr(row.get("received_by")).strip() if isinstance(row, dict) else ""
	return found
