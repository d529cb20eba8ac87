"""The signed file of a decision: who attaches it, what is taken, that it stays, and who reads it where."""

from __future__ import annotations

import hashlib
import io
import re

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, MANAGER, NOBODY, OFFICER, UNIT_A, UNIT_B
from tests.site.later_decisions import amended, annulled
from tests.site.test_public_pages import page, published, visit  # noqa: F401


def pdf(text: str = "đã ký", **catalog) -> bytes:
	"""One empty page; `text` makes it another file."""
	from pypdf import PdfWriter
	from pypdf.generic import DictionaryObject, NameObject, TextStringObject

	writer, file = PdfWriter(), io.BytesIO()
	writer.add_blank_page(595, 842)
	writer.add_metadata({"/Title": text})
	for key, words in catalog.items():
		action = {NameObject("/S"): NameObject(words), NameObject("/JS"): TextStringObject("app.alert(1)")}
		writer._root_object[NameObject(f"/{key}")] = DictionaryObject(action)
	writer.write(file)
	return file.getvalue()


def uploaded(decision, content: bytes, name: str = "qd-da-ky.pdf") -> str:
	import frappe

	owner = {"attached_to_doctype": decision.doctype, "attached_to_name": decision.name}
	file = {"doctype": "File", "file_name": name, "content": content, "is_private": 1, **owner}
	return frappe.get_doc(file).insert().file_url


def attached(decision, content: bytes, reason: str = "", name: str = "qd-da-ky.pdf"):
	import frappe

	from tdkt_app.doctype.award_decision import signed_copy

	signed_copy.attach(decision.name, uploaded(decision, content, name), reason)
	return frappe.get_doc("Award Decision", decision.name)


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN])
def test_office_and_chairman_attach_it_and_the_server_takes_its_hash(commune, as_user, user):
	decision = commune.issued()
	with as_user(user):
		decision = attached(decision, pdf())
	assert decision.signed_copy_hash == hashlib.sha256(pdf()).hexdigest()
	assert (decision.signed_copy_by, bool(decision.signed_copy_on)) == (user, True)


@pytest.mark.parametrize("user", [COUNCIL, MANAGER, UNIT_A, NOBODY])
def test_nobody_else_attaches_it(commune, as_user, user):
	import frappe

	from tdkt_app.doctype.award_decision import signed_copy

	decision = commune.issued()
	url = uploaded(decision, pdf())
	with as_user(user), pytest.raises(frappe.PermissionError):
		signed_copy.attach(decision.name, url)


