"""Annulling decisions: the awards they take back, on which ground, and what becomes of money, object and certificate.

Source: Law 06/2022/QH15 Art. 93.2; NĐ 152/2025/NĐ-CP Art. 56, 58.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.commendation import standing
from tdkt_app.doctype.award_certificate import register
from tdkt_app.doctype.award_decision.kinds import concerned_decision
from tdkt_app.doctype.award_return import tracking
from tdkt_app.doctype.reward_payment import payments
from tdkt_app.law import rule_packs
from tdkt_app.permissions import check_access
from tdkt_app.rules.annulment import Annulment, check_annulment
from tdkt_app.rules.finding import Finding
from tdkt_app.wording.vietnamese import money_in_words

RETURN_STEP = "deadline.annulment-return"


def fill_in(decision: Document) -> None:
	"""Name each award as it was printed and the money paid for it; refuse awards that do not stand."""
	concerned = concerned_decision(decision)
	recipients = {row.name: row for row in concerned.recipients}
	gone = standing.annulments_of(recipients)
	paid = payments.paid_amounts(recipients)
	grounds = _grounds(decision)
	seen = set()
	for row in decision.annulments:
		if row.recipient not in recipients:
			_refuse(row, _("the recipient does not stand in the decision concerned"))
		if row.recipient in seen:
			_refuse(row, _("the same award stands twice"))
		if row.recipient in gone:
			_refuse(row, _("annulled already by {0}").format(gone[row.recipient].decision_number))
		seen.add(row.recipient)
		printed = recipients[row.recipient]
		row.honoree, row.honoree_kind = printed.honoree, printed.honoree_kind
		row.recipient_name = printed.recipient_name
		row.award_name, row.award_kind = printed.award_name, printed.award_kind
		row.ground_text = grounds.get(frappe.scrub(row.ground), "")
		row.recipient_place = ", ".join(filter(None, (printed.recipient_title, printed.unit_name)))
		row.paid_amount = paid.get(row.recipient, 0)
	decision.annuls_all = int(set(recipients) - set(gone) == seen and not gone)
	decision.total_amount = sum(int(row.paid_amount) for row in decision.annulments)
	decision.in_words = money_in_words(decision.total_amount)
	rule = rule_packs.active_pack().find(RETURN_STEP, getdate(decision.decision_date)).rule
	decision.return_days = rule.count("working_days") if rule else 0


def _grounds(decision: Document) -> dict[str, str]:
	"""Wording of the law in force on the date of the decision, by code."""
	rule = rule_packs.active_pack().find("annulment.grounds", getdate(decision.decision_date)).rule
	return rule.labels("grounds") if rule else {}


def findings_of(decision: Document) -> tuple[list[Finding], dict[str, str]]:
	"""Ground, conclusion and dossier of each award that is taken back."""
	pack, calendar = rule_packs.active_pack(), rule_packs.working_calendar()
	found = [
		finding
		for row in decision.annulments
		for finding in check_annulment(
			annulment_of(decision, row), pack, calendar, getdate(decision.decision_date)
		)
	]
	return found, {row.recipient: f"{row.recipient_name} ({row.award_name})" for row in decision.annulments}


def annulment_of(decision: Document, row: Document, **follow_up: object) -> Annulment:
	"""The annulment of one award as the rules see it. The decision itself is in the system: no copy is asked for."""
	return Annulment(
		reference=row.recipient,
		ground=frappe.scrub(row.ground),
		annulled_on=getdate(decision.decision_date),
		conclusion=(decision.conclusion or "").strip(),
		items=frozenset({"decision", *(frappe.scrub(item.item) for item in decision.annulment_dossier)}),
		amount=int(row.paid_amount or 0),
		**follow_up,
	)


def carry_out(decision: Document) -> None:
	"""On issue: open payments lapse, paid ones are to be returned, certificates are revoked, returns are tracked."""
	rows = [row.recipient for row in decision.annulments]
	payments.annul(decision)
	register.revoke(concerned_decision(decision), rows, decision.name)
	tracking.open_returns(decision)


@frappe.whitelist(methods=["GET"])
def annullable(decision: str) -> list[dict]:
	"""Awards of an issued decision that still stand: [{"recipient", "about"}]. Needs the permission to read it."""
	check_access("Award Decision", "create")
	concerned = frappe.get_doc("Award Decision", decision)
	concerned.check_permission("read")
	gone = standing.annulments_of([row.name for row in concerned.recipients])
	return [
		{"recipient": row.name, "about": f"{row.recipient_name} ({row.award_name})"}
		for row in concerned.recipients
		if row.name not in gone
	]


def _refuse(row: Document, why: str) -> None:
	frappe.throw(_("{0}, row {1}: {2}.").format(_("Awards Annulled"), row.idx, why))
