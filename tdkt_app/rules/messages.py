"""Every sentence a rule can say, once: English source strings, named placeholders, default severity.

The desk shows `sentence(finding, translate=_)`. `key` names the dated rule whose row gives the article.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from tdkt_app.wording.vietnamese import money

if TYPE_CHECKING:
	from tdkt_app.rules.finding import Finding


class Severity(str, Enum):
	"""How serious a finding is, the most serious first."""

	BLOCK = "block"
	WARN = "warn"
	INFO = "info"


class Dong(int):
	"""An amount of money in the data of a finding, so that it is shown as "1.410.000 đồng"."""


class Term(str):
	"""A word that is translated where it is shown: the title of a rule, the code of an award."""

	__slots__ = ()


class Phrase(str):
	"""A part of a sentence with values of its own; as text it is English.

	>>> Phrase("value “{name}” is missing", name="copies")
	'value “copies” is missing'
	"""

	def __new__(cls, template: str, **data: object) -> Phrase:
		phrase = super().__new__(cls, filled(template, data))
		phrase.template, phrase.data = template, data
		return phrase

	def translated(self, translate: Callable[[str], str]) -> str:
		return filled(translate(self.template), self.data, translate)


@dataclass(frozen=True)
class Message:
	"""Sentence of a code, its default severity, and the key of the rule it comes from ("" for the engine's own)."""

	key: str
	severity: Severity
	template: str


def _(source: str) -> str:
	"""Mark for the extractor of translations; the translation is made where the finding is shown."""
	return source


_BLOCK, _WARN, _INFO = Severity

MESSAGES: dict[str, Message] = {
	# The rule pack itself
	"rule-missing": Message("", _BLOCK, _("No rule “{rule_key}” for {award} is in force on {day}.")),
	"rule-overlap": Message("", _BLOCK, _("Rows {row} and {other_row} are both in force on {day}.")),
	"rule-gap": Message("", _WARN, _("No row is in force from {gap_from} to {gap_to}, between {row} and {other_row}.")),
	"rule-unverified": Message("", _INFO, _("Rule {row} has not been verified against the legal text.")),
	"rule-unknown-key": Message("", _BLOCK, _("Row {row} has an unknown rule key “{rule_key}”.")),
	"rule-bad-value": Message("", _BLOCK, _("Row {row}, in force from {day}: {problem}.")),
	"rule-unknown-award": Message("", _BLOCK, _("Row {row}, in force from {day}: the award “{award}” is not in the catalogue.")),
	"rule-duplicate-name": Message("", _BLOCK, _("Two rows are named {row}.")),
	"rule-dates-reversed": Message("", _BLOCK, _("Row {row} ends on {end}, before it begins on {day}.")),
	"law-notice": Message("notice", _WARN, _("The law is changing: {text}")),
	# 1 Eligibility
	"kind-not-eligible": Message(
		"eligibility.kind", _BLOCK, _("{award} cannot be given to this kind of honoree: {kind}.")
	),
	"not-competent": Message(
		"eligibility.competence",
		_BLOCK,
		_("On {day}, {award} is decided at another level ({level}); the commune can only propose it."),
	),
	"decide-here": Message(
		"eligibility.competence", _WARN, _("On {day}, the commune itself decides {award}; it need not be proposed upward.")
	),
	"prerequisite-missing": Message(
		"eligibility.prerequisite",
		_BLOCK,
		_("{award} needs {titles} in {years} consecutive years up to {year}; found: {found}."),
	),
	"initiative-missing": Message(
		"eligibility.initiative", _BLOCK, _("{award} needs an initiative or research topic that has been recognised.")
	),
	"not-registered": Message(
		"eligibility.registration", _WARN, _("{award} was not registered for at the beginning of the emulation period.")
	),
	"registered-late": Message(
		"eligibility.registration", _WARN, _("Registered on {day}, after the registration deadline of {deadline}.")
	),
	"completion-missing": Message(
		"eligibility.completion", _WARN, _("The level of task completion for the period has not been recorded.")
	),
	"completion-too-low": Message(
		"eligibility.completion", _BLOCK, _("{award} needs one of these levels of task completion: {levels}.")
	),
	"members-share-too-low": Message(
		"eligibility.members",
		_BLOCK,
		_("{award} needs more than {needed} of the members to hold {title}; here {holders} of {members}."),
	),
	"members-unknown": Message(
		"eligibility.members", _WARN, _("The number of members who hold {title} has not been recorded.")
	),
	"member-disciplined": Message(
		"eligibility.members", _BLOCK, _("{count} members were disciplined with “{form}” or more severely in the period.")
	),
	# 2 Double reward
	"achievement-already-rewarded": Message(
		"double.achievement", _BLOCK, _("The same achievement was already rewarded with {award} in decision {decision}.")
	),
	"title-already-held": Message(
		"double.achievement", _BLOCK, _("{award} was already given for {period} in decision {decision}.")
	),
	"campaign-already-rewarded": Message(
		"double.achievement",
		_WARN,
		_("{award} was already given in the same campaign in decision {decision}: check that the achievement is another."),
	),
	"only-highest-title-pays": Message(
		"double.titles", _INFO, _("Of several titles for the same period only {paid} pays; {award} is given without money.")
	),
	"title-and-form-both-pay": Message(
		"double.title-and-form", _INFO, _("A title and a form of reward are given at the same time: both pay.")
	),
	"forms-of-one-achievement": Message(
		"double.achievement", _BLOCK, _("{award} and {other_award} are given for the same achievement and period.")
	),
	# 3 Basis of a proposal for merit
	"not-a-basis": Message(
		"basis.merit",
		_BLOCK,
		_("Decision {decision} ({method}) cannot support a proposal to a higher level for merit."),
	),
	# 4 Hold
	"on-hold": Message(
		"hold.pending", _BLOCK, _("Not to be considered while {ground} is pending since {day} ({document}).")
	),
	"hold-released": Message("hold.pending", _INFO, _("{ground} ended on {day} without fault found ({document}).")),
	"hold-ended-with-fault": Message(
		"hold.pending", _WARN, _("{ground} ended on {day} with fault found ({document}): check before rewarding.")
	),
	"under-discipline": Message("hold.discipline", _BLOCK, _("Under discipline ({form}) until {day}.")),
	"period-before-discipline-end": Message(
		"hold.discipline", _BLOCK, _("Achievements count only from {day}, after the discipline ({form}) was served.")
	),
	"leave-counts-as-work": Message("hold.leave", _INFO, _("{days} days of leave count as working time.")),
	"service-too-short": Message(
		"hold.service", _WARN, _("Only {days} days worked in the period; at least {needed} are needed.")
	),
	# 5 Ratio caps
	"ratio-exceeded": Message(
		"ratio.cap", _WARN, _("{unit}, {group}: {asked} {award} asked for, at most {allowed} allowed ({share} of {base}).")
	),
	"ratio-of-grade-exceeded": Message(
		"ratio.grade", _WARN, _("{unit}, {group}: {asked} in the highest grade, at most {allowed} allowed ({share} of {base}).")
	),
	"women-preferred": Message("ratio.tie-break", _INFO, _("Equal score: preferred as a woman or a collective of women.")),
	"tie-undecided": Message(
		"ratio.tie-break", _WARN, _("Equal score at the last place ({places} places): the council must decide.")
	),
	# 6 Direct labour
	"direct-labour-share": Message(
		"labour.share", _INFO, _("{direct} of {individuals} individuals work directly ({share}).")
	),
	"direct-labour-below-target": Message(
		"labour.share", _WARN, _("{direct} of {individuals} individuals work directly ({share}); the target is {target}.")
	),
	# 7 Next proposal period
	"period-already-counted": Message(
		"period.next", _BLOCK, _("The period must begin on {day} or later: decision {decision} already counted the time before.")
	),
	# 8 Vote
	"council-empty": Message("vote.meeting", _BLOCK, _("The council of this meeting has no members.")),
	"votes-do-not-add-up": Message("vote.meeting", _BLOCK, _("The votes do not add up: {problem}.")),
	"nobody-to-vote": Message("vote.meeting", _BLOCK, _("No member is left to vote on this case.")),
	"no-quorum": Message("vote.meeting", _BLOCK, _("{present} of {members} members present; at least {needed} are needed.")),
	"turnout-too-low": Message(
		"vote.meeting", _BLOCK, _("{voted} of {members} members have voted; at least {needed} are needed.")
	),
	"ballot-not-secret": Message("vote.council", _BLOCK, _("{award} must be voted on by ballot.")),
	"written-opinion-not-allowed": Message(
		"vote.meeting", _BLOCK, _("{count} written opinions of absent members are not allowed for {award}.")
	),
	"vote-carried": Message(
		"vote.council", _INFO, _("{votes_for} of {denominator} in favour ({percentage}); {needed} needed: carried.")
	),
	"vote-lost": Message(
		"vote.council", _BLOCK, _("{votes_for} of {denominator} in favour ({percentage}); {needed} needed: not carried.")
	),
	"member-not-recused": Message(
		"vote.recusal", _BLOCK, _("{member} may not vote on {candidate}: the candidate or a relative ({relation}).")
	),
	# 9 Money
	"base-salary-missing": Message("", _BLOCK, _("No base salary is in force on {day}.")),
	"base-salary-unverified": Message("", _INFO, _("The base salary in force from {day} has not been verified.")),
	"multiplier-not-product": Message(
		"money.kind-factor",
		_WARN,
		_("{award}: multiplier {multiplier} for this kind is not {factor} times the individual's {individual}."),
	),
	"fund-short": Message("money.fund", _WARN, _("The decision costs {total}; {left} are left in the fund for rewards.")),
	"fund-above-ceiling": Message(
		"money.fund", _WARN, _("The fund got {allocated} from the budget; at most {ceiling} ({share} of expenditure).")
	),
	"organising-above-share": Message(
		"money.fund", _WARN, _("Organising has cost {spent}; at most {ceiling} ({share} of the fund).")
	),
	# 10 Dossier
	"dossier-item-missing": Message("dossier.items", _BLOCK, _("Missing from the dossier: {item}.")),
	"dossier-copies": Message("dossier.items", _WARN, _("{copies} sets of the dossier; {needed} are needed.")),
	"short-dossier": Message("dossier.short", _INFO, _("The short dossier is enough for this honoree.")),
	"short-item-missing": Message("dossier.short", _BLOCK, _("Missing from the short dossier: {item}.")),
	"report-not-by-unit": Message(
		"dossier.short", _WARN, _("The summary report is to be written by the proposing unit, not by the honoree.")
	),
	# 11 Deadlines
	"step-due": Message("deadline", _INFO, _("Due on {due}, {left} working days left.")),
	"step-overdue": Message("deadline", _WARN, _("Was due on {due}: {late} working days late.")),
	"listed-too-short": Message(
		"deadline.public-listing", _WARN, _("Listed for {days} working days before the meeting; {needed} are needed.")
	),
	"calendar-provisional": Message(
		"calendar", _INFO, _("The days off of {year} have not been announced: dates may move.")
	),
	# 12 Ceremony
	"ceremony-out-of-order": Message("ceremony.order", _WARN, _("To be called before {before}.")),
	# 13 Annulment
	"annulment-ground-unknown": Message("annulment.grounds", _BLOCK, _("“{ground}” is not a ground for annulment.")),
	"annulment-without-conclusion": Message(
		"annulment.dossier", _BLOCK, _("An annulment needs the conclusion of a competent authority.")
	),
	"annulment-item-missing": Message("annulment.dossier", _BLOCK, _("Missing from the annulment dossier: {item}.")),
	"return-amount": Message(
		"annulment.return", _INFO, _("To be returned to the deciding authority: the object and {amount}.")
	),
	# 14 Form of the document
	"form-number": Message("form.layout", _WARN, _("The number “{number}” is not written like 05/QĐ-UBND.")),
	"form-no-number": Message("form.layout", _WARN, _("The document has no number.")),
	"form-no-day": Message("form.layout", _WARN, _("The document has no date.")),
	"form-no-subject": Message("form.layout", _WARN, _("The document does not say what it is about.")),
	"form-no-basis": Message("form.layout", _WARN, _("There is no line that names a legal basis.")),
	"form-sections-jump": Message("form.layout", _WARN, _("Section {found} comes where {expected} should be.")),
	"form-articles-jump": Message("form.layout", _WARN, _("Article {found} comes where Article {expected} should be.")),
	"form-clauses-jump": Message("form.layout", _WARN, _("Clause {found} comes where Clause {expected} should be.")),
	"form-points-order": Message(
		"form.layout", _INFO, _("After point {before} comes {expected} in the Vietnamese alphabet, not {found}.")
	),
	"form-no-signer": Message("form.layout", _WARN, _("Nobody is named to sign.")),
	"form-no-receivers": Message("form.layout", _WARN, _("There are no receivers.")),
	"form-not-filed": Message("form.layout", _WARN, _("The last receiver should be the file (“Lưu: VT, …”).")),
	"form-no-targets": Message("form.layout", _WARN, _("The plan has no target with a number.")),
	"form-no-deadlines": Message("form.layout", _WARN, _("The plan names no date by which anything is due.")),
	"form-no-criteria": Message("form.layout", _INFO, _("The plan names no criteria.")),
	"form-no-budget": Message("form.layout", _INFO, _("The plan does not say what pays for it.")),
	"form-slip": Message("form.layout", _WARN, _("“{found}” probably means “{meant}”.")),
}  # fmt: skip


def sentence(finding: Finding, translate: Callable[[str], str] = str) -> str:
	"""The sentence for people: template and terms through `translate`, values in Vietnamese notation."""
	return filled(translate(MESSAGES[finding.code].template), finding.data, translate)


def filled(template: str, data: Mapping[str, object], translate: Callable[[str], str] = str) -> str:
	return template.format(**{name: shown(value, translate) for name, value in data.items()})


def shown(value: object, translate: Callable[[str], str] = str) -> str:
	"""A value as people read it: 31/12/2025, 66,67%, 1.410.000 đồng, a term translated, a list with commas."""
	if isinstance(value, Enum):
		return translate(str(value.value))
	if isinstance(value, Phrase):
		return value.translated(translate)
	if isinstance(value, Term):
		return translate(value)
	if isinstance(value, datetime.date):
		return value.strftime("%d/%m/%Y")
	if isinstance(value, Fraction):
		return percent(value)
	if isinstance(value, Dong):
		return money(value)
	if isinstance(value, Decimal):
		return decimal_comma(value)
	if isinstance(value, Iterable) and not isinstance(value, str):
		return ", ".join(shown(item, translate) for item in value) or "–"
	return str(value)


def percent(share: Fraction) -> str:
	"""Fraction(2, 3) → "66,67%", Fraction(9, 10) → "90%"."""
	return f"{decimal_comma(two_decimals(share * 100))}%"


def two_decimals(number: Fraction) -> Decimal:
	"""Half up, the way minutes give a percentage."""
	exact = Decimal(number.numerator) / Decimal(number.denominator)
	return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def decimal_comma(number: Decimal) -> str:
	"""1.50 → "1,5"; 90.00 → "90"."""
	text = f"{number:f}"
	return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
