"""Exemplars: who takes which step, what stays after publication, and pictures that are nothing but pictures."""

from __future__ import annotations

import io

import pytest

from tests.site.commune import (
	AUDITOR,
	CHAIRMAN,
	COUNCIL,
	HAMLET_A,
	HAMLET_B,
	MANAGER,
	NOBODY,
	OFFICER,
	PDF,
	TEAM_OF_A,
	UNIT_A,
	UNIT_B,
)
from tests.site.test_workflows import who_may

API = "/api/method/tdkt_app.portal.exemplars."
HOSTILE = [
	"<script>alert(1)</script>",
	"Ông Ái <img src=x onerror=alert(1)>",
	'{"a": "<img src=x onerror=alert(1)>"}',  # JSON passes the framework's filter
	"Ông Ái <!-- markdown --> <svg onload=alert(1)>",
	"<a href='javascript:alert(1)'>xem</a>",
]


def photo(size=(60, 40), picture_format="JPEG", orientation: int = 6) -> bytes:
	"""A picture lying on its side, with the place it was taken."""
	from PIL import Image

	image = Image.new("RGB", size, (200, 30, 30))
	exif = image.getexif()
	exif[0x0112] = orientation
	exif[0x010F] = "Máy ảnh của tổ trưởng"
	data = io.BytesIO()
	image.save(data, picture_format, exif=exif)
	return data.getvalue()


def with_picture(exemplar, content: bytes | None = None, file_name: str = "anh.jpg"):
	exemplar.add_picture(file_name, content or photo(), "Ông Ái bên đường hoa")
	return exemplar.save()


def content_of(url: str) -> bytes:
	import frappe

	with open(frappe.get_site_path(url.strip("/")), "rb") as file:
		return file.read()


@pytest.mark.parametrize(
	("state", "action", "next_state", "users"),
	[
		("Draft", "Submit", "Submitted", {UNIT_A, OFFICER}),
		("Returned", "Submit", "Submitted", {UNIT_A, OFFICER}),
		("Submitted", "Approve", "Approved", {OFFICER, CHAIRMAN}),
		("Submitted", "Return for Correction", "Returned", {OFFICER, CHAIRMAN}),
		("Approved", "Withdraw", "Withdrawn", {OFFICER, CHAIRMAN}),
		("Withdrawn", "Reopen", "Draft", {OFFICER}),
	],
)
def test_step(commune, state, action, next_state, users):
	exemplar = commune.exemplar(state=state, remark="Sai tên xóm")
	assert who_may(commune, exemplar, action) == dict.fromkeys(users, next_state)


def test_who_wrote_it_does_not_approve_it(commune):
	import frappe

	exemplar = commune.exemplar(state="Submitted")
	exemplar.db_set("owner", OFFICER)
	with pytest.raises(frappe.ValidationError):
		commune.act(exemplar, "Approve", OFFICER)


@pytest.mark.parametrize(
	("state", "action"), [("Submitted", "Return for Correction"), ("Approved", "Withdraw")]
)
def test_return_and_withdrawal_need_a_remark(commune, state, action):
	import frappe

	with pytest.raises(frappe.MandatoryError):
		commune.act(commune.exemplar(state=state), action, OFFICER)


def test_approval_publishes(commune):
	exemplar = commune.act(commune.exemplar(state="Submitted"), "Approve", CHAIRMAN)
	assert exemplar.published_by == CHAIRMAN and exemplar.published_on
	assert exemplar.slug == f"nguoi-thap-sang-duong-xom-{exemplar.name.lower()}"


def test_address_stays_when_it_is_published_again(commune, as_user):
	exemplar = commune.act(commune.exemplar(state="Submitted", remark="x"), "Approve", CHAIRMAN)
	for action in ("Withdraw", "Reopen"):
		reopened = commune.act(exemplar, action, OFFICER)
	with as_user(OFFICER):
		reopened.exemplar_title = "Tên khác"
		reopened.save()
	commune.act(reopened, "Submit", OFFICER)
	assert commune.act(reopened, "Approve", CHAIRMAN).slug == exemplar.slug


