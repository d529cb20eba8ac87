"""Nothing of a unit is had by a neighbour, an outsider with a session or a guest: by page, PDF, file or a run of names."""

from __future__ import annotations

import re

import pytest

from tests.site.commune import HAMLET_A, NOBODY, PDF, UNIT_A, UNIT_B

SECRET = "Chỉ xóm Đình biết"
OTHERS = (UNIT_B, NOBODY, None)
DOWNLOAD = "/api/method/tdkt_app.portal.own_papers.download?doctype={}&name={}"
LOOK = {"headers": {"Accept": "text/html"}}


@pytest.fixture
def papers(commune):
	"""One paper of each kind of unit A, each saying the same; committed."""
	import frappe

	achievement = commune.with_evidence(
		commune.achievement(summary=SECRET, achievement_title=SECRET), content=PDF + SECRET.encode()
	)
	made = [
		achievement,
		commune.nomination(title=SECRET),
		commune.review(organisation=SECRET),
		commune.honoree(full_name=SECRET),
		commune.exemplar(exemplar_title=SECRET),
		commune.announcement("Published", announcement_title=SECRET, content=SECRET),
	]
	values = {"campaign": commune.campaign().name, "unit": HAMLET_A, "targets": SECRET}
	made.append(frappe.get_doc({"doctype": "Campaign Registration", **values}).insert())
	frappe.db.commit()
	return {paper.doctype: paper for paper in made}


def addresses(papers) -> list[str]:
	page = {
		"Achievement": "bao-cao",
		"Award Nomination": "de-nghi",
		"Campaign Review": "tong-ket",
		"Honoree": "con-nguoi",
		"Exemplar": "dien-hinh",
		"Announcement": "thong-bao",
	}
	found = [f"/thi-dua/{page[doctype]}?name={papers[doctype].name}" for doctype in page]
	found += ["/thi-dua?all=1", "/thi-dua/dang-ky", *(f"/thi-dua/{path}" for path in page.values())]
	for doctype, paper in papers.items():
		found.append(DOWNLOAD.format(doctype, paper.name))
		found.append(f"/printview?doctype={doctype}&name={paper.name}")
	return [*found, papers["Achievement"].evidence[0].file]


def tells(reply) -> bool:
	"""Whether the answer says the secret, or is a file at all."""
	return SECRET.encode() in reply.data or reply.data.startswith(b"%PDF")


@pytest.mark.parametrize("user", OTHERS)
def test_nothing_is_read_by_others(papers, http, user):
	told = [address for address in addresses(papers) if tells(http("GET", address, user=user, **LOOK))]
	assert told == []


def test_all_of_it_is_read_by_the_unit(papers, http):
	"""Else the test above would be blind."""
	told = [address for address in addresses(papers) if tells(http("GET", address, user=UNIT_A, **LOOK))]
	assert len([address for address in told if address.startswith("/thi-dua")]) >= 12
	assert papers["Achievement"].evidence[0].file in told


@pytest.mark.parametrize("user", OTHERS)
def test_a_run_of_names_gives_nothing(papers, http, user):
	"""Names are numbered on: what stands before and after one's own is as closed as anything."""
	name = papers["Achievement"].name
	stem, _dash, number = name.rpartition("-")
	for step in (-1, 0, 1):
		asked = f"{stem}-{int(number) + step:0{len(number)}d}"
		for path in (f"/thi-dua/bao-cao?name={asked}", DOWNLOAD.format("Achievement", asked)):
			reply = http("GET", path, user=user)
			assert reply.status_code != 200 and not tells(reply), path


# Papers as PDF


@pytest.mark.parametrize(
	"doctype", ["Achievement", "Award Nomination", "Campaign Registration", "Campaign Review"]
)
def test_own_papers_are_had_as_pdf(papers, http, doctype):
	name = papers[doctype].name
	reply = http("GET", DOWNLOAD.format(doctype, name), user=UNIT_A)
	assert reply.status_code == 200 and reply.data.startswith(b"%PDF")
	assert f"{name}.pdf" in reply.headers["Content-Disposition"]


