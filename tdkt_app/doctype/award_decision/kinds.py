"""The three kinds of decisions: what each needs, and which parts belong to which."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from tdkt_app.states import DecisionKind

_OWN_PARTS = {
	DecisionKind.AWARD: ("recipients", "campaign", "council_meeting", "period_from", "period_to"),
	DecisionKind.AMENDMENT: ("corrections",),
	DecisionKind.ANNULMENT: ("annulments", "conclusion", "annulment_dossier"),
}
_TABLES = {
	DecisionKind.AWARD: "recipients",
	DecisionKind.AMENDMENT: "corrections",
	DecisionKind.ANNULMENT: "annulments",
}


def check_parts(decision: Document) -> None:
	"""Throw when the table of the kind is empty, a part of another kind is filled in, or the period is missing."""
	kind = decision.decision_kind
	if kind not in _TABLES:
		frappe.throw(_("{0}: “{1}” is unknown.").format(_label(decision, "decision_kind"), kind))
	foreign = [
		_label(decision, fieldname)
		for other, fieldnames in _OWN_PARTS.items()
		for fieldname in fieldnames
		if other != kind and decision.get(fieldname)
	]
	if foreign:
		frappe.throw(
			_("Does not belong to a decision of the kind {0}: {1}.").format(_(kind), ", ".join(foreign))
		)
	_check_filled(decision, _TABLES[kind])
	if kind == DecisionKind.AWARD and not cint(decision.is_historical):
		_check_filled(decision, "period_from", "period_to")
	_check_concerned(decision)


def _check_filled(decision: Document, *fieldnames: str) -> None:
	missing = [_label(decision, fieldname) for fieldname in fieldnames if not decision.get(fieldname)]
	if missing:
		frappe.throw(
			_("To be filled in: {0}.").format(", ".join(missing)), frappe.MandatoryError, title=_("Missing")
		)


def _check_concerned(decision: Document) -> None:
	"""Amended and annulled are issued awarding decisions; an amendment or annulment is not corrected by itself."""
	if decision.decision_kind == DecisionKind.AWARD:
		if decision.amends:
			frappe.throw(_("{0} is for amendments and annulments.").format(_label(decision, "amends")))
		return
	if cint(decision.is_historical):
		frappe.throw(_("Only an awarding decision is entered as a decision of the past."))
	_check_filled(decision, "amends")
	concerned = concerned_decision(decision)
	if cint(concerned.docstatus) != 1 or concerned.decision_kind != DecisionKind.AWARD:
		frappe.throw(_("{0}: choose an issued awarding decision.").format(_label(decision, "amends")))
	if concerned.decision_date > frappe.utils.getdate(decision.decision_date):
		frappe.throw(
			_("{0} must not be before that of the decision concerned.").format(
				_label(decision, "decision_date")
			)
		)


def concerned_decision(decision: Document) -> Document:
	"""The decision that is amended or annulled. Needs the permission to read it."""
	concerned = frappe.get_doc("Award Decision", decision.amends)
	concerned.check_permission("read")
	return concerned


def _label(decision: Document, fieldname: str) -> str:
	return _(decision.meta.get_label(fieldname))
