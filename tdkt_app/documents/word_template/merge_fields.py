"""What a template may merge: read from the sheets, the very objects the print formats are made of, and given as plain text.

A template never meets a document or another living object: only bare names, lists and texts made here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tdkt_app.documents.fonts import printable
from tdkt_app.documents.word_template.labels import LABELS

MOST_ROUNDS = 100_000  # of all loops of a template together


@dataclass(frozen=True)
class Text:
	label: str


@dataclass(frozen=True)
class Group:
	label: str
	parts: Mapping[str, Node]


@dataclass(frozen=True)
class Many:
	label: str
	of: Node


Node = Text | Group | Many


class TooLong(ValueError):
	"""The loops of a template run longer than any paper needs."""


def of_sheet(sheet: type, label: str) -> Group:
	"""The fields of a sheet's class, its properties included."""
	return Group(label, {name: _node(LABELS[sheet.__name__, name], hint) for name, hint in _parts(sheet)})


def _parts(sheet: type) -> Iterator[tuple[str, Any]]:
	hints = get_type_hints(sheet)
	for field in fields(sheet):
		yield field.name, hints[field.name]
	for name, value in vars(sheet).items():
		if isinstance(value, property):
			yield name, get_type_hints(value.fget)["return"]


def _node(label: str, hint: Any) -> Node:
	if get_origin(hint) in (Union, UnionType):
		(hint,) = (own for own in get_args(hint) if own is not NoneType)
	if get_origin(hint) is tuple:
		own = get_args(hint)
		if own[-1] is Ellipsis:
			return Many(label, _node(label, own[0]))
		pair = {"label": _node("Tên", own[0]), "text": _node("Nội dung", own[1])}
		return Group(label, pair)
	return of_sheet(hint, label) if is_dataclass(hint) else Text(label)


def values_of(value: Any, node: Group) -> dict[str, Any]:
	"""What `node` describes of a sheet or a mapping, as bare names, lists and texts; nothing else gets through."""
	return vars(_plain(value, node, _Budget()))


class _Budget:
	def __init__(self) -> None:
		self.rounds = 0

	def spend(self) -> None:
		self.rounds += 1
		if self.rounds > MOST_ROUNDS:
			raise TooLong


class Rows(list):
	"""A list whose rounds are counted, together with those of all lists of the same paper."""

	def __init__(self, rows: Sequence[Any], budget: _Budget):
		super().__init__(rows)
		self._budget = budget

	def __iter__(self) -> Iterator[Any]:
		for row in super().__iter__():
			self._budget.spend()
			yield row


def _plain(value: Any, node: Node, budget: _Budget) -> Any:
	if isinstance(node, Many):
		return Rows([_plain(row, node.of, budget) for row in value or ()], budget)
	if isinstance(node, Text):
		return _text(value)
	if isinstance(value, tuple):
		value = dict(zip(node.parts, value, strict=True))
	part_of = value.get if isinstance(value, Mapping) else lambda name: getattr(value, name, None)
	return SimpleNamespace(**{name: _plain(part_of(name), part, budget) for name, part in node.parts.items()})


def _text(value: Any) -> str | int:
	if value is None:
		return ""
	if isinstance(value, bool):
		return int(value)
	if isinstance(value, int):
		return value
	if isinstance(value, datetime.date):
		return f"{value:%d/%m/%Y}"
	return printable(str(value))


def sample_of(node: Group) -> dict[str, Any]:
	"""Values that fit `node`, for trying a template out: two rows in every list."""
	return vars(_sample(node, _Budget()))


def _sample(node: Node, budget: _Budget) -> Any:
	if isinstance(node, Group):
		return SimpleNamespace(**{name: _sample(part, budget) for name, part in node.parts.items()})
	return Rows([_sample(node.of, budget)] * 2, budget) if isinstance(node, Many) else "…"
