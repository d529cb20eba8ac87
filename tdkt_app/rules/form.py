"""14. The form of an administrative document (thể thức): what a reader at the clerk's desk would send back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.pack import RulePack

_NUMBER = re.compile(r"(\d{2,})/[A-ZĐ]+(?:\d{4})?(?:-[A-ZĐ]+)+\Z")
_ROMAN = re.compile(r"([IVXLC]+)\.\s")
_ARTICLE = re.compile(r"Điều (\d+)\.")
_CLAUSE = re.compile(r"(\d{1,2})\.\s")
_POINT = re.compile(r"([a-zđ])[.)]\s")
_DAY = re.compile(
	r"\d{1,2}/\d{1,2}/\d{4}|\bngày \d{1,2}\b|\btháng \d{1,2}\b|\bquý [IV]+\b|\d{1,2}/\d{4}", re.IGNORECASE
)
_TARGET = re.compile(r"\d+(?:[.,]\d+)?\s*%|\bít nhất \d+|\btối thiểu \d+|\btừ \d+ \w+ trở lên", re.IGNORECASE)
# Letters that points are counted with. Source: NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, II.6.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_PLAN = "kế hoạch"


@dataclass(frozen=True)
class Draft:
	"""A document as it reads on paper.

	Attributes:
		kind: "Quyết định", "Kế hoạch" …; `subject`: its trích yếu.
		number: "05/QĐ-UBND", empty while there is only room for it; `day`: empty likewise.
		bases: lines "Căn cứ …"; `paragraphs`: all others in order, headings included; `receivers`: lines of nơi nhận.
		has_table: numeric targets may stand in a table.
		in_force: number and day are due.
	"""

	kind: str
	subject: str = ""
	number: str = ""
	day: str = ""
	bases: Sequence[str] = ()
	paragraphs: Sequence[str] = ()
	receivers: Sequence[str] = ()
	signer: str = ""
	has_table: bool = False
	in_force: bool = False


def check_form(draft: Draft, pack: RulePack, day: date, slips: Mapping[str, str]) -> list[Finding]:
	"""What is missing or wrong in the form of a document; nothing stops it, the clerk decides.

	Args:
		slips: frequent slips of the pen, each with what is meant.
	Source: NĐ 30/2020/NĐ-CP Phụ lục I, Phần I. Example: sections I, II, IV → "form-sections-jump" (III).
	"""
	rule, findings = pack.find("form.layout", day)
	if rule is None:
		return findings
	checks = (_head, _bases, _order, _closing, *((_plan,) if draft.kind.lower() == _PLAN else ()))
	found = [finding for check in checks for finding in check(draft, rule)]
	return [*findings, *found, *_slips(draft, rule, slips)]


def _head(draft: Draft, rule: AwardRule) -> Iterator[Finding]:
	if draft.number and not _number_is_right(draft.number):
		yield Finding.of("form-number", rule, number=draft.number)
	if draft.in_force and not draft.number:
		yield Finding.of("form-no-number", rule)
	if draft.in_force and not draft.day:
		yield Finding.of("form-no-day", rule)
	if not draft.subject.strip():
		yield Finding.of("form-no-subject", rule)


def _number_is_right(number: str) -> bool:
	"""Two digits at least, no zero too many: "05/QĐ-UBND", "112/KH-UBND"."""
	found = _NUMBER.match(number)
	return bool(found) and (len(found[1]) == 2 or not found[1].startswith("0"))


def _bases(draft: Draft, rule: AwardRule) -> Iterator[Finding]:
	if not draft.bases:
		yield Finding.of("form-no-basis", rule)


def _order(draft: Draft, rule: AwardRule) -> Iterator[Finding]:
	"""Sections, articles, clauses and points, each counted on from the one before."""
	yield from _jumps("form-sections-jump", _marks(draft, _ROMAN, _value_of_roman), _roman, rule)
	yield from _jumps("form-articles-jump", _marks(draft, _ARTICLE, int), str, rule)
	for part in _parts(draft.paragraphs):
		yield from _jumps("form-clauses-jump", _numbers(part, _CLAUSE, int), str, rule)
	for part in _parts(draft.paragraphs, clauses=True):
		yield from _points(_numbers(part, _POINT, str), rule)


def _marks(draft: Draft, pattern: re.Pattern, read: Callable[[str], int]) -> list[int]:
	return _numbers(draft.paragraphs, pattern, read)


def _numbers(paragraphs: Iterable[str], pattern: re.Pattern, read: Callable) -> list:
	return [read(found[1]) for text in paragraphs if (found := pattern.match(text))]


def _jumps(
	code: str, numbers: Sequence[int], write: Callable[[int], str], rule: AwardRule
) -> Iterator[Finding]:
	for before, number in zip([0, *numbers], numbers, strict=False):
		if number != before + 1 and number != 1:
			data = {"found": write(number), "expected": write(before + 1)}
			yield Finding.of(code, rule, **data)


def _points(letters: Sequence[str], rule: AwardRule) -> Iterator[Finding]:
	for before, letter in pairwise(letters):
		place = _LETTERS.find(before)
		expected = _LETTERS[place + 1] if 0 <= place < len(_LETTERS) - 1 else ""
		if expected and letter not in (expected, _LETTERS[0]):
			yield Finding.of("form-points-order", rule, found=letter, before=before, expected=expected)
			return  # one is enough: the rest follows from it


def _parts(paragraphs: Sequence[str], clauses: bool = False) -> Iterator[list[str]]:
	"""Paragraphs cut before each section and article, on demand before each clause too."""
	part: list[str] = []
	for text in paragraphs:
		if _ROMAN.match(text) or _ARTICLE.match(text) or (clauses and _CLAUSE.match(text)):
			yield part
			part = []
		part.append(text)
	yield part


def _closing(draft: Draft, rule: AwardRule) -> Iterator[Finding]:
	if not draft.signer.strip():
		yield Finding.of("form-no-signer", rule)
	if not draft.receivers:
		yield Finding.of("form-no-receivers", rule)
	elif not re.match(r"[-–\s]*lưu\b", draft.receivers[-1], re.IGNORECASE):
		yield Finding.of("form-not-filed", rule)


def _plan(draft: Draft, rule: AwardRule) -> Iterator[Finding]:
	"""What a plan cannot be measured by without."""
	text = " ".join(draft.paragraphs)
	if not draft.has_table and not _TARGET.search(text):
		yield Finding.of("form-no-targets", rule)
	if not draft.has_table and not _DAY.search(text):
		yield Finding.of("form-no-deadlines", rule)
	if not re.search(r"tiêu chí|tiêu chuẩn", text, re.IGNORECASE):
		yield Finding.of("form-no-criteria", rule)
	if not re.search(r"kinh phí|nguồn quỹ", text, re.IGNORECASE):
		yield Finding.of("form-no-budget", rule)


def _slips(draft: Draft, rule: AwardRule, slips: Mapping[str, str]) -> Iterator[Finding]:
	texts = [text.lower() for text in (draft.subject, *draft.bases, *draft.paragraphs, *draft.receivers)]
	for slip, meant in slips.items():
		if any(re.search(rf"\b{re.escape(slip)}\b", text) for text in texts):
			yield Finding.of("form-slip", rule, found=slip, meant=meant)


def _value_of_roman(numeral: str) -> int:
	digits = [_ROMAN_DIGITS[digit] for digit in numeral]
	return sum(-one if one < other else one for one, other in zip(digits, [*digits[1:], 0], strict=True))


def _roman(number: int) -> str:
	return _ROMANS[number - 1] if number <= len(_ROMANS) else str(number)
