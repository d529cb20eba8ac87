"""13. Annulling a decision and taking back the object and the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tdkt_app.rules.deadlines import WorkingCalendar, check_step
from tdkt_app.rules.finding import Dong, Finding
from tdkt_app.rules.pack import RulePack


@dataclass(frozen=True)
class Annulment:
	"""An annulment and its follow-up.

	Attributes:
		ground: code of a ground of the row.
		conclusion: number of the conclusion, decision or judgment it rests on.
		items: codes of what the dossier contains.
		annulled_on: date of the annulling decision; `received_on`: when the honoree got it; `returned_on`: when object
			and money came back.
		amount: đồng paid out.
	"""

	reference: str
	ground: str
	annulled_on: date
	conclusion: str = ""
	items: frozenset[str] = frozenset()
	received_on: date | None = None
	returned_on: date | None = None
	amount: int = 0


def check_annulment(
	annulment: Annulment, pack: RulePack, calendar: WorkingCalendar, today: date
) -> list[Finding]:
	"""Ground, dossier and the return in time.

	Source: Law 06/2022/QH15 Art. 93.2; NĐ 152/2025/NĐ-CP Art. 56, 58.2; procedure of the commune: the province.
	Example: received on 03/11/2025, nothing back on 25/11/2025 → due 24/11/2025, "step-overdue" by 1 day.
	"""
	return [
		*_check_ground(annulment, pack),
		*_check_dossier(annulment, pack),
		*_check_return(annulment, pack, calendar, today),
	]


def _check_ground(annulment: Annulment, pack: RulePack) -> list[Finding]:
	rule, findings = pack.find("annulment.grounds", annulment.annulled_on)
	if rule and annulment.ground not in rule.labels("grounds"):
		findings.append(
			Finding.of("annulment-ground-unknown", rule, annulment.reference, ground=annulment.ground)
		)
	return findings


def _check_dossier(annulment: Annulment, pack: RulePack) -> list[Finding]:
	rule, findings = pack.find("annulment.dossier", annulment.annulled_on)
	if rule is None:
		return findings
	if not annulment.conclusion:
		findings.append(Finding.of("annulment-without-conclusion", rule, annulment.reference))
	return findings + [
		Finding.of("annulment-item-missing", rule, annulment.reference, item=label)
		for item, label in rule.labels("items").items()
		if item not in annulment.items
	]


def _check_return(
	annulment: Annulment, pack: RulePack, calendar: WorkingCalendar, today: date
) -> list[Finding]:
	"""The time runs from when the honoree received the annulling decision."""
	rule, findings = pack.find("annulment.return", annulment.annulled_on)
	if rule and annulment.returned_on is None:
		findings.append(Finding.of("return-amount", rule, annulment.reference, amount=Dong(annulment.amount)))
	if annulment.received_on is None:
		return findings
	until = annulment.returned_on or today
	due = check_step("annulment-return", annulment.received_on, until, pack, calendar, annulment.reference)
	return findings + [
		finding for finding in due.findings if annulment.returned_on is None or finding.code != "step-due"
	]