def test_a_draft_has_none(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Only an issued decision"):
		attached(commune.decision(), pdf())


@pytest.mark.parametrize(
	("content", "name", "message"),
	[
		(b"<script>alert(1)</script>", "x.pdf", "must be a PDF"),
		(b"%PDF-1.7 nothing follows", "x.pdf", "damaged"),
		(pdf(), "x.html", "must be a PDF"),
		(pdf(OpenAction="/JavaScript"), "x.pdf", "scripts"),
		(pdf(OpenAction="/Launch"), "x.pdf", "scripts"),
	],
)
def test_only_a_plain_pdf_is_taken(commune, content, name, message):
	import frappe

	decision = commune.issued()
	with pytest.raises(frappe.ValidationError, match=message):
		attached(decision, content, name=name)
	assert not frappe.db.get_value("Award Decision", decision.name, "signed_copy")


def test_the_file_of_another_decision_is_refused(commune):
	import frappe

	from tdkt_app.doctype.award_decision import signed_copy

	first, second = commune.issued(), commune.issued()
	url = uploaded(first, pdf())
	with pytest.raises(frappe.ValidationError, match="Not a file of this document"):
		signed_copy.attach(second.name, url)


def test_it_is_replaced_with_a_reason_which_is_kept(commune, as_user):
	import frappe

	with as_user(OFFICER):
		decision = attached(commune.issued(), pdf("bản một"))
		first = decision.signed_copy_hash
		with pytest.raises(frappe.MandatoryError):
			attached(decision, pdf("bản hai"), "  ", name="lai.pdf")
		replaced = attached(decision, pdf("bản hai"), "Thiếu dấu giáp lai", name="lai.pdf")
	assert replaced.signed_copy_hash == hashlib.sha256(pdf("bản hai")).hexdigest() != first
	assert first in replaced.signed_copy_log and "Thiếu dấu giáp lai" in replaced.signed_copy_log
	for url in (decision.signed_copy, replaced.signed_copy):
		file = frappe.get_doc("File", {"file_url": url})
		with pytest.raises(frappe.PermissionError):
			file.delete()


@pytest.mark.parametrize("field", ["signed_copy", "signed_copy_hash", "signed_copy_log", "check_code"])
def test_no_client_writes_it(commune, as_user, field):
	import frappe

	with as_user(OFFICER):
		decision = attached(commune.issued(), pdf())
		decision.set(field, "/private/files/khac.pdf")
		with pytest.raises(frappe.PermissionError):
			decision.save()


def test_a_draft_cannot_bring_its_own_code(commune):
	decision = commune.decision(check_code="A" * 32, signed_copy="/x.pdf", signed_copy_hash="0" * 64)
	assert not (decision.check_code or decision.signed_copy or decision.signed_copy_hash)


def test_each_issued_decision_has_a_code_of_its_own_and_prints_it(commune):
	import frappe

	first, second = commune.issued(), commune.issued()
	assert re.fullmatch(r"[A-Z2-7]{32}", first.check_code) and first.check_code != second.check_code
	html = frappe.get_print("Award Decision", first.name, "Award Decision", no_letterhead=1)
	assert html.count("data:image/png;base64,") == 1
	draft = frappe.get_print("Award Decision", commune.decision().name, "Award Decision", no_letterhead=1)
	assert "data:image/png" not in draft


def status(html: str) -> str:
	return re.search(r'data-status="([^"]+)"', html)[1]


def test_the_check_page_tells_state_and_hash_and_nobodys_name(commune, page):  # noqa: F811
	decision = attached(commune.issued(), pdf())
	html = page(f"/kiem-tra-quyet-dinh?ma={decision.check_code.lower()}")
	assert status(html) == "valid"
	for text in (decision.decision_number, decision.subject, decision.signed_copy_hash, "năm 2025"):
		assert text in html
	assert "Nguyễn Đình Ái" not in html and "signed-file" not in html  # not published yet
	annulled(commune, decision, 0)
	assert status(page(f"/kiem-tra-quyet-dinh?ma={decision.check_code}")) == "annulled"


def test_an_amended_decision_names_the_amendment(commune, page):  # noqa: F811
	decision = commune.issued()
	correction = {
		"recipient": decision.recipients[0].name,
		"field": "Recipient Name",
		"new_text": "Nguyễn Đình An",
	}
	later = amended(commune, decision, correction)
	html = page(f"/kiem-tra-quyet-dinh?ma={decision.check_code}")
	assert status(html) == "amended" and later.decision_number in html


@pytest.mark.parametrize("code", ["A" * 32, "%27%20or%201=1", "<script>"])
def test_an_unknown_code_tells_nothing(commune, page, code):  # noqa: F811
	commune.issued()
	html = page(f"/kiem-tra-quyet-dinh?ma={code}")
	assert status(html) == "unknown" and 'id="face"' not in html and "<script>" not in html


def test_the_signed_file_of_a_published_decision_is_public_as_it_was_attached(published, page):  # noqa: F811
	import frappe

	decision = published("Nguyễn Văn An")
	assert "signed_decision" not in page("/vinh-danh")
	decision = attached(decision, pdf())
	assert f"signed_decision?code={decision.check_code}" in page("/vinh-danh")
	assert 'id="signed-file"' in page(f"/kiem-tra-quyet-dinh?ma={decision.check_code}")
	reply = asked_by_guest(decision.check_code)
	assert (reply.status_code, reply.mimetype, reply.get_data()) == (200, "application/pdf", pdf())
	path = frappe.get_doc("File", {"file_url": decision.signed_copy}).get_full_path()
	with open(path, "ab") as file:
		file.write(b"x")
	assert asked_by_guest(decision.check_code).status_code == 404


def test_the_signed_file_of_an_unpublished_decision_is_not_public(commune):
	decision = attached(commune.issued(), pdf())
	for code in (decision.check_code, "", "A" * 32):
		assert asked_by_guest(code).status_code == 404


def test_a_unit_finds_the_decisions_that_name_its_people(commune, published, visit):  # noqa: F811
	import frappe

	paper = commune.achievement(state="Verified")
	nomination = commune.nomination(paper, state="Appraised").name
	row = {"honoree": paper.honoree, "achievement": paper.name, "nomination": nomination, "award_type": "GK"}
	signed = attached(commune.act(commune.issued(recipients=[row]), "Publish", OFFICER), pdf())
	unsigned, unpublished = published("Trần Thị Bình"), attached(commune.issued(), pdf())
	link = f"public_files.signed_decision?code={signed.check_code}"
	own_pages = [
		f"/thi-dua/{room}?name={name}"
		for room, name in (("con-nguoi", paper.honoree), ("bao-cao", paper.name), ("de-nghi", nomination))
	]

	def seen(address: str, user: str) -> str:
		reply = visit(address, user)
		return reply.get_data(as_text=True) if reply.status_code == 200 else ""

	assert [address for address in ("/thi-dua", *own_pages) if link not in seen(address, UNIT_A)] == []
	home = seen("/thi-dua", UNIT_A)
	assert f'data-decision="{unsigned.name}"' in home and unsigned.check_code not in home
	assert unpublished.name not in home
	assert 'id="achievements"' in seen("/thi-dua", UNIT_B)
	for user in (UNIT_B, NOBODY, "Guest"):
		assert "signed_decision" not in "".join(seen(address, user) for address in ("/thi-dua", *own_pages))
	frappe.set_user("Administrator")
	annulled(commune, signed, 0)
	assert link not in seen("/thi-dua", UNIT_A)


@pytest.fixture(autouse=True)
def own_address(site):
	"""The limiter counts by address; each test comes from one of its own."""
	import frappe

	frappe.local.request_ip = f"2001:db8::{frappe.generate_hash(length=8)}"
	yield
	frappe.local.request_ip = None


def asked_by_guest(code: str):
	import frappe
	from frappe.utils import set_request

	from tdkt_app.portal.public_files import signed_decision

	frappe.set_user("Guest")
	set_request(method="GET", path="/api/method/tdkt_app.portal.public_files.signed_decision")
	frappe.local.form_dict = frappe._dict(code=code)
	try:
		return signed_decision(code=code)
	finally:
		frappe.set_user("Administrator")
		frappe.local.form_dict = frappe._dict()
		del frappe.local.request
