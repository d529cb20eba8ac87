"""1. Whether an honoree may be considered for an award, by the rules in force on the date that counts."""

from __future__ import annotations

from tdkt_app.rules.case import AwardKind, Level, Nomination, PastAward
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.messages import Term
from tdkt_app.rules.pack import Found, RulePack


def check_eligibility(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""All checks of this group."""
	return [finding for check in _CHECKS for finding in check(nomination, pack)]


def check_kind(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""A title for individuals is not given to a collective, and so on.

	Source: Law 06/2022/QH15 Ch. II and III. Example: "Gia đình văn hóa" for a school → "kind-not-eligible".
	"""
	rule, findings = _rule("eligibility.kind", nomination, pack)
	kind = nomination.honoree.kind
	if rule and kind not in nomination.award.kinds:
		findings.append(
			Finding.of(
				"kind-not-eligible", rule, nomination.reference, award=nomination.award.name, kind=kind
			)
		)
	return findings


def check_competence(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""The award is asked of the level that decides it on the date of the decision.

	Source: Law 06/2022/QH15 Art. 80; tasks of the district at the commune from 1 July 2025.
	Example: "Chiến sĩ thi đua cơ sở" asked of the commune on 30/06/2025 → "not-competent"; on 01/07/2025 → none.
	"""
	day = nomination.decision_day
	rule, findings = pack.find("eligibility.competence", day, nomination.award.code)
	if rule is None:
		return findings
	level = Level(rule.text("level"))
	if nomination.level is Level.COMMUNE and level is not Level.COMMUNE:
		code = "not-competent"
	elif nomination.level is not Level.COMMUNE and level is Level.COMMUNE:
		code = "decide-here"
	else:
		return findings
	return [
		*findings,
		Finding.of(code, rule, nomination.reference, award=nomination.award.name, day=day, level=level),
	]


def check_prerequisites(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Titles that the criterion of a higher title demands, in consecutive years.

	The last of the years may lie `latest_gap` years before the year of the nomination.
	Source: Law 06/2022/QH15 Art. 21–23; no other award needs a lower one first (NĐ 152/2025/NĐ-CP Art. 4.1).
	Example: CSTĐ cấp tỉnh for 2026 with CSTĐCS in 2023, 2024, 2026 → "prerequisite-missing".
	"""
	rule, findings = _rule("eligibility.prerequisite", nomination, pack)
	if rule is None:
		return findings
	year, years, titles = nomination.period.end.year, rule.count("years"), rule.codes("titles")
	held = {past.year for past in _titles(nomination.past) if past.award.code in titles}
	if nomination.concurrent & set(titles):
		held.add(year)
	if not any(_consecutive(held, year - gap, years) for gap in range(rule.count("latest_gap") + 1)):
		findings.append(
			Finding.of(
				"prerequisite-missing",
				rule,
				nomination.reference,
				award=nomination.award.name,
				titles=tuple(map(Term, titles)),
				years=years,
				year=year,
				found=sorted(held),
			)
		)
	return findings


def check_initiative(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""An initiative or topic recognised by the unit (decision or Mẫu số 13).

	Source: Law 06/2022/QH15 Art. 23; NĐ 152/2025/NĐ-CP Art. 33.6.
	Example: CSTĐCS without a recognised initiative → "initiative-missing".
	"""
	rule, findings = _rule("eligibility.initiative", nomination, pack)
	if rule and not nomination.initiative_recognised:
		findings.append(
			Finding.of("initiative-missing", rule, nomination.reference, award=nomination.award.name)
		)
	return findings


def check_registration(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Registered for emulation, and in time.

	Source: Law 06/2022/QH15 on the grounds for titles. Example: registered on 02/03 with a deadline of 28/02 →
	"registered-late".
	"""
	rule, findings = _rule("eligibility.registration", nomination, pack)
	if rule is None:
		return findings
	day, deadline = nomination.registered_on, nomination.registration_deadline
	if day is None:
		findings.append(Finding.of("not-registered", rule, nomination.reference, award=nomination.award.name))
	elif deadline is not None and day > deadline:
		findings.append(Finding.of("registered-late", rule, nomination.reference, day=day, deadline=deadline))
	return findings


def check_completion(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""Officials and employees: tasks completed at one of the levels the award needs.

	Source: Law 06/2022/QH15 Art. 24. Example: LĐTT for an official rated below "hoàn thành tốt" →
	"completion-too-low"; a farmer without a rating → none.
	"""
	rule, findings = _rule("eligibility.completion", nomination, pack)
	if rule is None:
		return findings
	levels = rule.labels("levels")
	if not nomination.completion:
		if nomination.honoree.is_official:
			findings.append(Finding.of("completion-missing", rule, nomination.reference))
	elif nomination.completion not in levels:
		findings.append(
			Finding.of(
				"completion-too-low",
				rule,
				nomination.reference,
				award=nomination.award.name,
				levels=tuple(levels.values()),
			)
		)
	return findings


def check_members(nomination: Nomination, pack: RulePack) -> list[Finding]:
	"""A collective: enough members hold the title, none disciplined from a certain form up.

	Source: Law 06/2022/QH15 Art. 28. Example: 10 of 20 members with LĐTT is not "more than 1/2" →
	"members-share-too-low"; 11 of 20 is enough.
	"""
	rule, findings = _rule("eligibility.members", nomination, pack)
	if rule is None:
		return findings
	members, title, needed = nomination.members, rule.text("title"), rule.share("more_than")
	if members is None:
		return [*findings, Finding.of("members-unknown", rule, nomination.reference, title=Term(title))]
	if members.holders <= needed * members.total:
		findings.append(
			Finding.of(
				"members-share-too-low",
				rule,
				nomination.reference,
				award=nomination.award.name,
				title=Term(title),
				needed=needed,
				holders=members.holders,
				members=members.total,
			)
		)
	if members.disciplined:
		findings.append(
			Finding.of(
				"member-disciplined",
				rule,
				nomination.reference,
				count=members.disciplined,
				form=rule.text("discipline_from"),
			)
		)
	return findings


_CHECKS = (
	check_kind,
	check_competence,
	check_prerequisites,
	check_initiative,
	check_registration,
	check_completion,
	check_members,
)


def _rule(key: str, nomination: Nomination, pack: RulePack) -> Found:
	"""The row for procedure: by the date the dossier was received."""
	return pack.find(
		key,
		nomination.received_on,
		nomination.award.code,
		nomination.honoree.kind.value,
		nomination.method.value,
	)


def _titles(past: tuple[PastAward, ...]) -> list[PastAward]:
	return [award for award in past if award.award.kind is AwardKind.TITLE]


def _consecutive(held: set[int], last: int, years: int) -> bool:
	return all(year in held for year in range(last - years + 1, last + 1))
