"""One dated row of a rule pack and the typed reading of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tdkt_app.rules.case import HonoreeKind, Method
from tdkt_app.rules.keys import CHOICES, KEYS, Value
from tdkt_app.rules.messages import Phrase, Severity

_KINDS = frozenset(kind.value for kind in HonoreeKind)
_METHODS = frozenset(method.value for method in Method)


def _(source: str) -> str:
	"""Mark for the extractor of translations."""
	return source


class RuleValueError(ValueError):
	"""A value of a row is absent or of the wrong kind. Names the row and the value."""

	def __init__(self, row: str, problem: Phrase):
		super().__init__(f"row {row}: {problem}")
		self.problem = problem


@dataclass(frozen=True)
class AwardRule:
	"""What the law says about `key`, from `effective_from` to `effective_to` (both days included, None: open).

	Attributes:
		name: unique within its pack.
		key: a key of `keys.KEYS`.
		legal_source: document and article, as printed.
		award_type, honoree_kind, method: scope; empty means any.
		values: figures of the rule, per `keys.KEYS[key]`; shares as "2/3" or "0.9".
		severity: replaces the default severity of the findings of this row.
		verified: the row was compared with the text of the law.
	"""

	name: str
	key: str
	effective_from: date
	legal_source: str
	effective_to: date | None = None
	award_type: str = ""
	honoree_kind: str = ""
	method: str = ""
	values: Mapping[str, object] = field(default_factory=dict)
	severity: Severity | None = None
	verified: bool = False
	note: str = ""

	@property
	def scope(self) -> tuple[str, str, str]:
		return self.award_type, self.honoree_kind, self.method

	@property
	def specificity(self) -> int:
		"""A row for an award beats one for a kind of honoree, which beats one for a method, which beats a general one."""
		return sum(weight for weight, part in zip((4, 2, 1), self.scope, strict=True) if part)

	def in_force(self, day: date) -> bool:
		return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

	def covers(self, award_type: str, honoree_kind: str, method: str) -> bool:
		return all(
			own in ("", asked)
			for own, asked in zip(self.scope, (award_type, honoree_kind, method), strict=True)
		)

	def count(self, name: str) -> int:
		return self._read(name, Value.COUNT)

	def number(self, name: str) -> Fraction:
		return self._read(name, Value.NUMBER)

	def share(self, name: str) -> Fraction:
		return self._read(name, Value.SHARE)

	def flag(self, name: str) -> bool:
		return self._read(name, Value.FLAG)

	def text(self, name: str) -> str:
		return self._read(name, Value.TEXT)

	def codes(self, name: str) -> tuple[str, ...]:
		return self._read(name, Value.CODES)

	def labels(self, name: str) -> dict[str, str]:
		return self._read(name, Value.LABELS)

	def problems(self) -> list[Phrase]:
		"""What is wrong with scope and values, one sentence each; empty when the row can be applied."""
		described = KEYS[self.key]
		found = [
			Phrase(_("“{word}” is none of: {choices}"), word=word, choices=sorted(known))
			for word, known in ((self.honoree_kind, _KINDS), (self.method, _METHODS))
			if word and word not in known
		]
		found += [
			Phrase(_("value “{name}” is unknown"), name=name)
			for name in self.values
			if name not in described.values
		]
		for name, kind in described.values.items():
			if name in self.values or name in described.required:
				try:
					found += self._not_offered(name, self._read(name, kind))
				except RuleValueError as error:
					found.append(error.problem)
		return found

	def _not_offered(self, name: str, value: object) -> list[Phrase]:
		choices = CHOICES.get((self.key, name))
		words = (value,) if isinstance(value, str) else value
		return [
			Phrase(_("value “{name}”: “{word}” is none of: {choices}"), name=name, word=word, choices=choices)
			for word in (words if choices else ())
			if word not in choices
		]

	def _read(self, name: str, kind: Value):
		try:
			return _READERS[kind](self.values[name])
		except KeyError:
			problem = Phrase(_("value “{name}” is missing"), name=name)
		except (TypeError, ValueError, ZeroDivisionError):
			problem = Phrase(
				_("value “{name}” is {value}, not: {kind}"),
				name=name,
				value=repr(self.values[name]),
				kind=kind,
			)
		raise RuleValueError(self.name, problem)


def _count(value: object) -> int:
	if isinstance(value, bool) or not isinstance(value, int) or value < 0:
		raise ValueError(value)
	return value


def _number(value: object) -> Fraction:
	number = Fraction(str(value))
	if number < 0:
		raise ValueError(value)
	return number


def _share(value: object) -> Fraction:
	share = _number(value)
	if share > 1:
		raise ValueError(value)
	return share


def _flag(value: object) -> bool:
	if value not in (True, False):
		raise ValueError(value)
	return bool(value)


def _text(value: object) -> str:
	if not isinstance(value, str) or not value.strip():
		raise ValueError(value)
	return value


def _codes(value: object) -> tuple[str, ...]:
	if not isinstance(value, list | tuple):
		raise ValueError(value)
	return tuple(_text(code) for code in value)


def _labels(value: object) -> dict[str, str]:
	if not isinstance(value, Mapping):
		raise ValueError(value)
	return {_text(code): _text(label) for code, label in value.items()}


_READERS = {
	Value.COUNT: _count,
	Value.NUMBER: _number,
	Value.SHARE: _share,
	Value.FLAG: _flag,
	Value.TEXT: _text,
	Value.CODES: _codes,
	Value.LABELS: _labels,
}
