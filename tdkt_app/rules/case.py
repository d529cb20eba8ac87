"""What the rules look at: the award, the honoree, what he received before, the nomination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction


class HonoreeKind(str, Enum):
	INDIVIDUAL = "Individual"
	COLLECTIVE = "Collective"
	HOUSEHOLD = "Household"


class AwardKind(str, Enum):
	TITLE = "Emulation Title"
	FORM = "Form of Commendation"


class Level(str, Enum):
	"""Who decides an award. "District" until 30 June 2025."""

	COMMUNE = "Commune"
	DISTRICT = "District"
	PROVINCE = "Province"
	STATE = "National"
	ARMED_FORCES = "Armed Forces"


class Method(str, Enum):
	"""Phương thức khen thưởng: công trạng, chuyên đề, đột xuất, cống hiến, niên hạn, đối ngoại."""

	REGULAR = "Regular"
	THEMATIC = "Thematic"
	ON_THE_SPOT = "On the Spot"
	CONTRIBUTION = "Contribution"
	LONG_SERVICE = "Long Service"
	EXTERNAL = "External Relations"


@dataclass(frozen=True)
class Period:
	"""Both days included. Raises ValueError when it ends before it begins."""

	start: date
	end: date

	def __post_init__(self):
		if self.end < self.start:
			raise ValueError(f"period ends on {self.end}, before it begins on {self.start}")

	def __str__(self) -> str:
		return f"{self.start:%d/%m/%Y} – {self.end:%d/%m/%Y}"

	@property
	def days(self) -> int:
		return (self.end - self.start).days + 1

	def overlaps(self, other: Period) -> bool:
		return self.start <= other.end and other.start <= self.end

	def dates(self) -> set[date]:
		return {self.start + timedelta(days=number) for number in range(self.days)}


@dataclass(frozen=True)
class AwardType:
	code: str
	name: str
	kind: AwardKind
	kinds: frozenset[HonoreeKind]
	ceremony_order: int = 0

	@classmethod
	def from_row(cls, row: Mapping[str, object]) -> AwardType:
		"""From a row of the catalogue or the fields of the document (award_code, kind, for_individual …)."""
		return cls(
			code=row["award_code"],
			name=row["award_name"],
			kind=AwardKind(row["kind"]),
			kinds=frozenset(kind for kind in HonoreeKind if row[f"for_{kind.value.lower()}"]),
			ceremony_order=int(row["ceremony_order"] or 0),
		)


@dataclass(frozen=True)
class Honoree:
	"""`groups`: codes such as "farmer" that a short dossier is for. `women_share`: of a collective."""

	name: str
	kind: HonoreeKind
	is_woman: bool = False
	women_share: Fraction = Fraction(0)
	direct_labour: bool = False
	is_official: bool = False
	groups: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PastAward:
	"""An award that stands. `period`: the achievement period printed in the decision, None where it gives none."""

	decision: str
	award: AwardType
	decided_on: date
	period: Period | None = None
	method: Method = Method.REGULAR
	achievement: str = ""
	campaign: str = ""

	@property
	def year(self) -> int:
		return self.period.end.year if self.period else self.decided_on.year


@dataclass(frozen=True)
class Hold:
	"""A proceeding that stops consideration from `opened_on` until its conclusion."""

	ground: str
	opened_on: date
	closed_on: date | None = None
	fault_found: bool = False
	document: str = ""


@dataclass(frozen=True)
class Discipline:
	"""`served_until`: the last day of the discipline."""

	form: str
	start: date
	served_until: date


@dataclass(frozen=True)
class Leave:
	kind: str
	period: Period


@dataclass(frozen=True)
class Members:
	"""Of a collective, in the period: how many there are, hold the title, were disciplined from the form up."""

	total: int
	holders: int
	disciplined: int = 0


@dataclass(frozen=True)
class Dossier:
	items: frozenset[str] = frozenset()
	copies: int = 1
	report_by_unit: bool = False


@dataclass(frozen=True)
class Nomination:
	"""An award asked for one honoree.

	Attributes:
		level: who is asked to decide.
		concurrent: codes of the awards asked for the same honoree at the same time.
		basis: past awards cited as grounds; `past`: all of them.
		completion: code of the level of task completion, empty when not recorded.
		dossier: None while it is still being put together.
	"""

	reference: str
	honoree: Honoree
	award: AwardType
	period: Period
	received_on: date
	decided_on: date | None = None
	method: Method = Method.REGULAR
	level: Level = Level.COMMUNE
	achievement: str = ""
	campaign: str = ""
	registered_on: date | None = None
	registration_deadline: date | None = None
	completion: str = ""
	initiative_recognised: bool = False
	concurrent: frozenset[str] = frozenset()
	basis: tuple[PastAward, ...] = ()
	past: tuple[PastAward, ...] = ()
	holds: tuple[Hold, ...] = ()
	disciplines: tuple[Discipline, ...] = ()
	leaves: tuple[Leave, ...] = ()
	members: Members | None = None
	dossier: Dossier | None = None

	@property
	def decision_day(self) -> date:
		"""The date of the decision, or of reception while there is none."""
		return self.decided_on or self.received_on
