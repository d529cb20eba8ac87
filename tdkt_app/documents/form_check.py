"""Reads a printed document back as the parts that its form is judged by."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_app.documents.engine import BEGIN, END
from tdkt_app.documents.word.inline import classes
from tdkt_app.rules.form import Draft

if TYPE_CHECKING:
	from lxml.html import HtmlElement

_SLIPS = Path(__file__).resolve().parents[1] / "catalogue" / "frequent_slips.json"


@cache
def slips() -> dict[str, str]:
	"""Frequent slips of the pen, each with what is meant."""
	return json.loads(_SLIPS.read_text(encoding="utf-8"))


def draft_of(html: str, in_force: bool = False) -> Draft:
	"""The document inside `html` as it reads; appendices are not looked at. `in_force`: number and day are due."""
	from lxml import html as reader

	root = reader.fragment_fromstring(html.partition(BEGIN)[2].partition(END)[0], create_parent="div")
	for appendix in root.find_class("annexed"):
		appendix.drop_tree()
	second = next(iter(root.find_class("second")), None)
	number, day = ([_text(cell) for cell in second] if second is not None else ("", ""))[:2]
	kind, subject = ([_text(part) for part in next(iter(root.find_class("title")), ())] + ["", ""])[:2]
	number = number.removeprefix("Số:").split("DỰ THẢO")[0].strip()
	return Draft(
		kind=kind,
		subject=subject,
		number="" if number.startswith("/") else number,
		day=day if day and not day.endswith("năm") else "",
		bases=[_text(basis) for basis in root.find_class("basis")],
		paragraphs=[_text(part) for part in root.iter("p") if "basis" not in classes(part) and _text(part)],
		receivers=[_text(line) for cell in root.find_class("receivers") for line in cell if _is_line(line)],
		signer=" ".join(map(_text, root.find_class("signer"))),
		has_table=bool(root.find_class("grid")),
		in_force=in_force,
	)


def _text(element: HtmlElement) -> str:
	return " ".join(element.text_content().split())


def _is_line(element: HtmlElement) -> bool:
	return element.tag == "div" and not {"receivers-head", "code"}.intersection(classes(element))