@pytest.mark.parametrize("user", ["Administrator", OFFICER, CHAIRMAN, UNIT_A])
@pytest.mark.parametrize("state", ["Approved", "Withdrawn"])
@pytest.mark.parametrize(
	"change",
	[{"story": "Khác"}, {"exemplar_title": "Khác"}, {"exemplar_kind": "New Model"}, {"pictures": []}],
)
def test_published_text_is_frozen_for_everybody(commune, as_user, user, state, change):
	import frappe

	exemplar = with_picture(commune.exemplar())
	exemplar.db_set("workflow_state", state)
	exemplar.reload()
	exemplar.update(change)
	with as_user(user), pytest.raises(frappe.PermissionError):
		exemplar.save()


@pytest.mark.parametrize("field", ["published_on", "published_by", "slug", "spread_count", "is_demo"])
def test_stamps_are_the_servers(commune, as_user, field):
	exemplar = commune.exemplar()
	with as_user(OFFICER):
		exemplar.set(field, {"published_on": "2020-01-01", "published_by": UNIT_A}.get(field, 7))
		exemplar.save()
	assert not exemplar.get(field)


def test_spread_is_counted_after_publication(commune, as_user):
	exemplar = commune.exemplar(state="Approved")
	with as_user(OFFICER):
		exemplar.append("spread", {"unit": HAMLET_B, "copied_on": "2025-05-01", "note": "Làm theo 3 tổ"})
		exemplar.save()
	assert exemplar.spread_count == 1


def test_unit_does_not_say_where_it_has_spread_nor_write_the_remark(commune, as_user):
	exemplar = commune.exemplar()
	with as_user(UNIT_A):
		exemplar.append("spread", {"unit": HAMLET_B, "copied_on": "2025-05-01"})
		exemplar.remark = "Rất tốt"
		exemplar.save()
	exemplar.reload()
	assert (exemplar.spread, exemplar.spread_count, exemplar.remark) == ([], 0, None)


@pytest.mark.parametrize(
	"rows",
	[
		[{"unit": HAMLET_A, "copied_on": "2025-05-01"}],
		[{"unit": HAMLET_B, "copied_on": "2025-05-01"}, {"unit": HAMLET_B, "copied_on": "2025-06-01"}],
		[{"unit": HAMLET_B, "copied_on": "2999-01-01"}],
	],
)
def test_spread_that_cannot_be(commune, rows):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Spread, row"):
		commune.exemplar(spread=rows)


def test_only_a_new_model_goes_without_an_honoree(commune):
	import frappe

	model = commune.exemplar(exemplar_kind="New Model")
	model.honoree = None
	assert model.save().honoree is None
	model.exemplar_kind = "Advanced Exemplar"
	with pytest.raises(frappe.MandatoryError):
		model.save()


def test_honoree_achievement_and_decision_belong_to_it(commune):
	import frappe

	paper = commune.achievement(state="Verified")
	other = commune.achievement(state="Verified")
	decision = commune.issued(paper)
	fitting = commune.exemplar(honoree=paper.honoree, achievement=paper.name, award_decision=decision.name)
	assert fitting.award_decision == decision.name
	for wrong in (
		{"honoree": paper.honoree, "achievement": other.name},
		{"honoree": paper.honoree, "achievement": commune.achievement(honoree=paper.honoree).name},
		{"honoree": other.honoree, "award_decision": decision.name},
		{"honoree": commune.honoree(HAMLET_B).name},
		{"campaign": commune.campaign("Draft").name},
	):
		with pytest.raises(frappe.ValidationError):
			commune.exemplar(**wrong)


def test_only_a_draft_that_was_never_published_is_deleted(commune):
	import frappe

	frappe.delete_doc("Exemplar", commune.exemplar().name)
	for exemplar in (commune.exemplar(state="Submitted"), commune.exemplar(state="Approved")):
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc("Exemplar", exemplar.name)


# Rows


def listed(as_user, user: str) -> set[str]:
	import frappe

	with as_user(user):
		return set(frappe.get_list("Exemplar", pluck="name", limit_page_length=0))


