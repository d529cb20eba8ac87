"""Certificates: serials without gaps, codes nobody guesses, a public page that tells no more than the paper."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, MANAGER, NOBODY, OFFICER, UNIT_A
from tests.site.later_decisions import amended, annulled, historical, issued_for

REPO = Path(__file__).parents[2]
# One process of several: issues the certificates of its own decision.
ISSUER = """
import sys, frappe
from tdkt_app.doctype.award_certificate.register import issue_certificates

frappe.init(site=sys.argv[1], sites_path=".")
frappe.connect()
frappe.set_user("Administrator")
for decision in sys.argv[2:]:
	try:
		issue_certificates(decision)
		frappe.db.commit()
	except frappe.ValidationError:
		frappe.db.rollback()
"""


def issue(decision, user: str = OFFICER) -> list:
	import frappe

	from tdkt_app.doctype.award_certificate.register import issue_certificates

	before = frappe.session.user
	frappe.set_user(user)
	try:
		return [frappe.get_doc("Award Certificate", name) for name in issue_certificates(decision.name)]
	finally:
		frappe.set_user(before)


def reissue(certificate, reason: str = "Ghi sai tên", user: str = OFFICER):
	import frappe

	from tdkt_app.doctype.award_certificate import register

	before = frappe.session.user
	frappe.set_user(user)
	try:
		return frappe.get_doc("Award Certificate", register.reissue(certificate.name, reason))
	finally:
		frappe.set_user(before)


@pytest.fixture
def decision(commune):
	return issued_for(commune, "Nguyễn Đình Ái", "Trần Thị Bình", decision_date="2037-09-05")


def test_one_for_each_recipient_in_the_order_of_the_decision(decision):
	first, second = issue(decision)
	assert [c.recipient_name for c in (first, second)] == ["Nguyễn Đình Ái", "Trần Thị Bình"]
	assert [c.serial_text for c in (first, second)] == ["01/2037", "02/2037"]
	assert (first.decision_number, str(first.decision_date)) == (decision.decision_number, "2037-09-05")
	assert (first.commune_name, first.signer_name) == (decision.commune_name, "Trần Quang Thái")
	assert first.recipient == decision.recipients[0].name and first.status == "Valid"


def test_serials_go_on_through_the_year(commune, decision):
	issue(decision)
	other = issued_for(commune, "Lê Văn Cường", decision_date="2037-12-01")
	next_year = issued_for(commune, "Lê Văn Cường", decision_date="2038-01-02")
	assert [issue(one)[0].serial_text for one in (other, next_year)] == ["03/2037", "01/2038"]


def test_nothing_is_issued_twice(decision):
	import frappe

	issue(decision)
	with pytest.raises(frappe.ValidationError, match="has one already"):
		issue(decision)
	assert frappe.db.count("Award Certificate", {"decision": decision.name}) == 2


def test_codes_are_random_and_long(decision):
	first, second = (c.verification_code for c in issue(decision))
	assert first != second
	assert all(re.fullmatch(r"[A-Z2-7]{32}", code) for code in (first, second))  # 32 × 5 = 160 bits


def test_awards_without_a_certificate(commune):
	import frappe

	decision = commune.issued(commune.achievement(kind="Household", state="Verified"), award="GDVH")
	with pytest.raises(frappe.ValidationError, match="has one already"):
		issue(decision)


def test_neither_a_draft_nor_an_annulment_nor_the_past_has_certificates(commune, decision):
	import frappe

	draft = commune.decision(decision_date="2037-09-05")
	taken_back = annulled(commune, decision, 0, decision_date="2037-10-01")
	past = historical(commune, OFFICER)
	with commune.as_user(CHAIRMAN):
		frappe.get_doc("Award Decision", past.name).submit()
	for paper in (draft, taken_back, past):
		with pytest.raises(frappe.ValidationError, match="issued awarding decision"):
			issue(paper)


def test_annulled_award_gets_none(commune, decision):
	annulled(commune, decision, 0, decision_date="2037-10-01")
	assert [c.recipient_name for c in issue(decision)] == ["Trần Thị Bình"]


def test_reissue(commune, decision):
	import frappe

	old = issue(decision)[0]
	correction = {"recipient": old.recipient, "field": "Recipient Name", "new_text": "Nguyễn Đình Ánh"}
	amended(commune, decision, correction, decision_date="2037-10-01")
	new = reissue(old)
	old.reload()
	assert (old.status, old.recipient_name) == ("Replaced", "Nguyễn Đình Ái")
	assert (new.status, new.recipient_name, new.replaces) == ("Valid", "Nguyễn Đình Ánh", old.name)
	assert new.serial_text == "03/2037" and new.reissue_reason == "Ghi sai tên"
	assert new.verification_code != old.verification_code
	with pytest.raises(frappe.ValidationError, match="only a valid one"):
		reissue(old)


def test_reissue_needs_a_reason(decision):
	import frappe

	with pytest.raises(frappe.MandatoryError, match="why"):
		reissue(issue(decision)[0], "  ")


def test_revoked_certificate_is_not_issued_again(commune, decision):
	import frappe

	old = issue(decision)[0]
	annulled(commune, decision, 0, decision_date="2037-10-01")
	with pytest.raises(frappe.ValidationError, match="Revoked"):
		reissue(old)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, AUDITOR, UNIT_A, NOBODY])
def test_only_the_officer_issues(decision, user):
	import frappe

	with pytest.raises(frappe.PermissionError):
		issue(decision, user)
	certificate = issue(decision)[0]
	with pytest.raises(frappe.PermissionError):
		reissue(certificate, user=user)


@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
@pytest.mark.parametrize(
	"field",
	["recipient_name", "award_name", "serial", "serial_text", "status", "verification_code", "decision_date"],
)
def test_field_of_a_certificate(decision, as_user, field, user):
	import frappe

	certificate = issue(decision)[0]
	before = certificate.get(field)
	certificate.set(field, "2030-01-01" if field == "decision_date" else 7)
	with as_user(user), pytest.raises(frappe.PermissionError):
		certificate.save()
	assert frappe.db.get_value("Award Certificate", certificate.name, field) == before


@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
def test_nobody_writes_or_deletes_one(decision, as_user, user):
	import frappe

	certificate = issue(decision)[0]
	with as_user(user):
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc({"doctype": "Award Certificate", "recipient_name": "Tôi"}).insert()
		with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
			frappe.delete_doc("Award Certificate", certificate.name, force=True)
	assert frappe.db.exists("Award Certificate", certificate.name)


@pytest.mark.parametrize(
	("user", "reads"),
	[
		(OFFICER, True),
		(CHAIRMAN, True),
		(COUNCIL, True),
		(MANAGER, True),
		(AUDITOR, True),
		(UNIT_A, False),
		(NOBODY, False),
		("Guest", False),
	],
)
def test_who_reads_certificates(decision, user, reads):
	import frappe

	name = issue(decision)[0].name
	assert frappe.has_permission("Award Certificate", "read", doc=name, user=user) is reads
	assert not frappe.has_permission("Award Certificate", "write", doc=name, user=user)


def test_queries_do_not_grow_with_the_recipients(commune, count_queries):
	def queries_for(count: int) -> int:
		decision = issued_for(commune, *(f"Người {number}" for number in range(count)))
		with count_queries() as queries:
			assert len(issue_only(decision)) == count
		return len(queries)

	def issue_only(decision):
		from tdkt_app.doctype.award_certificate.register import issue_certificates

		return issue_certificates(decision.name)

	queries_for(1)
	assert queries_for(2) == queries_for(9)


def test_serials_in_parallel(commune, site):
	"""Four processes, each through the same six decisions: 1 to 12, nobody twice."""
	import frappe

	year = 2041
	decisions = [
		issued_for(commune, f"Một {number}", f"Hai {number}", decision_date=f"{year}-03-0{number + 1}").name
		for number in range(6)
	]
	frappe.db.commit()

	def run(worker: int) -> None:
		order = [*decisions[worker:], *decisions[:worker]]
		command = [sys.executable, "-c", ISSUER, site, *order]
		env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPO), os.environ.get("PYTHONPATH", "")])}
		done = subprocess.run(command, cwd=os.getcwd(), env=env, capture_output=True, text=True, timeout=240)
		assert done.returncode == 0, done.stderr

	with ThreadPoolExecutor(4) as pool:
		list(pool.map(run, range(4)))
	frappe.db.rollback()
	rows = frappe.get_all("Award Certificate", {"serial_year": year}, ["serial", "recipient"])
	assert sorted(row.serial for row in rows) == list(range(1, 13))
	assert len({row.recipient for row in rows}) == 12


# The public page


@pytest.fixture
def shown(commune):
	"""In a year of its own: real requests see only what is committed, and that stays."""
	return issued_for(commune, "Nguyễn Đình Ái", "Trần Thị Bình", decision_date="2039-09-05")


@pytest.fixture
def page(http, site):
	"""`page(code)`: what a guest sees; each test has its own address for the limiter."""
	import frappe

	address = f"10.{hash(frappe.generate_hash()) % 250}.{hash(frappe.generate_hash()) % 250}.7"

	def ask(code: str | None = None, **headers):
		query = {"ma": code} if code is not None else {}
		headers = {"X-Forwarded-For": address, "Accept": "text/html", **headers}
		return http("GET", "/kiem-tra", headers=headers, query_string=query)

	return ask


def status_in(reply) -> str:
	found = re.search(r'data-status="([a-z-]+)"', reply.get_data(as_text=True))
	return found.group(1) if found else ""


def test_page_answers(commune, shown, page):
	import frappe

	valid, old = issue(shown)
	new = reissue(old)
	revoked = issue(issued_for(commune, "Lê Văn Cường", decision_date="2039-11-01"))[0]
	annulled(commune, frappe.get_doc("Award Decision", revoked.decision), 0, decision_date="2039-12-01")
	frappe.db.commit()
	answers = {
		status: page(certificate.verification_code)
		for status, certificate in (("valid", valid), ("replaced", old), ("revoked", revoked))
	}
	answers["unknown"] = page("A" * 32)
	assert {status: status_in(reply) for status, reply in answers.items()} == {s: s for s in answers}
	assert {reply.status_code for reply in answers.values()} == {200}
	assert status_in(page(new.verification_code)) == "valid"
	text = answers["valid"].get_data(as_text=True)
	assert "Nguyễn Đình Ái" in text and valid.serial_text in text and "ngày 05 tháng 9 năm 2039" in text
	assert "Giấy còn giá trị." in text and 'name="viewport"' in text and "noindex" in text
	for hidden in (valid.name, valid.recipient, valid.honoree, shown.name, "710.000", OFFICER):
		assert hidden not in text.replace(f"ma={valid.verification_code}", "")


@pytest.mark.parametrize("typed", ["lower", "grouped", "dashed"])
def test_code_as_people_type_it(shown, page, typed):
	import frappe

	code = issue(shown)[0].verification_code
	frappe.db.commit()
	groups = [code[start : start + 4] for start in range(0, 32, 4)]
	written = {"lower": code.lower(), "grouped": " ".join(groups), "dashed": "-".join(groups)}[typed]
	assert status_in(page(written)) == "valid"


@pytest.mark.parametrize(
	"code",
	["GCN-2026-00001", "%", "' or 1=1 -- ", "<script>alert(1)</script>", "A" * 5000, "[]", "ọ̣̣", "01/2039"],
)
def test_what_is_no_code(page, code):
	reply = page(code)
	assert reply.status_code == 200 and status_in(reply) in ("unknown", "")
	assert "<script>alert" not in reply.get_data(as_text=True)


def test_page_without_a_code_asks_for_one(page):
	reply = page()
	assert reply.status_code == 200 and status_in(reply) == "" and 'name="ma"' in reply.get_data(as_text=True)


def test_guesses_are_limited(page):
	from tdkt_app.portal.check_limit import CHECKS

	answers = [status_in(page(f"GUESS{number}")) for number in range(CHECKS + 2)]
	assert answers == ["unknown"] * CHECKS + ["too-many"] * 2


def test_language_of_the_browser_does_not_matter(page):
	assert "Không có giấy nào mang mã này." in page("X", **{"Accept-Language": "en"}).get_data(as_text=True)
