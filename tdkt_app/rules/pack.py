"""Rule packs: the national rows, one local set on top, and the choice of the one row for a rule and a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Finding, merged
from tdkt_app.rules.keys import AWARD_VALUES, KEYS
from tdkt_app.rules.messages import MESSAGES, Term


@dataclass(frozen=True)
class RuleSet:
	"""The rows that one authority issued: the nation, or a province or commune."""

	name: str
	title: str = ""
	rows: tuple[AwardRule, ...] = ()


class Found(NamedTuple):
	"""The row that applies, if exactly one does, and what must be said about the choice."""

	rule: AwardRule | None
	findings: list[Finding]


class Change(NamedTuple):
	"""A row that begins to be in force, or is no longer, on `day`."""

	day: date
	rule: AwardRule
	begins: bool


@dataclass(frozen=True)
class RulePack:
	"""National rules with a local set on top that overrides them row by row.

	A local row takes the place of the national row of the same key and scope on the days it is in force; a national
	row for one award still beats a local row for all awards.
	"""

	national: RuleSet
	local: RuleSet | None = None
	_by_key: dict[str, list[tuple[bool, AwardRule]]] = field(init=False, repr=False, compare=False)

	def __post_init__(self):
		by_key = defaultdict(list)
		for is_local, rule in self._all_rows():
			by_key[rule.key].append((is_local, rule))
		object.__setattr__(self, "_by_key", dict(by_key))

	def find(
		self, key: str, day: date, award_type: str = "", honoree_kind: str = "", method: str = ""
	) -> Found:
		"""The one row for `key` on `day`.

		Findings: no row although one is expected, two rows that fit equally well, a row not verified.
		"""
		best: list[AwardRule] = []
		best_rank = (-1, False)
		for is_local, rule in self._by_key.get(key, ()):
			if not rule.in_force(day) or not rule.covers(award_type, honoree_kind, method):
				continue
			rank = (rule.specificity, is_local)
			if rank >= best_rank:
				best = [*best, rule] if rank == best_rank else [rule]
				best_rank = rank
		if not best:
			title = Term(KEYS[key].title)
			missing = Finding.of("rule-missing", rule_key=title, award=Term(award_type) or "–", day=day)
			return Found(None, [missing] if KEYS[key].expected else [])
		if len(best) > 1:
			return Found(None, [_overlap(best[0], best[1], day)])
		(rule,) = best
		return Found(rule, [] if rule.verified else [_unverified(rule)])

	def changes(self, after: date, until: date) -> list[Change]:
		"""Rows that begin or stop being in force after `after`, up to and including `until`, in order of date."""
		changes = []
		for _, rule in self._all_rows():
			changes.append(Change(rule.effective_from, rule, begins=True))
			if rule.effective_to is not None:
				changes.append(Change(rule.effective_to + timedelta(days=1), rule, begins=False))
		return sorted(
			(c for c in changes if after < c.day <= until), key=lambda c: (c.day, c.begins, c.rule.name)
		)

	def _all_rows(self) -> Iterator[tuple[bool, AwardRule]]:
		yield from ((False, rule) for rule in self.national.rows)
		if self.local is not None:
			yield from ((True, rule) for rule in self.local.rows)


def _unverified(rule: AwardRule) -> Finding:
	"""Keeps its own severity: that of the row is for what the rule says, not for doubts about it."""
	found = Finding.of("rule-unverified", rule, row=rule.name)
	return replace(found, severity=MESSAGES[found.code].severity)


def check_rule_set(rules: RuleSet) -> list[Finding]:
	"""Everything that is wrong with the rows of one set: names, keys, values, dates, overlaps and gaps."""
	findings = [*_duplicate_names(rules.rows)]
	by_scope = defaultdict(list)
	for row in rules.rows:
		if row.key not in KEYS:
			findings.append(Finding.of("rule-unknown-key", subject=row.name, row=row.name, rule_key=row.key))
			continue
		findings += [
			Finding.of(
				"rule-bad-value", subject=row.name, row=row.name, day=row.effective_from, problem=problem
			)
			for problem in row.problems()
		]
		if row.effective_to is not None and row.effective_to < row.effective_from:
			findings.append(
				Finding.of(
					"rule-dates-reversed",
					subject=row.name,
					row=row.name,
					day=row.effective_from,
					end=row.effective_to,
				)
			)
			continue
		by_scope[(row.key, *row.scope)].append(row)
	for rows in by_scope.values():
		findings += _overlaps_and_gaps(sorted(rows, key=lambda row: row.effective_from))
	return merged(findings)


def check_awards(rules: RuleSet, catalogue: Collection[str]) -> list[Finding]:
	"""Awards that rows name, in their scope or in a value, and that are not in the catalogue."""
	return [
		Finding.of("rule-unknown-award", subject=row.name, row=row.name, day=row.effective_from, award=award)
		for row in rules.rows
		for award in _awards_of(row)
		if award not in catalogue
	]


def _awards_of(row: AwardRule) -> Iterator[str]:
	if row.award_type:
		yield row.award_type
	for name, value in row.values.items():
		if (row.key, name) in AWARD_VALUES:
			yield from (value,) if isinstance(value, str) else value


def _overlaps_and_gaps(rows: list[AwardRule]) -> Iterator[Finding]:
	"""Of rows of one key and scope, in order of their first day."""
	last = rows[0]
	for row in rows[1:]:
		if last.in_force(row.effective_from):
			yield _overlap(last, row, row.effective_from)
		elif (free := last.effective_to + timedelta(days=1)) < row.effective_from:
			yield Finding.of(
				"rule-gap",
				subject=row.name,
				row=last.name,
				other_row=row.name,
				gap_from=free,
				gap_to=row.effective_from - timedelta(days=1),
			)
		last = max(last, row, key=lambda rule: rule.effective_to or date.max)


def _overlap(one: AwardRule, other: AwardRule, day: date) -> Finding:
	return Finding.of("rule-overlap", subject=other.name, row=one.name, other_row=other.name, day=day)


def _duplicate_names(rows: Iterable[AwardRule]) -> Iterator[Finding]:
	seen = set()
	for row in rows:
		if row.name in seen:
			yield Finding.of("rule-duplicate-name", subject=row.name, row=row.name)
		seen.add(row.name)
