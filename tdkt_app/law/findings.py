"""What the rules say about documents and candidates: for the panel of the forms, for other programs, for the workflow.

A document joins by a function in `_GATHERERS` that turns it into findings; its form calls `tdkt.show_findings`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html, getdate, nowdate

from tdkt_app.commendation import fund
from tdkt_app.commendation.standing import stands
from tdkt_app.doctype.award_decision import annulment, money
from tdkt_app.doctype.award_decision.drafting import usual_award
from tdkt_app.doctype.award_nomination.candidates import candidates_of
from tdkt_app.doctype.award_return import deadline
from tdkt_app.doctype.council_meeting import candidates as agenda
from tdkt_app.doctype.council_meeting import results
from tdkt_app.documents.form_check import draft_of, slips
from tdkt_app.law import rule_packs
from tdkt_app.law.finding_facts import Candidate, Facts, holders_by_group
from tdkt_app.permissions import check_access
from tdkt_app.rules.case import Method, Period
from tdkt_app.rules.deadlines import check_step
from tdkt_app.rules.direct_labour import check_direct_labour
from tdkt_app.rules.finding import Finding, Severity, merged, of_severity
from tdkt_app.rules.form import check_form
from tdkt_app.rules.messages import sentence, shown
from tdkt_app.rules.nomination import check_nomination
from tdkt_app.rules.ratio import Asked, check_cap
from tdkt_app.states import DecisionKind, NominationState

MOST_CANDIDATES = 1000


@frappe.whitelist(methods=["GET"])
def of_document(doctype: str, name: str) -> dict:
	"""Findings of a document of `documents()` as stored: {"findings": [see `_as_dict`], "may_override": bool}.

	Needs the permission to read the document, and to read decisions: findings tell of past awards.
	"""
	_check_reader()
	if doctype not in documents():
		frappe.throw(_("The rules say nothing about documents of the type {0}.").format(_(doctype)))
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	found, subjects = _all_of(doc)
	overrides = _overrides(doc)
	may_override = not cint(doc.docstatus) and frappe.has_permission("Finding Override", "create")
	return {
		"findings": [_as_dict(finding, subjects, overrides) for finding in found],
		"may_override": bool(may_override and doc.has_permission("write")),
	}


@frappe.whitelist()
def of_candidate(
	honoree: str,
	award_type: str,
	period_from: str,
	period_to: str,
	received_on: str | None = None,
	decided_on: str | None = None,
	achievement: str | None = None,
	campaign: str | None = None,
	method: str | None = None,
) -> list[dict]:
	"""Findings about one award for one honoree, before any document exists. Dates as YYYY-MM-DD; see `of_candidates`."""
	candidate = {
		"honoree": honoree,
		"award_type": award_type,
		"period_from": period_from,
		"period_to": period_to,
		"received_on": received_on,
		"decided_on": decided_on,
		"achievement": achievement,
		"campaign": campaign,
		"method": method,
	}
	return of_candidates([candidate])


@frappe.whitelist()
def of_candidates(candidates: str | list) -> list[dict]:
	"""Findings about a list of at most 1,000 candidates, in a number of queries that does not grow with it.

	`candidates`: list (or its JSON) of {"honoree", "award_type", "period_from", "period_to"} and, where known,
	"received_on", "decided_on", "achievement", "campaign", "method", "reference". The `subject` of a finding is the
	reference, or "<honoree>/<award type>". Needs the permission to read decisions and each honoree.
	"""
	_check_reader()
	rows = frappe.parse_json(candidates)
	if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
		frappe.throw(_("A list of candidates is needed."))
	if len(rows) > MOST_CANDIDATES:
		frappe.throw(_("At most {0} candidates at a time.").format(MOST_CANDIDATES))
	parsed = [_candidate(row) for row in rows]
	_check_names(parsed)
	facts = Facts(parsed)
	return [_as_dict(finding, _names(facts), {}) for finding in _check(facts)]


def refuse_blocked(doc: Document) -> None:
	"""Throw the sentences of all blocking findings about a document, each with its article."""
	found, subjects = _GATHERERS[doc.doctype](doc)
	blocking = of_severity(found, Severity.BLOCK)
	if blocking:
		rows = [_as_dict(finding, subjects, {}) for finding in blocking]
		frappe.throw("<br>".join(map(_html, rows)), title=_("Not Allowed by the Rules"))


def warning(doc: Document, finding_id: str) -> dict:
	"""The warning of a document with an id, as `_as_dict`. Throws when there is none, or it is no warning."""
	found, subjects = _all_of(doc)
	for row in (_as_dict(finding, subjects, {}) for finding in found):
		if row["id"] == finding_id:
			if row["severity"] != Severity.WARN.value:
				frappe.throw(_("Only a warning can be overridden, not: {0}").format(row["message"]))
			return row
	frappe.throw(_("The document has no such finding, or no longer: load it again."))


@frappe.whitelist(methods=["POST"])
def override(doctype: str, name: str, finding: str, reason: str) -> None:
	"""Override a warning of a document with a reason. `finding`: its id from `of_document`.

	Needs the permission to create Finding Override and to change the document.
	"""
	entry = frappe.new_doc("Finding Override")
	entry.update({"reference_doctype": doctype, "reference_name": name, "finding": finding, "reason": reason})
	entry.insert()


def drop_overrides(doc: Document) -> None:
	"""Of a draft that is deleted."""
	frappe.db.delete("Finding Override", {"reference_doctype": doc.doctype, "reference_name": doc.name})


def _of_decision(decision: Document) -> tuple[list[Finding], dict[str, str]]:
	if decision.decision_kind == DecisionKind.ANNULMENT:
		return annulment.findings_of(decision)
	if decision.decision_kind == DecisionKind.AMENDMENT or not (decision.period_from and decision.period_to):
		return [], {}
	day = getdate(decision.decision_date)
	period = Period(getdate(decision.period_from), getdate(decision.period_to))
	facts = Facts(
		[
			Candidate(
				reference=money.subject_of(row),
				honoree=row.honoree,
				award_type=row.award_type,
				period=period,
				decided_on=day,
				achievement=row.achievement or "",
				campaign=decision.campaign or "",
				initiative=row.initiative or "",
				initiative_paper=row.initiative_paper or "",
			)
			for row in decision.recipients
		],
		except_decision=decision.name or "",
	)
	about_money = [] if decision.is_historical else _about_money(decision, day)
	return merged([*_check(facts), *_check_list(facts, day), *about_money]), _names(facts)


def _about_money(decision: Document, day: date) -> list[Finding]:
	_rewards, _payments, found = money.reward_money(decision)
	return [*found, *fund.findings_of(day.year, day, int(decision.total_amount or 0), decision.name or "")]


def _of_fund_year(fund_year: Document) -> tuple[list[Finding], dict[str, str]]:
	day = min(getdate(), date(fund_year.year, 12, 31))
	return fund.findings_of(fund_year.year, day), {}


def _of_achievement(achievement: Document) -> tuple[list[Finding], dict[str, str]]:
	"""As if it were rewarded with the award registered for, else with the usual one for its kind of honoree."""
	registered = {"campaign": achievement.campaign, "honoree": achievement.honoree}
	award = achievement.campaign and frappe.db.get_value("Campaign Registration", registered, "award_type")
	award = award or usual_award(frappe.db.get_value("Honoree", achievement.honoree, "kind"))
	if not award:
		return [], {}
	candidate = Candidate(
		reference=achievement.name,
		honoree=achievement.honoree,
		award_type=award,
		period=Period(getdate(achievement.period_from), getdate(achievement.period_to)),
		achievement=achievement.name,
		campaign=achievement.campaign or "",
	)
	facts = Facts([candidate], except_decision=_decision_of(achievement))
	return _check(facts), {achievement.name: rule_packs.award_types()[award].name}


def _of_nomination(nomination: Document) -> tuple[list[Finding], dict[str, str]]:
	"""Everybody it puts forward, with the dossier, by the rules of the day it was received."""
	facts = Facts(candidates_of(nomination))
	day = getdate(nomination.received_on)  # today while it has not been received
	return merged([*_check(facts), *_check_list(facts, day), *_deadline(nomination)]), _names(facts)


def _deadline(nomination: Document) -> list[Finding]:
	if nomination.workflow_state != NominationState.UNDER_APPRAISAL or not nomination.received_on:
		return []
	received, today = getdate(nomination.received_on), getdate(nowdate())
	return check_step(
		"decision", received, today, rule_packs.active_pack(), rule_packs.working_calendar()
	).findings


def _of_meeting(meeting: Document) -> tuple[list[Finding], dict[str, str]]:
	"""About the candidates, and about members who may not vote on them."""
	if not meeting.candidates:
		return [], {}
	facts = Facts(agenda.for_rules(meeting))
	return merged([*results.findings_of(meeting), *_check(facts)]), _names(facts)


_GATHERERS: dict[str, Callable[[Document], tuple[list[Finding], dict[str, str]]]] = {
	"Achievement": _of_achievement,
	"Award Nomination": _of_nomination,
	"Award Decision": _of_decision,
	"Award Return": deadline.findings_of,
	"Fund Year": _of_fund_year,
	"Council Meeting": _of_meeting,
}


# Documents whose form on paper is looked at, each with the date that chooses the layout.
_PRINTED = {
	"Award Decision": "decision_date",
	"Consolidated Report": "report_date",
	"Emulation Plan": "plan_date",
}


def documents() -> frozenset[str]:
	"""Types of document that the rules look at."""
	return frozenset((*_GATHERERS, *_PRINTED))


def _all_of(doc: Document) -> tuple[list[Finding], dict[str, str]]:
	gather = _GATHERERS.get(doc.doctype)
	found, subjects = gather(doc) if gather else ([], {})
	return merged([*found, *_of_form(doc)]), subjects


def _of_form(doc: Document) -> list[Finding]:
	"""About the paper as it is printed now, for whoever may print it. Nothing of it stops a document.

	A decision of the past was printed by others.
	"""
	if doc.doctype not in _PRINTED or doc.get("is_historical") or not doc.has_permission("print"):
		return []
	html = frappe.get_print(doc.doctype, doc.name, doc.meta.default_print_format, doc=doc, no_letterhead=1)
	draft = draft_of(html, in_force=cint(doc.docstatus) == 1)
	return check_form(draft, rule_packs.active_pack(), getdate(doc.get(_PRINTED[doc.doctype])), slips())


def _decision_of(achievement: Document) -> str:
	"""The decision that rewards it: not a second reward of itself."""
	line = frappe.qb.DocType("Award Decision Recipient")
	query = (
		frappe.qb.from_(line)
		.select(line.parent)
		.where((line.achievement == achievement.name) & (line.docstatus == 1) & stands(line))
	)
	return next((decision for (decision,) in query.run()), "")


def _check(facts: Facts) -> list[Finding]:
	pack = rule_packs.active_pack()
	return merged(
		finding for nomination in facts.nominations() for finding in check_nomination(nomination, pack)
	)


def _check_list(facts: Facts, day: date) -> list[Finding]:
	"""What depends on who else stands in the list."""
	pack = rule_packs.active_pack()
	honorees = {candidate.honoree: facts.honoree(candidate) for candidate in facts.candidates}
	findings = check_direct_labour(honorees.values(), pack, day)
	for award in sorted({candidate.award_type for candidate in facts.candidates}):
		rule = pack.find("ratio.cap", day, award).rule
		if rule:
			findings += check_cap(_asked(facts, award, rule.codes("of")), award, pack, day)
	return findings


def _asked(facts: Facts, award: str, counted: Sequence[str]) -> list[Asked]:
	"""Per unit, those who manage and those who do not."""
	year = max(candidate.period.end for candidate in facts.candidates).year
	units = {row.unit: row.unit_name for row in facts.honorees.values()}
	base, asked = holders_by_group(units, counted, year), Counter()
	for candidate in facts.candidates:
		row = facts.honorees[candidate.honoree]
		group = row.unit, bool(row.is_manager)
		asked[group] += candidate.award_type == award
		if candidate.award_type in counted:
			base[group].add(candidate.honoree)
	return [
		Asked(units[unit], _("managers") if manages else _("staff"), count, len(base[unit, manages]))
		for (unit, manages), count in asked.items()
	]


def _candidate(row: Mapping) -> Candidate:
	honoree, award = (str(row.get(field) or "") for field in ("honoree", "award_type"))
	try:
		return Candidate(
			reference=str(row.get("reference") or f"{honoree}/{award}"),
			honoree=honoree,
			award_type=award,
			period=Period(_day(row, "period_from"), _day(row, "period_to")),
			received_on=_day(row, "received_on") if row.get("received_on") else None,
			decided_on=_day(row, "decided_on") if row.get("decided_on") else None,
			achievement=str(row.get("achievement") or ""),
			campaign=str(row.get("campaign") or ""),
			initiative=str(row.get("initiative") or ""),
			method=Method(row["method"]) if row.get("method") else None,
		)
	except ValueError as error:
		frappe.throw(_("Candidate {0}: {1}").format(honoree, error))


def _day(row: Mapping, field: str) -> date:
	return date.fromisoformat(str(row.get(field) or ""))


def _check_names(candidates: Iterable[Candidate]) -> None:
	"""Honorees the user may read, and awards of the catalogue."""
	candidates = list(candidates)
	wanted = {candidate.honoree for candidate in candidates}
	readable = frappe.get_list(
		"Honoree", filters={"name": ("in", list(wanted))}, pluck="name", limit_page_length=0
	)
	if unknown := sorted(wanted.difference(readable)):
		frappe.throw(_("Unknown honoree: {0}").format(", ".join(unknown)), frappe.PermissionError)
	if unknown := sorted({c.award_type for c in candidates}.difference(rule_packs.award_types())):
		frappe.throw(_("Unknown award: {0}").format(", ".join(unknown)))


def _check_reader() -> None:
	check_access("Award Decision", "read")


def _names(facts: Facts) -> dict[str, str]:
	"""What the subjects of findings are called: candidates by honoree and award, honorees by name."""
	names = {row.name: row.full_name for row in facts.honorees.values()}
	awards = rule_packs.award_types()
	for candidate in facts.candidates:
		name = facts.honorees[candidate.honoree].full_name
		names[candidate.reference] = f"{name} ({awards[candidate.award_type].name})"
	return names


def _as_dict(finding: Finding, subjects: Mapping[str, str], overrides: Mapping[str, frappe._dict]) -> dict:
	"""code, severity ("block", "warn", "info"), message in the user's language, article, rule (name of Award Rule),
	subject and its name, and who overrode it with which reason; `id` stays the same while code, subject, row and
	values do."""
	finding_id = _id_of(finding)
	return {
		"id": finding_id,
		"code": finding.code,
		"severity": finding.severity.value,
		"message": sentence(finding, rule_packs.translated),
		"article": finding.article,
		"rule": finding.rule,
		"subject": finding.subject,
		"subject_name": subjects.get(finding.subject, finding.subject),
		"override": overrides.get(finding_id),
	}


def _id_of(finding: Finding) -> str:
	values = (f"{name}={shown(value)}" for name, value in sorted(finding.data.items()))
	text = "\n".join((finding.code, finding.subject, finding.rule, *values))
	return hashlib.sha256(text.encode()).hexdigest()[:20]


def _overrides(doc: Document) -> dict[str, frappe._dict]:
	table = frappe.qb.DocType("Finding Override")
	query = (
		frappe.qb.from_(table)
		.select(table.finding, table.reason, table.overridden_by, table.overridden_on)
		.where((table.reference_doctype == doc.doctype) & (table.reference_name == doc.name))
		.orderby(table.creation)
	)
	return {row.pop("finding"): row for row in query.run(as_dict=True)}


def _html(row: Mapping) -> str:
	parts = (row["subject_name"], row["message"], f"({row['article']})" if row["article"] else "")
	return escape_html(": ".join(part for part in parts[:2] if part) + f" {parts[2]}")
