"""9. Which of several awards given at the same time pays, and what a decision costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tdkt_app.rules.case import AwardKind, AwardType, Period
from tdkt_app.rules.finding import Dong, Finding
from tdkt_app.rules.pack import RulePack


@dataclass(frozen=True)
class Grant:
	"""One award to one honoree, decided at one time. `amount`: what it would pay alone."""

	reference: str
	honoree: str
	award: AwardType
	period: Period
	amount: int
	achievement: str = ""


@dataclass(frozen=True)
class Payment:
	grant: Grant
	pays: Dong


def settle(grants: Sequence[Grant], pack: RulePack, day: date) -> tuple[list[Payment], list[Finding]]:
	"""What each grant pays, in the order given.

	Several titles of one honoree for the same period: only the highest pays; for different periods all pay.
	Forms for different periods or achievements all pay; a title and a form both pay. Two forms for one achievement
	in one period are not allowed at all (Law Art. 5).
	Source: NĐ 152/2025/NĐ-CP Art. 49.5, 49.6, 49.7.
	Example: LĐTT 710.000 and CSTĐCS 2.340.000 for 2025 → 0 and 2.340.000; with a Giấy khen 710.000 → it pays too.
	"""
	titles, findings = pack.find("double.titles", day)
	both, of_both = pack.find("double.title-and-form", day)
	one, of_one = pack.find("double.achievement", day)
	findings = [*findings, *of_both, *of_one]
	unpaid: set[str] = set()
	for group in _groups(grants, AwardKind.TITLE, lambda grant: (grant.honoree, grant.period)):
		highest = max(group, key=lambda grant: (grant.amount, -grant.award.ceremony_order))
		for grant in group if titles else ():
			if grant is not highest:
				unpaid.add(grant.reference)
				names = {"award": grant.award.name, "paid": highest.award.name}
				findings.append(Finding.of("only-highest-title-pays", titles, grant.reference, **names))
	for group in _groups(
		grants, AwardKind.FORM, lambda grant: (grant.honoree, grant.period, grant.achievement)
	):
		for grant in group[1:] if one else ():
			names = {"award": grant.award.name, "other_award": group[0].award.name}
			findings.append(Finding.of("forms-of-one-achievement", one, grant.reference, **names))
	if both:
		findings += [Finding.of("title-and-form-both-pay", both, honoree) for honoree in _with_both(grants)]
	return [Payment(g, Dong(0 if g.reference in unpaid else g.amount)) for g in grants], findings


def total(payments: Iterable[Payment]) -> Dong:
	"""What the decision costs."""
	return Dong(sum(payment.pays for payment in payments))


def _groups(grants: Iterable[Grant], kind: AwardKind, key) -> Iterable[list[Grant]]:
	"""Grants of one kind that share `key`, where there are several."""
	groups = defaultdict(list)
	for grant in grants:
		if grant.award.kind is kind:
			groups[key(grant)].append(grant)
	return [group for group in groups.values() if len(group) > 1]


def _with_both(grants: Iterable[Grant]) -> list[str]:
	"""Honorees who get a title and a form, in order of appearance."""
	kinds = defaultdict(set)
	for grant in grants:
		kinds[grant.honoree].add(grant.award.kind)
	return [honoree for honoree, found in kinds.items() if len(found) == len(AwardKind)]