@pytest.mark.parametrize("doctype", ["Emulation Campaign", "User", "Honoree", "File", "Nothing"])
def test_nothing_else_is_had_as_pdf(papers, http, doctype):
	name = papers["Achievement"].campaign if doctype == "Emulation Campaign" else UNIT_A
	assert http("GET", DOWNLOAD.format(doctype, name), user=UNIT_A).status_code == 403


def test_the_head_of_a_block_looks_and_has_no_copy(commune, papers, as_user):
	import frappe

	from tdkt_app.portal import own_papers

	block = frappe.get_doc({"doctype": "Emulation Block", "block_name": "Cụm thử", "block_code": "TEST-LO"})
	block.insert()
	for unit, leads in ((HAMLET_A, 0), ("TEST-B", 1)):
		frappe.db.set_value("Emulation Unit", unit, {"block": block.name, "leads_block": leads})
	paper = papers["Achievement"]
	paper.db_set("workflow_state", "Submitted")
	with as_user(UNIT_B):
		assert frappe.has_permission("Achievement", "read", doc=paper.name)
		with pytest.raises(frappe.PermissionError):
			own_papers.download("Achievement", paper.name)


def test_certificates_of_own_people_alone(commune, as_user):
	import frappe

	from tdkt_app.doctype.award_certificate.register import issue_certificates
	from tdkt_app.portal import own_papers

	decision = commune.issued()
	certificate = frappe.get_doc("Award Certificate", issue_certificates(decision.name)[0])
	with as_user(UNIT_A):
		assert [row.name for row in own_papers.certificates(certificate.honoree)] == [certificate.name]
		own_papers.download_certificate(certificate.name)
		assert frappe.response.filecontent.startswith(b"%PDF")
	for user in (UNIT_B, NOBODY):
		with as_user(user), pytest.raises(frappe.PermissionError):
			own_papers.download_certificate(certificate.name)
	certificate.db_set("status", "Revoked")
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		own_papers.download_certificate(certificate.name)


# Entrances


def test_link_options_of_web_forms_are_closed(commune, http):
	"""On the oldest platform they are the names of every document, users among them, to anybody."""
	path = "/api/method/frappe.website.doctype.web_form.web_form.get_link_options"
	asked = "?web_form_name=x&doctype=User"
	for user in OTHERS:
		assert http("GET", path + asked, user=user).status_code == 403
		assert http("GET", f"/?cmd={path.rpartition('/')[2]}&{asked[1:]}", user=user).status_code == 403


@pytest.mark.parametrize("user", [UNIT_A, NOBODY])
def test_web_forms_take_nothing_from_portal_users(commune, http, user):
	path = "/api/method/frappe.website.doctype.web_form.web_form.accept"
	assert http("POST", path, user=user, data={"web_form": "x", "data": "{}"}).status_code == 403


# Forged requests


@pytest.fixture
def session(commune, http):
	"""Cookie of a fresh session of unit A."""
	import frappe
	from frappe.utils.password import update_password

	update_password(UNIT_A, "Thi-dua-2025-xa!")
	frappe.db.commit()
	reply = http("POST", "/api/method/login", data={"usr": UNIT_A, "pwd": "Thi-dua-2025-xa!"})
	cookies = [value for name, value in reply.headers if name == "Set-Cookie"]
	return {"Cookie": next(c for c in cookies if c.startswith("sid=")).partition(";")[0]}


def test_a_session_writes_with_its_token_only(papers, session, http):
	path, sent = "/api/method/tdkt_app.portal.people.mark_moved", {"name": papers["Honoree"].name}

	def post(**headers) -> int:
		return http("POST", path, headers={**session, **headers}, data=sent).status_code

	assert post() in (400, 403)  # no page was opened, so there is no token
	html = http("GET", "/thi-dua", headers={**session, "Accept": "text/html"}).get_data(as_text=True)
	token = re.search(r'frappe.csrf_token = "(\w+)"', html)[1]
	assert token != "None"
	assert post() in (400, 403)
	assert post(**{"X-Frappe-CSRF-Token": "forged"}) in (400, 403)
	assert post(**{"X-Frappe-CSRF-Token": token}) == 200