def test_units_see_their_own_and_what_is_published(commune, as_user):
	own, below = commune.exemplar(), commune.exemplar(TEAM_OF_A)
	foreign, published = commune.exemplar(HAMLET_B), commune.exemplar(HAMLET_B, "Approved")
	withdrawn = commune.exemplar(HAMLET_B, "Withdrawn")
	seen = listed(as_user, UNIT_A)
	assert {own.name, below.name, published.name} <= seen
	assert not {foreign.name, withdrawn.name} & seen


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Returned", "Withdrawn"])
def test_neighbours_proposal_is_neither_read_nor_written(commune, state):
	import frappe

	foreign = commune.exemplar(HAMLET_B, state)
	for ptype in ("read", "write"):
		assert not frappe.has_permission("Exemplar", ptype, doc=foreign.name, user=UNIT_A)


def test_neighbours_published_exemplar_is_read_only(commune):
	import frappe

	published = commune.exemplar(HAMLET_B, "Approved")
	assert frappe.has_permission("Exemplar", "read", doc=published.name, user=UNIT_A)
	assert not frappe.has_permission("Exemplar", "write", doc=published.name, user=UNIT_A)


@pytest.mark.parametrize("state", [None, "Approved"])
def test_unit_proposes_for_itself_only(commune, as_user, state):
	"""Nor by calling the paper published, which everybody may read."""
	import frappe

	exemplar = frappe.new_doc("Exemplar")
	exemplar.update({"exemplar_title": "x", "exemplar_kind": "New Model", "unit": HAMLET_B, "story": "x"})
	exemplar.workflow_state = state
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		exemplar.insert()


def test_published_exemplar_of_the_neighbour_is_not_taken_over(commune, as_user):
	import frappe

	foreign = commune.exemplar(HAMLET_B, "Approved")
	foreign.update({"unit": HAMLET_A, "honoree": commune.honoree().name, "workflow_state": "Draft"})
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		foreign.save()


@pytest.mark.parametrize("user", [COUNCIL, MANAGER, AUDITOR])
@pytest.mark.parametrize("ptype", ["create", "write", "delete"])
def test_council_manager_and_auditor_only_read(commune, user, ptype):
	import frappe

	exemplar = commune.exemplar(state="Approved")
	assert frappe.has_permission("Exemplar", "read", doc=exemplar.name, user=user)
	assert not frappe.has_permission("Exemplar", ptype, doc=exemplar.name, user=user)


@pytest.mark.parametrize("user", [NOBODY, "Guest"])
def test_nobody_else_reads_exemplars(commune, user):
	import frappe

	assert not frappe.has_permission("Exemplar", "read", user=user)


# Hostile texts and files


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["story", "exemplar_title", "introduced_by"])
def test_markup_is_refused(commune, text, field):
	import frappe

	with pytest.raises(frappe.ValidationError, match="plain text"):
		commune.exemplar(**{field: text})


def test_signs_of_arithmetic_are_no_markup(commune):
	story = "Trước < 5 chuyến & nay > 8 chuyến"
	assert commune.exemplar(story=story).story == story


