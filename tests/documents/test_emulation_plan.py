"""The emulation plan on paper: the commune's plan of 2025 comes out as it was written, section by section."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

import tdkt_app

ORIGINAL = Path(__file__).with_name("plan-cat-ne-2025.txt")
PLANS = Path(tdkt_app.__file__).parent / "setup/demo/data/plans.json"
# Where the sections of the original begin; "II. …" is followed by "IV. …" in it.
SECTIONS = {
	"heading": "ỦY BAN NHÂN DÂN",
	"title": "KẾ HOẠCH",
	"introduction": "Năm 2025 là năm tiến hành",
	"I": "I. MỤC ĐÍCH, YÊU CẦU",
	"I.1": "1. Mục đích",
	"I.2": "2. Yêu cầu",
	"II": "II. NỘI DUNG THI ĐUA",
	"II.1": "1. Tổ chức hiệu quả",
	**{f"II.1.{letter}": f"{letter}. {word} " for letter, word in [
		("a", "Thi"), ("b", "Thi"), ("c", "Thực"), ("d", "Nâng"), ("e", "Thi"), ("f", "Xây"), ("g", "Thi"),
	]},
	"II.2": "2. Tiếp tục tăng cường",
	"II.3": "3. Kịp thời khen thưởng",
	"II.4": "4. Công tác điển hình",
	"IV": "IV. TỔ CHỨC THỰC HIỆN",
	"IV.1": "1. Đề nghị Mặt trận",
	"IV.2": "2. Các cơ quan, đơn vị",
	"IV.3": "3. Đề nghị công chức",
	"IV.4": "4. Giao công chức",
	"conclusion": "Trên đây là kế hoạch",
	"receivers": "Nơi nhận:",
	"signature": "CHỦ TỊCH",
}  # fmt: skip
PARAGRAPHS = ("introduction", "purposes", "requirements", "other_contents", "conclusion", "recipients_note")


class Fields(dict):
	"""A document's values by attribute and by `get`, as print formats read them."""

	__getattr__ = dict.get


def plan(key: str, **fields) -> Fields:
	row = next(row for row in json.loads(PLANS.read_text("utf-8")) if row["key"] == key)
	values = {**row, **{field: "\n".join(row.get(field, ())) for field in PARAGRAPHS}}
	for table in ("contents", "targets", "tasks"):
		values[table] = [Fields(entry) for entry in row.get(table, ())]
	values["legal_bases"] = [Fields(basis=basis) for basis in row.get("legal_bases", ())]
	return Fields({**values, "docstatus": 0, "workflow_state": "Awaiting Approval", **fields})


def sections(text: str) -> dict[str, str]:
	"""The text cut where each section begins, one after the other."""
	text = " ".join(unicodedata.normalize("NFC", text).split())
	starts = [0]
	for opening in [*SECTIONS.values()][1:]:
		starts.append(text.index(opening, starts[-1] + 1))
	ends = [*starts[1:], len(text)]
	return {name: text[start:end].strip() for name, start, end in zip(SECTIONS, starts, ends, strict=True)}


@pytest.fixture
def printed(paper, plan_html):
	return lambda key, **fields: paper(plan_html(plan(key, **fields)))


@pytest.fixture(scope="module")
def original() -> dict[str, str]:
	return sections(ORIGINAL.read_text("utf-8"))


def test_printed_plan_is_the_original(printed, original):
	"""Put before the chairman it has no number and no day yet, as the original."""
	assert sections(printed("2025").in_order) == original


def test_sections_of_the_original_are_all_there(original):
	"""The cut is not empty anywhere: a section that got lost would otherwise equal a section that got lost."""
	assert original["heading"].endswith("Số: /KH-UBND Cát Nê, ngày tháng 01 năm 2025")
	assert all(
		len(text) > len(SECTIONS[name]) for name, text in original.items() if name not in ("I", "II", "IV")
	)
	assert sum(map(len, original.values())) > 7_000


def test_issued_plan_differs_by_number_and_day_alone(printed, original):
	issued = sections(
		printed("2025", docstatus=1, workflow_state="Issued", plan_number="03/KH-UBND").in_order
	)
	assert issued["heading"].endswith("Số: 03/KH-UBND Cát Nê, ngày 10 tháng 01 năm 2025")
	assert {**issued, "heading": ""} == {**original, "heading": ""}


@pytest.mark.parametrize(
	("docstatus", "state", "marked"),
	[(0, "Draft", True), (0, None, True), (0, "Awaiting Approval", False), (1, "Issued", False)],
)
def test_draft_says_so(printed, docstatus, state, marked):
	assert ("DỰ THẢO" in printed("2025", docstatus=docstatus, workflow_state=state).flat) is marked


def test_targets_are_section_three(printed):
	flat = printed("2026", workflow_state="Draft").flat
	assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022." in flat
	assert flat.index("III. CHỈ TIÊU THI ĐUA") < flat.index("IV. TỔ CHỨC THỰC HIỆN")
	assert re.search(r"1 .*?% 92,5 .*?15/11/2026", flat)
	assert "1.200" in flat and "Các xóm" in flat


def test_without_targets_sections_are_counted_on(printed):
	flat = printed("2026", targets=[]).flat
	assert "III. TỔ CHỨC THỰC HIỆN" in flat and "CHỈ TIÊU THI ĐUA" not in flat


def test_headings_are_bold_and_stay_with_their_text(printed):
	result = printed("2025")
	pages = range(1, len(result.pages) + 1)
	lines = [line for page in pages for line in result.lines(page)]
	heads = [line for line in lines if re.match(r"(I|II|IV)\. [A-ZĐÂ]", line.text)]
	assert len(heads) == 3 and all(line.bold and line.size == 14 for line in heads)
	assert not any(
		re.search(r"(YÊU CẦU|Mục đích|Yêu cầu|THI ĐUA|THỰC HIỆN)$", page.strip()) for page in result.pages
	)


def test_only_tinos_is_embedded(printed):
	assert all(face.startswith("Tinos") for face in printed("2026").faces)


def test_hostile_text_is_printed_as_text(plan_html):
	bad = "<script>alert(1)</script><img src=x>"
	texts = {
		field: bad
		for field in (
			*PARAGRAPHS,
			"plan_title",
			"content_lead",
			"implementation_heading",
			"place_name",
			"symbol",
		)
	}
	rows = {
		"contents": [Fields(text=bad)],
		"tasks": [Fields(text=bad)],
		"targets": [Fields(target_name=bad, measure=bad, party=bad)],
		"legal_bases": [Fields(basis=bad)],
	}
	source = plan_html(plan("2026", **texts, **rows))
	assert "<script" not in source and "<img" not in source
	assert source.count("&lt;script&gt;") >= len(texts) + 6
