"""The keys of dated rules: what each one is about, which date chooses its row, and which values a row carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from tdkt_app.rules.case import AwardKind, HonoreeKind, Level, Method


class DateBasis(str, Enum):
	"""The date that chooses the row: the law names one for money and another for procedure."""

	DECISION = "date of the decision"  # NĐ 152/2025/NĐ-CP Art. 49.1
	RECEIVED = "date the dossier was received"  # NĐ 152/2025/NĐ-CP Art. 60.3
	EVENT = "date of the event"  # meeting, annulment, ceremony


class Value(str, Enum):
	"""Kind of a value in a row."""

	COUNT = "whole number"
	NUMBER = "number of 0 or more"
	SHARE = "share between 0 and 1"
	FLAG = "yes or no"
	TEXT = "text"
	CODES = "list of codes"
	LABELS = "codes with their names"


@dataclass(frozen=True)
class RuleKey:
	"""One rule. `required` and `optional` name the values of its rows; `expected`: a date without a row is an error."""

	group: str
	title: str
	basis: DateBasis
	required: Mapping[str, Value] = field(default_factory=dict)
	optional: Mapping[str, Value] = field(default_factory=dict)
	expected: bool = True

	@property
	def values(self) -> dict[str, Value]:
		return {**self.required, **self.optional}


def _(source: str) -> str:
	"""Mark for the extractor of translations."""
	return source


GROUPS: dict[str, str] = {
	"eligibility": _("Eligibility"),
	"double": _("Double reward"),
	"basis": _("Basis of a proposal for merit"),
	"hold": _("Hold, discipline and leave"),
	"ratio": _("Ratio caps"),
	"labour": _("Direct labour"),
	"period": _("Next proposal period"),
	"vote": _("Vote of the council"),
	"money": _("Reward money and fund"),
	"dossier": _("Dossier"),
	"deadline": _("Deadlines"),
	"ceremony": _("Ceremony order"),
	"annulment": _("Annulment"),
	"form": _("Form of the document"),
	"law": _("Changes of the law"),
}

_DECISION, _RECEIVED, _EVENT = DateBasis
_DAYS = {"working_days": Value.COUNT}

KEYS: dict[str, RuleKey] = {
	"eligibility.kind": RuleKey("eligibility", _("Who may receive an award"), _RECEIVED),
	"eligibility.competence": RuleKey(
		"eligibility", _("Which level decides an award"), _DECISION, {"level": Value.TEXT}
	),
	"eligibility.prerequisite": RuleKey(
		"eligibility",
		_("Titles held before, in consecutive years"),
		_RECEIVED,
		# latest_gap: how many years may lie between the last of them and the year of the proposal
		{"titles": Value.CODES, "years": Value.COUNT, "latest_gap": Value.COUNT},
		expected=False,
	),
	"eligibility.initiative": RuleKey("eligibility", _("Recognised initiative"), _RECEIVED, expected=False),
	"eligibility.registration": RuleKey("eligibility", _("Registration for emulation"), _RECEIVED, expected=False),
	"eligibility.completion": RuleKey(
		"eligibility", _("Level of task completion"), _RECEIVED, {"levels": Value.LABELS}, expected=False
	),
	"eligibility.members": RuleKey(
		"eligibility",
		_("Members of a collective who hold a title"),
		_RECEIVED,
		{"title": Value.TEXT, "more_than": Value.SHARE, "discipline_from": Value.TEXT},
		expected=False,
	),
	"double.achievement": RuleKey("double", _("One achievement, one reward"), _RECEIVED),
	"double.titles": RuleKey("double", _("Several titles for one period"), _DECISION),
	"double.title-and-form": RuleKey("double", _("A title and a form at the same time"), _DECISION),
	"basis.merit": RuleKey(
		"basis",
		_("Rewards that do not support a proposal for merit"),
		_RECEIVED,
		{"merit_methods": Value.CODES, "excluded_methods": Value.CODES},
	),
	"hold.pending": RuleKey("hold", _("Proceedings that hold a proposal"), _RECEIVED, {"grounds": Value.LABELS}),
	"hold.discipline": RuleKey("hold", _("Achievements after discipline"), _RECEIVED),
	"hold.leave": RuleKey("hold", _("Leave that counts as working time"), _RECEIVED, {"counts_as_work": Value.CODES}),
	"hold.service": RuleKey(
		"hold", _("Least time worked in the period"), _RECEIVED, {"days": Value.COUNT}, expected=False
	),
	"ratio.cap": RuleKey(
		"ratio",
		_("Cap on the number of an award"),
		_RECEIVED,
		{"of": Value.CODES, "max_share": Value.SHARE, "rounding": Value.TEXT},
		expected=False,
	),
	"ratio.grade": RuleKey(
		"ratio",
		_("Cap on the highest grade of completion"),
		_RECEIVED,
		{"grade": Value.TEXT, "of": Value.CODES, "max_share": Value.SHARE, "rounding": Value.TEXT},
		expected=False,
	),
	"ratio.tie-break": RuleKey("ratio", _("Preference among equals"), _RECEIVED, {"women_share": Value.SHARE}),
	"labour.share": RuleKey(
		"labour", _("Share of people who work directly"), _DECISION, optional={"target": Value.SHARE}
	),
	"period.next": RuleKey(
		"period", _("Where the next period begins"), _RECEIVED, {"methods": Value.CODES}
	),
	"vote.council": RuleKey(
		"vote",
		_("Votes needed and ballot"),
		_EVENT,
		{
			"threshold": Value.SHARE,
			"strictly_more": Value.FLAG,
			"denominator": Value.TEXT,  # "all" members, or those "present"
			"secret_ballot": Value.FLAG,
		},
	),
	"vote.meeting": RuleKey(
		"vote",
		_("Quorum, written opinions and recused members"),
		_EVENT,
		# recused_count: recused members stay in the denominator
		{"quorum": Value.SHARE, "written_opinion": Value.FLAG, "recused_count": Value.FLAG},
	),
	"vote.recusal": RuleKey("vote", _("Members who may not vote"), _EVENT, {"relations": Value.LABELS}),
	"money.multiplier": RuleKey(
		"money", _("Multiplier of the base salary"), _DECISION, {"multiplier": Value.NUMBER}
	),
	"money.rounding": RuleKey(
		"money",
		_("Rounding of reward money"),
		_DECISION,
		# order: "product" rounds multiplier × factor × salary once; "individual" multiplies the rounded individual sum
		{"unit": Value.COUNT, "mode": Value.TEXT, "order": Value.TEXT},
	),
	"money.kind-factor": RuleKey(
		"money",
		_("Collectives and households relative to individuals"),
		_DECISION,
		{"factor": Value.NUMBER},
		expected=False,
	),
	"money.fund": RuleKey(
		"money",
		_("Emulation and commendation fund"),
		_EVENT,
		{"lowland": Value.SHARE, "highland": Value.SHARE, "organising": Value.SHARE},
	),
	"dossier.items": RuleKey("dossier", _("Contents of a dossier"), _RECEIVED, {"items": Value.LABELS, "copies": Value.COUNT}),
	"dossier.short": RuleKey(
		"dossier", _("Short dossier"), _RECEIVED, {"groups": Value.LABELS, "items": Value.LABELS}
	),
	"deadline.decision": RuleKey("deadline", _("Decision on a dossier"), _RECEIVED, _DAYS, expected=False),
	"deadline.appraisal": RuleKey("deadline", _("Appraisal of a dossier"), _RECEIVED, _DAYS, expected=False),
	"deadline.council": RuleKey("deadline", _("Meeting of the council"), _RECEIVED, _DAYS, expected=False),
	"deadline.return-dossier": RuleKey("deadline", _("Return of a dossier that does not qualify"), _RECEIVED, _DAYS),
	"deadline.consultation": RuleKey("deadline", _("Answer of a consulted body"), _RECEIVED, _DAYS),
	"deadline.public-listing": RuleKey(
		"deadline", _("Public listing before the meeting"), _RECEIVED, _DAYS, expected=False
	),
	"deadline.annulment-return": RuleKey("deadline", _("Return after an annulment"), _EVENT, _DAYS),
	"calendar": RuleKey("deadline", _("Announced days off"), _EVENT, {"announced_through": Value.COUNT}),
	"ceremony.order": RuleKey(
		"ceremony",
		_("Order of calling"),
		_EVENT,
		{"levels": Value.CODES, "kinds": Value.CODES, "honorees": Value.CODES},
	),
	"annulment.grounds": RuleKey("annulment", _("Grounds for annulment"), _EVENT, {"grounds": Value.LABELS}),
	"annulment.dossier": RuleKey("annulment", _("Dossier of an annulment"), _EVENT, {"items": Value.LABELS}),
	"annulment.return": RuleKey("annulment", _("Return of object and money"), _EVENT),
	"form.layout": RuleKey("form", _("Layout of administrative documents"), _DECISION),
	"notice.law-06-2026": RuleKey("law", _("Law 06/2026/QH16"), _DECISION, {"text": Value.TEXT}, expected=False),
	"notice.decree-152-lapse": RuleKey("law", _("Lapse of Decree 152/2025"), _DECISION, {"text": Value.TEXT}, expected=False),
	"notice.province-delegation": RuleKey(
		"law", _("Rules delegated to the province"), _DECISION, {"text": Value.TEXT}, expected=False
	),
	"notice.local": RuleKey("law", _("Local notice"), _DECISION, {"text": Value.TEXT}, expected=False),
}  # fmt: skip

# What a value may be, where it is one of a few words.
_LEVELS = tuple(level.value for level in Level)
_METHODS = tuple(method.value for method in Method)
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
	("eligibility.competence", "level"): _LEVELS,
	("basis.merit", "merit_methods"): _METHODS,
	("basis.merit", "excluded_methods"): _METHODS,
	("ratio.cap", "rounding"): ("down", "up", "nearest"),
	("ratio.grade", "rounding"): ("down", "up", "nearest"),
	("period.next", "methods"): _METHODS,
	("vote.council", "denominator"): ("all", "present"),
	("money.rounding", "mode"): ("up", "nearest"),
	("money.rounding", "order"): ("product", "individual"),
	("ceremony.order", "levels"): _LEVELS,
	("ceremony.order", "kinds"): tuple(kind.value for kind in AwardKind),
	("ceremony.order", "honorees"): tuple(kind.value for kind in HonoreeKind),
}

# Values that name awards of the catalogue by their codes.
AWARD_VALUES = frozenset(
	(("eligibility.prerequisite", "titles"), ("eligibility.members", "title"), ("ratio.cap", "of"))
)

VALUE_TITLES: dict[str, str] = {
	"announced_through": _("Announced through the year"),
	"copies": _("Number of sets"),
	"counts_as_work": _("Kinds of leave that count as work"),
	"days": _("Days"),
	"denominator": _("Votes are counted against members"),
	"discipline_from": _("Form of discipline, from"),
	"excluded_methods": _("Methods that do not count"),
	"factor": _("Factor"),
	"grade": _("Grade"),
	"grounds": _("Grounds"),
	"groups": _("Groups of honorees"),
	"highland": _("Share in highlands"),
	"honorees": _("Order of honorees"),
	"items": _("Items"),
	"kinds": _("Order of kinds of award"),
	"latest_gap": _("Years that may lie between"),
	"level": _("Deciding level"),
	"levels": _("Levels"),
	"lowland": _("Share in lowlands"),
	"max_share": _("Largest share"),
	"merit_methods": _("Methods that count as merit"),
	"methods": _("Methods of commendation"),
	"mode": _("Direction of rounding"),
	"more_than": _("More than the share"),
	"multiplier": _("Multiplier of Base Salary"),
	"of": _("Counted of"),
	"order": _("Order of rounding"),
	"organising": _("Share for organising"),
	"quorum": _("Quorum"),
	"recused_count": _("Recused members stay in the denominator"),
	"relations": _("Relations"),
	"rounding": _("Rounding"),
	"secret_ballot": _("Secret ballot"),
	"strictly_more": _("Strictly more than the threshold"),
	"target": _("Target"),
	"text": _("Text"),
	"threshold": _("Threshold"),
	"title": _("Title needed"),
	"titles": _("Titles needed"),
	"unit": _("Unit of rounding in đồng"),
	"women_share": _("Share of women in a collective"),
	"working_days": _("Working days"),
	"written_opinion": _("Written opinions allowed"),
	"years": _("Consecutive years"),
}