@pytest.mark.parametrize(
	("file_name", "content", "message"),
	[
		("hinh.svg", b"<svg onload='x'/>", "not accepted"),
		("anh.gif", b"GIF89a", "not accepted"),
		("bien-ban.pdf", PDF, "not accepted"),
		("gia.jpg", PDF, "content is not"),
		("gia.png", photo(), "content is not"),
		("dau.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "not a picture"),
		("dau.jpg", b"\xff\xd8\xff<script>alert(1)</script>", "not a picture"),
		("cut.jpg", photo((400, 400))[:300], "not a picture"),
	],
)
def test_fake_picture_is_refused(commune, as_user, file_name, content, message):
	import frappe

	exemplar = commune.exemplar()
	with as_user(UNIT_A), pytest.raises(frappe.ValidationError, match=message):
		with_picture(exemplar, content, file_name)


def test_too_many_pixels_are_refused(commune, monkeypatch):
	import frappe

	from tdkt_app.files import pictures

	monkeypatch.setattr(pictures, "MOST_PIXELS", 60 * 40 - 1)
	with pytest.raises(frappe.ValidationError, match="far too large"):
		with_picture(commune.exemplar())


def test_too_many_pictures_are_refused(commune, monkeypatch):
	import frappe

	from tdkt_app.doctype.exemplar import exemplar as module

	monkeypatch.setattr(module, "MOST_PICTURES", 1)
	exemplar = with_picture(commune.exemplar())
	with pytest.raises(frappe.ValidationError, match="At most 1 pictures"):
		exemplar.add_picture("hai.png", photo(picture_format="PNG"))


@pytest.mark.parametrize("way", ["of the portal", "of the desk"])
@pytest.mark.parametrize(("file_name", "picture_format"), [("anh.jpg", "JPEG"), ("anh.png", "PNG")])
def test_picture_is_stored_upright_without_what_the_camera_wrote(commune, way, file_name, picture_format):
	import frappe
	from PIL import Image

	exemplar, uploaded = commune.exemplar(), photo(picture_format=picture_format)
	if way == "of the portal":
		url = with_picture(exemplar, uploaded, file_name).pictures[0].file
	else:
		file = {"doctype": "File", "file_name": file_name, "content": uploaded, "is_private": 1}
		attached = {"attached_to_doctype": "Exemplar", "attached_to_name": exemplar.name}
		url = frappe.get_doc({**file, **attached}).insert().file_url
	stored = content_of(url)
	with Image.open(io.BytesIO(stored)) as image:
		assert (image.size, dict(image.getexif())) == ((40, 60), {})
	assert url.startswith("/private/files/") and "Máy ảnh".encode() not in stored


def test_uploaded_bytes_do_not_stay_on_disk_nor_take_anothers_file(commune):
	"""A file of the same content that another paper has keeps still."""
	import os

	import frappe

	uploaded = photo((64, 48))
	evidence = commune.with_evidence(commune.achievement(), "goc.jpg", uploaded).evidence[0].file
	before = content_of(evidence)
	picture = with_picture(commune.exemplar(), uploaded).pictures[0].file
	assert picture != evidence and content_of(evidence) == before
	alone = with_picture(commune.exemplar(), photo((66, 44)), "mot-minh.jpg").pictures[0].file
	folder = frappe.get_site_path("private", "files")
	assert [name for name in os.listdir(folder) if name.startswith("mot-minh")] == [os.path.basename(alone)]


def test_large_picture_is_made_smaller(commune):
	from PIL import Image

	from tdkt_app.files.pictures import LONGEST_EDGE

	url = with_picture(commune.exemplar(), photo((3000, 600), orientation=1)).pictures[0].file
	with Image.open(io.BytesIO(content_of(url))) as image:
		assert image.size == (LONGEST_EDGE, 400)


def test_picture_of_another_exemplar_is_not_listed(commune, as_user):
	import frappe

	foreign = with_picture(commune.exemplar(HAMLET_B)).pictures[0].file
	own = commune.exemplar()
	own.append("pictures", {"file": foreign})
	with as_user(UNIT_A), pytest.raises(frappe.ValidationError, match="Not a file of this document"):
		own.save()


@pytest.mark.parametrize("state", ["Approved", "Withdrawn"])
def test_no_picture_comes_or_goes_after_publication(commune, state):
	import frappe

	exemplar = with_picture(commune.exemplar())
	exemplar.db_set("workflow_state", state)
	file = frappe.db.get_value("File", {"attached_to_doctype": "Exemplar", "attached_to_name": exemplar.name})
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc("File", file)
	with pytest.raises(frappe.PermissionError):
		exemplar.add_picture("them.jpg", photo())


# Over the wire


@pytest.fixture
def committed(commune):
	import frappe

	def make(unit: str = HAMLET_A, state: str = "Draft", picture: bool = False, **values):
		exemplar = commune.exemplar(unit, **values)
		if picture:
			with_picture(exemplar, photo((50, 30)))
		exemplar.db_set("workflow_state", state)
		frappe.db.commit()
		return frappe.get_doc("Exemplar", exemplar.name)

	return make


def upload(content: bytes, name: str = "anh.jpg"):
	return io.BytesIO(content), name


def test_unit_proposes_with_a_picture_and_hands_in(commune, http):
	import frappe

	honoree = commune.honoree().name
	frappe.db.commit()
	values = {"exemplar_title": "Đèn đường", "exemplar_kind": "New Model", "unit": HAMLET_A, "story": "Hay."}
	name = http("POST", API + "propose", user=UNIT_A, data={**values, "honoree": honoree}).json["message"]
	sent = {"name": name, "file": upload(photo((70, 20)))}
	assert http("POST", API + "add_picture", user=UNIT_A, data=sent).status_code == 200
	again = http("POST", API + "propose", user=UNIT_A, data={**values, "name": name, "story": "Rất hay."})
	assert again.status_code == 200
	assert http("POST", API + "hand_in", user=UNIT_A, data={"name": name}).json["message"] == "Submitted"
	frappe.db.rollback()
	exemplar = frappe.get_doc("Exemplar", name)
	assert (exemplar.owner, exemplar.introducing_unit, exemplar.story) == (UNIT_A, HAMLET_A, "Rất hay.")
	assert len(exemplar.pictures) == 1
	refused = http("POST", API + "propose", user=UNIT_A, data={**values, "name": name})
	assert refused.status_code == 403


@pytest.mark.parametrize("method", ["propose", "add_picture", "remove_picture", "hand_in"])
def test_neighbours_proposal_over_the_wire(committed, http, method):
	foreign = committed(HAMLET_B)
	values = {"exemplar_title": "x", "exemplar_kind": "New Model", "unit": HAMLET_A, "story": "x"}
	extra = {"propose": values, "add_picture": {"file": upload(photo())}, "remove_picture": {"row": "x"}}
	sent = {"name": foreign.name, **extra.get(method, {})}
	assert http("POST", API + method, user=UNIT_A, data=sent).status_code == 403


@pytest.mark.parametrize("method", ["propose", "add_picture", "remove_picture", "hand_in"])
def test_writing_is_not_done_by_a_link(committed, http, method):
	assert http("GET", f"{API}{method}?name={committed().name}", user=UNIT_A).status_code == 403


@pytest.mark.parametrize(
	("state", "user", "status"),
	[
		("Draft", UNIT_A, 200),
		("Draft", UNIT_B, 403),
		("Approved", UNIT_B, 200),
		("Withdrawn", UNIT_B, 403),
		("Approved", None, 403),
		("Draft", OFFICER, 200),
	],
)
def test_pictures_are_private_until_published(committed, http, state, user, status):
	exemplar = committed(state=state, picture=True)
	assert http("GET", exemplar.pictures[0].file, user=user).status_code == status


def test_rest_is_closed_to_units_and_open_to_the_desk(committed, http):
	name = committed().name
	for method in ("GET", "PUT", "DELETE"):
		assert http(method, f"/api/resource/Exemplar/{name}", user=UNIT_A, json={}).status_code == 403
	assert http("GET", f"/api/resource/Exemplar/{name}", user=OFFICER).status_code == 200
	assert http("PUT", f"/api/resource/Exemplar/{name}", user=AUDITOR, json={"story": "x"}).status_code == 403


def page(http, path: str, user: str | None = UNIT_A):
	return http("GET", path, user=user, headers={"Accept": "text/html"})


def test_pages(committed, http):
	import frappe

	own, foreign = committed(), committed(HAMLET_B)
	published = committed(HAMLET_B, "Approved", exemplar_title=f"Mô hình {frappe.generate_hash(length=6)}")
	html = page(http, "/thi-dua/dien-hinh").get_data(as_text=True)
	assert own.name in html and published.exemplar_title in html and foreign.name not in html
	assert 'id="hand-in"' in page(http, f"/thi-dua/dien-hinh?name={own.name}").get_data(as_text=True)
	read_only = page(http, f"/thi-dua/dien-hinh?name={published.name}").get_data(as_text=True)
	assert published.exemplar_title in read_only and 'id="hand-in"' not in read_only
	assert 'id="hand-in"' in page(http, "/thi-dua/dien-hinh?new=1").get_data(as_text=True)
	assert page(http, f"/thi-dua/dien-hinh?name={foreign.name}").status_code == 403
	assert page(http, "/thi-dua/dien-hinh", user=None).status_code in (301, 302, 303, 307)


def test_page_escapes_what_is_stored(committed, http):
	exemplar = committed()
	exemplar.db_set("exemplar_title", "<img src=x onerror=alert(1)>", commit=True)
	exemplar.db_set("story", "<script>alert(2)</script>", commit=True)
	for path in ("/thi-dua/dien-hinh", f"/thi-dua/dien-hinh?name={exemplar.name}"):
		html = page(http, path).get_data(as_text=True)
		assert "<img src=x" not in html and "<script>alert(2)" not in html
