"""Documents without a site: real templates, real engine, dictionaries for documents; PDFs are read back by poppler."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import DebugUndefined, PackageLoader, PrefixLoader
from jinja2.sandbox import SandboxedEnvironment

import tdkt_app
from tdkt_app.documents import check_code
from tdkt_app.documents.achievement_sheet import achievement_sheet
from tdkt_app.documents.appraisal_sheet import appraisal_sheet
from tdkt_app.documents.authority import Authority
from tdkt_app.documents.award_sheet import AwardType, award_sheet
from tdkt_app.documents.ballot_sheet import ballot_sheet
from tdkt_app.documents.ceremony_sheet import ceremony_sheet
from tdkt_app.documents.consultation_sheet import consultation_sheet
from tdkt_app.documents.correction_sheet import correction_sheet
from tdkt_app.documents.count_sheet import count_sheet
from tdkt_app.documents.invitation_sheet import invitation_sheet
from tdkt_app.documents.launch_sheet import launch_sheet
from tdkt_app.documents.minutes_sheet import minutes_sheet
from tdkt_app.documents.nomination_sheet import nomination_sheet
from tdkt_app.documents.plan_sheet import plan_sheet
from tdkt_app.documents.receipts_sheet import receipts_sheet
from tdkt_app.documents.register_sheet import register_sheet
from tdkt_app.documents.registration_sheet import registration_sheet
from tdkt_app.documents.report_sheet import report_sheet
from tdkt_app.documents.review_sheet import review_sheet
from tdkt_app.rules import case
from tdkt_app.rules.pack import RulePack
from tdkt_app.rules.reference import national_rules

if TYPE_CHECKING:
	from tests.documents.papers import Papers

PACKAGE = Path(tdkt_app.__file__).parent
SETTINGS = {
	"authority_name": "ỦY BAN NHÂN DÂN",
	"commune_name": "XÃ CÁT NÊ",
	"place_name": "Cát Nê",
	"standing_body": "Văn phòng – Thống kê",
}
AWARD_TYPES = {
	"TTLDTT": AwardType(is_title=True, ceremony_order=320),
	"LDTT": AwardType(is_title=True, ceremony_order=350),
	"GK": AwardType(is_title=False, ceremony_order=360),
}
COUNCIL = {"council_name": "Hội đồng Thi đua - Khen thưởng xã", "council_kind": "Emulation and Commendation"}


@dataclass(frozen=True)
class Line:
	"""One line of text on a page: place in mm from the top left corner, size in points."""

	text: str
	left: float
	top: float
	width: float
	size: int
	bold: bool
	italic: bool


@dataclass(frozen=True)
class Paper:
	"""A PDF file read back."""

	path: Path

	@property
	def text(self) -> str:
		return self._poppler("pdftotext", "-layout", self.path, "-")

	@property
	def in_order(self) -> str:
		"""All words in the order of the document, without what stands in the top margin (page numbers)."""
		below_margin = ("-x", 0, "-y", 56, "-W", 842, "-H", 786)  # points
		return " ".join(self._poppler("pdftotext", "-raw", *below_margin, self.path, "-").split())

	@property
	def flat(self) -> str:
		"""All words with single spaces, page numbers included."""
		return " ".join(self.text.split())

	@property
	def pages(self) -> list[str]:
		return self.text.split("\f")[:-1]

	@property
	def faces(self) -> set[str]:
		rows = self._poppler("pdffonts", self.path).splitlines()[2:]
		return {row.split()[0].partition("+")[2] for row in rows}

	@property
	def info(self) -> dict[str, str]:
		rows = (row.partition(":") for row in self._poppler("pdfinfo", self.path).splitlines())
		return {key: value.strip() for key, _, value in rows}

	def lines(self, page: int) -> list[Line]:
		"""Pieces of text of a page (from 1) as pdftohtml finds them."""
		xml = self._poppler(
			"pdftohtml", "-xml", "-stdout", "-i", "-zoom", "1", "-f", page, "-l", page, self.path
		)
		sizes = dict(re.findall(r'<fontspec id="(\d+)" size="(\d+)"', xml))
		point = 25.4 / 72
		return [
			Line(
				text=html.unescape(re.sub("<[^>]+>", "", content)),
				left=int(left) * point,
				top=int(top) * point,
				width=int(width) * point,
				size=int(sizes[font]),
				bold="<b>" in content,
				italic="<i>" in content,
			)
			for top, left, width, font, content in re.findall(
				r'<text top="(-?\d+)" left="(-?\d+)" width="(\d+)" height="\d+" font="(\d+)">(.*?)</text>',
				xml,
			)
		]

	def line(self, text: str, page: int = 1) -> Line:
		"""The first piece of the page that contains `text`."""
		return next(line for line in self.lines(page) if text in line.text)

	def attachments(self) -> str:
		return self._poppler("pdfdetach", "-list", self.path)

	@staticmethod
	def _poppler(*command: object) -> str:
		return subprocess.run(
			[str(part) for part in command], capture_output=True, text=True, check=True
		).stdout


@pytest.fixture(scope="session")
def environment() -> SandboxedEnvironment:
	return jinja()


def jinja() -> SandboxedEnvironment:
	"""Jinja as Frappe sets it up: sandbox, no autoescape, undefined names stay visible, apps as prefixes."""
	environment = SandboxedEnvironment(
		loader=PrefixLoader({"tdkt_app": PackageLoader("tdkt_app", ".")}), undefined=DebugUndefined
	)
	environment.filters["int"] = lambda value: int(value or 0)
	environment.globals["award_decision_sheet"] = lambda doc: award_sheet(
		doc, AWARD_TYPES, Authority.of(SETTINGS)
	)
	environment.globals["decision_check_code"] = lambda doc: (
		check_code.data_uri(f"https://cat-ne.example/kiem-tra-quyet-dinh?ma={doc.check_code}")
		if doc.check_code
		else ""
	)
	environment.globals["emulation_plan_sheet"] = lambda doc: plan_sheet(doc, Authority.of(SETTINGS))
	environment.globals.update(_sheets_of_further_papers())
	return environment


def _sheets_of_further_papers() -> dict[str, Callable]:
	"""As `documents.printed` has them; what the site would look up stands in the document itself."""
	authority = Authority.of(SETTINGS)
	catalogue = json.loads((PACKAGE / "catalogue/award_types.json").read_text())
	awards = {row["award_code"]: case.AwardType.from_row(row) for row in catalogue}
	levels = {row["award_code"]: case.Level(row["decided_by"]) for row in catalogue}
	pack = RulePack(national_rules())
	return {
		"reward_receipts_sheet": lambda doc: receipts_sheet(
			doc, AWARD_TYPES, doc.get("annulled") or (), authority
		),
		"ceremony_script_sheet": lambda doc: ceremony_sheet(
			doc, awards, levels, pack, doc.get("annulled") or (), authority
		),
		"ballot_paper_sheet": lambda doc: ballot_sheet(doc, COUNCIL, authority),
		"vote_count_sheet": lambda doc: count_sheet(doc, COUNCIL, authority),
		"meeting_invitation_sheet": lambda doc: invitation_sheet(doc, COUNCIL, authority),
		"consultation_notice_sheet": lambda doc: consultation_sheet(doc, doc.get("nominees") or [], SETTINGS),
		"achievement_report_sheet": lambda doc: achievement_sheet(
			doc, doc.get("of_honoree"), doc.get("of_unit"), doc.get("past"), doc.get("award"), authority
		),
		"nomination_appraisal_sheet": lambda doc: appraisal_sheet(
			doc, doc.get("unit_name"), doc.get("awards"), doc.get("findings"), doc.get("appraiser"), authority
		),
		"award_nomination_sheet": lambda doc: nomination_sheet(
			doc, doc.get("unit_name") or "", doc.get("put_forward") or [], authority
		),
		"council_minutes_sheet": lambda doc: minutes_sheet(doc, COUNCIL, authority),
		"consolidated_report_sheet": lambda doc: report_sheet(doc, authority),
		"concerned_sheet": lambda doc: correction_sheet(doc, doc.get("concerned"), authority),
		"award_register_sheet": lambda doc: register_sheet(doc.get("rows"), {}, 2026, authority),
		"campaign_launch_sheet": lambda doc: launch_sheet(
			doc, doc.get("of_unit"), doc.get("of_plan"), doc.get("names"), doc.get("bases") or (), SETTINGS
		),
		"campaign_registration_sheet": lambda doc: registration_sheet(
			doc, doc.get("of_unit"), doc.get("names"), authority
		),
		"campaign_review_sheet": lambda doc: review_sheet(
			doc, doc.get("of_unit"), doc.get("of_campaign"), authority
		),
	}


@pytest.fixture(scope="session")
def papers(environment, tmp_path_factory) -> Papers:
	"""Every paper of the samples, rendered once for all tests that ask."""
	from tests.documents.papers import Papers

	return Papers(environment, tmp_path_factory.mktemp("papers"))


@pytest.fixture
def paper(papers) -> Callable[[str], Paper]:
	"""`paper(html)` prints marked HTML."""
	return papers.printed


@pytest.fixture
def layout(environment) -> Callable[..., str]:
	"""`layout("{{ nd30.title(…) }}", **names)` is a document made of the given parts."""

	def render(body: str, options: str = "title='Thử'", **names) -> str:
		source = (
			'{% import "tdkt_app/templates/documents/nd30.html" as nd30 %}'
			"{% autoescape true %}{% call nd30.paper("
			+ options
			+ ") %}"
			+ body
			+ "{% endcall %}{% endautoescape %}"
		)
		return environment.from_string(source).render(**names)

	return render


@pytest.fixture
def authority() -> Authority:
	return Authority.of(SETTINGS)


@pytest.fixture
def decision_html(environment) -> Callable[[dict], str]:
	template = (PACKAGE / "print_format/award_decision/award_decision.html").read_text()
	return lambda doc: environment.from_string(template).render(doc=doc)


@pytest.fixture
def plan_html(environment) -> Callable[[dict], str]:
	template = (PACKAGE / "print_format/emulation_plan/emulation_plan.html").read_text()
	return lambda doc: environment.from_string(template).render(doc=doc)


@pytest.fixture
def format_html(environment) -> Callable[[str, dict], str]:
	"""`format_html("ballot_paper", doc)` is the document in the print format of that folder."""

	def render(folder: str, doc: dict) -> str:
		template = (PACKAGE / "print_format" / folder / f"{folder}.html").read_text()
		return environment.from_string(template).render(doc=doc)

	return render


@pytest.fixture
def printed_as(format_html, paper) -> Callable[[str, dict], Paper]:
	return lambda folder, doc: paper(format_html(folder, doc))
