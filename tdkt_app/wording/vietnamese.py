"""Vietnamese text without a framework: search and sort keys of names, money and dates in words.

Numbers are read here and not by num2words: its Vietnamese (0.5.12 to 0.5.14) drops "không trăm", so that 1.005.000
becomes "một triệu năm nghìn", says "lẻ" for "linh" and "bốn" for "tư", and reads 10^15 as "một trăm nghìn tỷ".
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_LEVEL_TONE = "0"
# Letters that share a base are two characters wide, all others one: the order of the keys is that of the alphabet.
_LETTERS = {
	"a": "aa", "ă": "ab", "â": "ac", "d": "da", "đ": "db", "e": "ea", "ê": "eb",
	"o": "oa", "ô": "ob", "ơ": "oc", "u": "ua", "ư": "ub",
}  # fmt: skip
_NUMBER_MARK = "6"  # above every tone, below every letter
_END_OF_MIDDLE_NAMES = "0"

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000


def unaccent(text: str) -> str:
	"""Lower case without marks, single spaces: "Nguyễn Đình Ái" → "nguyen dinh ai". For searching."""
	plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
	return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def page_address(title: str, name: str, width: int = 80) -> str:
	"""Last part of a page's address, of [a-z0-9-], told apart by the name: ("Đường hoa", "DH-1") → "duong-hoa-dh-1"."""
	words = "-".join(re.findall(r"[a-z0-9]+", unaccent(title)))
	return f"{words[:width]}-{name.lower()}".strip("-")


def sort_key(full_name: str, width: int = 140) -> str:
	"""Key of [a-z0-9] that any ASCII-true collation sorts as a Vietnamese list of people is sorted.

	Given name first, then the middle names, then the family name; within a word the letters a ă â b c d đ e ê …,
	then the tone (ngang, huyền, hỏi, ngã, sắc, nặng); "Tổ 2" before "Tổ 10". Cut to `width` characters, what a Data
	field stores.
	"""
	words = [key for word in full_name.split() if (key := _word_key(word))]
	if not words:
		return ""
	family = words[0] if len(words) > 1 else ""
	return "".join((words[-1], *words[1:-1], _END_OF_MIDDLE_NAMES, family))[:width]


def _word_key(word: str) -> str:
	"""Letters, then one tone digit. The digit ends the word too, since it is below every letter."""
	letters, digits, tone = [], "", _LEVEL_TONE
	for char in [*unicodedata.normalize("NFC", word.lower()), ""]:
		if char.isascii() and char.isdigit():
			digits += char
			continue
		letters.append(_number_key(digits))
		digits = ""
		letter, mark = _split_tone(char)
		tone = mark or tone
		letters.append(letter)
	key = "".join(letters)
	return key + tone if key else ""


def _number_key(digits: str) -> str:
	"""Digits with their count in front, so that 2 sorts before 10."""
	digits = digits.lstrip("0") or digits[-1:]
	return f"{_NUMBER_MARK}{min(len(digits), 9)}{digits}" if digits else ""


def _split_tone(char: str) -> tuple[str, str]:
	"""("ab", "4") for "ắ": key of the letter, digit of the tone; empty where there is none."""
	marks = unicodedata.normalize("NFD", char)
	tone = "".join(_TONES.get(mark, "") for mark in marks)
	letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
	if letter not in _LETTERS:
		letter = unaccent(letter)
	return _LETTERS.get(letter, letter if letter.isascii() and letter.isalpha() else ""), tone


def money(amount: int | float | Decimal) -> str:
	"""1410000 → "1.410.000 đồng". Raises ValueError unless a whole number of đồng, 0 or more."""
	return f"{_whole_dong(amount):,} đồng".replace(",", ".")


def money_in_words(amount: int | float | Decimal) -> str:
	"""1410000 → "Một triệu bốn trăm mười nghìn đồng chẵn" ("chẵn": no part of a đồng follows).

	Raises ValueError unless a whole number of đồng, 0 or more.
	"""
	words = f"{number_in_words(_whole_dong(amount))} đồng chẵn"
	return words[0].upper() + words[1:]


def number_in_words(number: int) -> str:
	"""1005 → "một nghìn không trăm linh năm". Raises ValueError below 0."""
	if number < 0:
		raise ValueError(f"{number} is below 0")
	return _read(number, follows=False) if number else _DIGITS[0]


def figure(value: float | str) -> str:
	"""A number as papers print it, three decimal places at most: 1234.5 → "1.234,5"."""
	whole, _point, part = f"{float(value):,.3f}".partition(".")
	part = part.rstrip("0")
	return whole.replace(",", ".") + (f",{part}" if part else "")


def long_date(date: datetime.date) -> str:
	"""Date as administrative papers print it: "ngày 05 tháng 01 năm 2026", "ngày 12 tháng 3 năm 2026".

	A zero stands before days below 10 and before months 1 and 2. Source: NĐ 30/2020/NĐ-CP Phụ lục I.
	"""
	month = f"{date.month:02}" if date.month < 3 else date.month
	return f"ngày {date.day:02} tháng {month} năm {date.year}"


def _whole_dong(amount: int | float | Decimal) -> int:
	try:
		whole = int(amount)
	except (OverflowError, ValueError):
		raise ValueError(f"{amount} is not an amount in đồng") from None
	if whole != amount or whole < 0:
		raise ValueError(f"{amount} is not a whole number of đồng, 0 or more")
	return whole


def _read(number: int, follows: bool) -> str:
	"""Words of a number above 0. `follows`: higher figures were read before it, so its hundreds are said too."""
	if number >= _BILLION:
		billions, rest = divmod(number, _BILLION)
		return _join(f"{_read(billions, follows)} tỷ", rest)
	for size, name in ((1_000_000, "triệu"), (1_000, "nghìn")):
		if number >= size:
			group, rest = divmod(number, size)
			return _join(f"{_read_group(group, follows)} {name}", rest)
	return _read_group(number, follows)


def _join(head: str, rest: int) -> str:
	return f"{head} {_read(rest, follows=True)}" if rest else head


def _read_group(group: int, follows: bool) -> str:
	"""Words of 1 to 999: linh below ten, mốt, tư and lăm after tens."""
	hundreds, rest = divmod(group, 100)
	tens, units = divmod(rest, 10)
	words = []
	if hundreds or follows:
		words += [_DIGITS[hundreds], "trăm"]
	if tens == 1:
		words.append("mười")
	elif tens:
		words += [_DIGITS[tens], "mươi"]
	elif units and words:
		words.append("linh")
	if units:
		after_tens = {1: "mốt", 4: "tư", 5: "lăm"} if tens > 1 else {5: "lăm"} if tens else {}
		words.append(after_tens.get(units, _DIGITS[units]))
	return " ".join(words)
