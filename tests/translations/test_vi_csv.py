"""translations/vi.csv covers every string of the app and is well made. Frappe reads the file without a header row."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.translations.source_strings import Source, sources_of

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "tdkt_app"
VI_CSV = APP / "translations" / "vi.csv"
GLOSSARY = ROOT / "docs" / "thuat-ngu.md"

# The same in Vietnamese: abbreviations and names.
SAME_IN_BOTH = {"Kanban", "KT.", "PDF", "TL.", "TM.", "TUQ."}

# The platform fills these with an English word that it does not translate; the button reads well without it.
DROPS_PLACEHOLDER = {"{0} View"}

PLACEHOLDER = re.compile(r"\{\w*\}|%s")
# "hoá", "thuỷ": the project writes "hóa", "thủy" as the decrees do.
NEW_STYLE_TONE = re.compile(r"(?:o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])(?![^\W\d_])", re.IGNORECASE)


def read_rows() -> list[tuple[str, ...]]:
	with VI_CSV.open(encoding="utf-8", newline="") as file:
		return [tuple(row) for row in csv.reader(file)]


@cache
def sources() -> list[Source]:
	return sources_of(APP)


ROWS = read_rows()
TRANSLATIONS = {(row[0], row[2] if len(row) > 2 else ""): row[1] for row in ROWS}


def report(lines: list[str]) -> str:
	return "\n" + "\n".join(lines)


def lacking(found: list[Source], translations: dict[tuple[str, str], str]) -> list[str]:
	"""Sources without a row; a row without a context serves every context, as in Frappe."""
	return [
		f"{source.file}: {source.text!r}" + (f" [{source.context}]" if source.context else "")
		for source in found
		if source.text not in SAME_IN_BOTH
		and source.key not in translations
		and (source.text, "") not in translations
	]


def test_every_string_is_translated():
	missing = lacking(sources(), TRANSLATIONS)
	assert not missing, report(missing)


def test_a_string_without_a_row_is_reported_with_its_file():
	found = [Source("tdkt_app/a.py", "Nobody translated this"), Source("tdkt_app/b.js", "Open", "Status")]
	assert lacking(found, {("Open", ""): "Mở"}) == ["tdkt_app/a.py: 'Nobody translated this'"]


@pytest.mark.parametrize(
	("file", "text"),
	[
		("tdkt_app/doctype/award_decision/award_decision.json", "Award Decision"),
		("tdkt_app/doctype/emulation_campaign/emulation_campaign.json", "On the Spot"),
		("tdkt_app/setup/workflows.py", "Send for Signature"),
		("tdkt_app/states.py", "Under Verification"),
		("tdkt_app/rules/messages.py", "No base salary is in force on {day}."),
	],
)
def test_strings_of_the_app_are_seen(file: str, text: str):
	assert Source(file, text) in sources()


def test_rows_have_source_translation_and_at_most_a_context():
	odd = [repr(row) for row in ROWS if len(row) not in (2, 3) or not all(row)]
	assert not odd, report(odd)


def test_each_source_stands_once():
	counted = Counter((row[0], *row[2:]) for row in ROWS)
	twice = [repr(key) for key, count in counted.items() if count > 1]
	assert not twice, report(twice)


def test_placeholders_are_kept():
	changed = [
		f"{source!r} → {text!r}"
		for (source, _context), text in TRANSLATIONS.items()
		if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(text))
		and source not in DROPS_PLACEHOLDER
	]
	assert not changed, report(changed)


def test_nothing_is_left_in_english():
	same = [source for (source, _context), text in TRANSLATIONS.items() if source == text]
	assert set(same) <= SAME_IN_BOTH, report(sorted(set(same) - SAME_IN_BOTH))


def test_no_translation_is_itself_a_source():
	"""The desk translates some labels twice: "Print" → "In" → what stands for the filter "In"."""
	twice = [
		f"{source!r} → {text!r} → {TRANSLATIONS[text, '']!r}"
		for (source, _context), text in TRANSLATIONS.items()
		if TRANSLATIONS.get((text, ""), text) != text
	]
	assert not twice, report(twice)


def test_letters_are_composed():
	"""A decomposed "ệ" looks the same and is not found by search, and fonts set it badly."""
	decomposed = [repr(row) for row in ROWS for text in row if text != unicodedata.normalize("NFC", text)]
	assert not decomposed, report(decomposed)


def test_tone_marks_stand_where_the_decrees_put_them():
	wrong = [text for text in TRANSLATIONS.values() if NEW_STYLE_TONE.search(text)]
	assert not wrong, report(wrong)


@pytest.mark.parametrize(
	("text", "wrong"), [("hoá", True), ("thuỷ", True), ("hóa", False), ("quý", False), ("hoàn", False)]
)
def test_which_tone_marks_are_wrong(text: str, wrong: bool):
	assert bool(NEW_STYLE_TONE.search(text)) is wrong


def test_spaces_at_the_ends_are_kept():
	changed = [
		repr(source)
		for (source, _context), text in TRANSLATIONS.items()
		if outer_space(source) != outer_space(text)
	]
	assert not changed, report(changed)


def outer_space(text: str) -> tuple[str, str]:
	return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_glossary_says_what_the_desk_shows():
	terms = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", GLOSSARY.read_text("utf-8"), re.MULTILINE)
	known = [(term, text) for term, text in terms if (term, "") in TRANSLATIONS]
	assert known, "the glossary has no term of vi.csv"
	differing = [
		f"{term}: glossary {text!r}, vi.csv {TRANSLATIONS[term, '']!r}"
		for term, text in known
		if text != TRANSLATIONS[term, ""]
	]
	assert not differing, report(differing)
