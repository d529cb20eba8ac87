"""Sentences of the demo's papers: one pattern, many wordings, always the same for the same source of chance. No frappe."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

_WORDS = re.compile(r"\[([^\]]*)\]")
_NUMBER = re.compile(r"\{(\d+)-(\d+)(?::(\d+))?\}")


def worded(pattern: str, chance: random.Random, **facts: str) -> str:
	"""`[a|b]` becomes one of the words, `{10-90:5}` a number of that range in steps of 5, `{unit}` a fact."""

	def number(slot: re.Match) -> str:
		low, high, step = slot.groups(default="1")
		return f"{chance.randrange(int(low), int(high) + 1, int(step)):,}".replace(",", ".")

	text = _WORDS.sub(lambda slot: chance.choice(slot[1].split("|")), pattern)
	text = _NUMBER.sub(number, text)
	for fact, value in facts.items():
		text = text.replace(f"{{{fact}}}", value)
	return text[:1].upper() + text[1:]


def in_a_sentence(unit: Mapping) -> str:
	"""“xóm Đình”: the common word of a hamlet's name begins small."""
	name = unit["unit_name"]
	return name[0].lower() + name[1:] if unit["unit_type"] == "Hamlet" else name
