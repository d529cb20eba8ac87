"""Values of a row as people type and read them: one line of text per value, or one line per code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.keys import CHOICES, KEYS, Value
from tdkt_app.rules.messages import Phrase, Term, percent

_YES = frozenset(("yes", "có", "1", "true", "x"))
_NO = frozenset(("no", "không", "0", "false"))


def _(source: str) -> str:
	"""Mark for the extractor of translations."""
	return source


HINTS: dict[Value, str] = {
	Value.COUNT: _("a whole number, for example 10000"),
	Value.NUMBER: _("a number, for example 0.3"),
	Value.SHARE: _("a share, for example 2/3, 15% or 0.15"),
	Value.FLAG: _("yes or no"),
	Value.TEXT: _("text"),
	Value.CODES: _("codes, separated by commas"),
	Value.LABELS: _("one “code: name” per line"),
}


class TextError(ValueError):
	"""The text is not of the kind; `problem` is a sentence with the text and what was expected."""

	def __init__(self, text: str, kind: Value):
		self.problem = Phrase(_("“{text}” is not {hint}"), text=text, hint=Phrase(HINTS[kind]))
		super().__init__(self.problem)


def parse(kind: Value, text: str) -> object:
	"""The value in a pack file that a text stands for. Raises TextError.

	Numbers stay text ("2/3"), so that no figure changes on its way through the desk.

	>>> parse(Value.SHARE, "15%")
	'15/100'
	>>> parse(Value.LABELS, "self: chính mình")
	{'self': 'chính mình'}
	"""
	try:
		return _PARSERS[kind](text.strip())
	except (ValueError, ZeroDivisionError):
		raise TextError(text, kind) from None


def write(value: object) -> str:
	"""The text of a value; `parse` with its kind gives back an equal rule."""
	if isinstance(value, bool):
		return "yes" if value else "no"
	if isinstance(value, Mapping):
		return "\n".join(f"{code}: {label}" for code, label in value.items())
	if isinstance(value, list | tuple):
		return ", ".join(map(str, value))
	return str(value)


def hint(key: str, name: str) -> Phrase:
	"""What may be typed for a value of a key; words to choose from are terms."""
	kind, choices = KEYS[key].values[name], tuple(map(Term, CHOICES.get((key, name), ())))
	if not choices:
		return Phrase(HINTS[kind])
	return Phrase(_("one of: {choices}") if kind is Value.TEXT else _("of: {choices}"), choices=choices)


def readable(rule: AwardRule, translate: Callable[[str], str] = str) -> dict[str, str]:
	"""Name of each value → text for people: 15%, 0,3, words translated, names without their codes."""
	kinds = KEYS[rule.key].values
	return {name: _readable(kinds[name], value, translate) for name, value in rule.values.items()}


def _readable(kind: Value, value: object, translate: Callable[[str], str]) -> str:
	if kind is Value.LABELS:
		return ", ".join(value.values())
	if kind is Value.CODES:
		return ", ".join(map(translate, value))
	if kind in (Value.SHARE, Value.NUMBER):
		exact = Fraction(str(value))
		plain = (exact * 10_000).denominator == 1
		return percent(exact) if plain and kind is Value.SHARE else str(value).replace(".", ",")
	return translate(write(value)) if kind is not Value.COUNT else str(value)


def _count(text: str) -> int:
	number = int(text)
	if number < 0:
		raise ValueError(text)
	return number


def _number(text: str) -> str:
	number = text.replace(",", ".")
	if number.endswith("%"):
		number = f"{number[:-1].strip()}/100" if "." not in number else str(Fraction(number[:-1]) / 100)
	if Fraction(number) < 0:
		raise ValueError(text)
	return number


def _share(text: str) -> str:
	share = _number(text)
	if Fraction(share) > 1:
		raise ValueError(text)
	return share


def _flag(text: str) -> bool:
	word = text.lower()
	if word not in _YES | _NO:
		raise ValueError(text)
	return word in _YES


def _text(text: str) -> str:
	if not text:
		raise ValueError(text)
	return text


def _codes(text: str) -> list[str]:
	return [code.strip() for code in text.replace("\n", ",").split(",") if code.strip()]


def _labels(text: str) -> dict[str, str]:
	labels = {}
	for line in filter(str.strip, text.splitlines()):
		code, _colon, label = (part.strip() for part in line.partition(":"))
		if not code or not label or code in labels:
			raise ValueError(line)
		labels[code] = label
	return labels


_PARSERS = {
	Value.COUNT: _count,
	Value.NUMBER: _number,
	Value.SHARE: _share,
	Value.FLAG: _flag,
	Value.TEXT: _text,
	Value.CODES: _codes,
	Value.LABELS: _labels,
}
