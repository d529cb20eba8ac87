"""Announcements: to whom they go, who is told, what counts as read and confirmed, and by whom."""

from __future__ import annotations

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
	TOP,
	UNIT_A,
	UNIT_B,
)
from tests.site.test_workflows import who_may

API = "/api/method/tdkt_app.portal.announcements."


def receipt(announcement, unit: str = HAMLET_A):
	import frappe

	return frappe.get_doc("Announcement Receipt", {"announcement": announcement.name, "unit": unit})


def addressed(announcement) -> set[str]:
	import frappe

	return set(frappe.get_all("Announcement Receipt", {"announcement": announcement.name}, pluck="unit"))


@pytest.mark.parametrize(
	("state", "action", "next_state", "users"),
	[
		("Draft", "Publish", "Published", {OFFICER, CHAIRMAN}),
		("Published", "Withdraw", "Withdrawn", {OFFICER, CHAIRMAN}),
	],
)
def test_step(commune, state, action, next_state, users):
	announcement = commune.announcement(state, remark="Thay bằng thông báo khác")
	assert who_may(commune, announcement, action) == dict.fromkeys(users, next_state)


def test_withdrawal_needs_a_reason(commune):
	import frappe

	with pytest.raises(frappe.MandatoryError):
		commune.act(commune.announcement("Published"), "Withdraw", OFFICER)


@pytest.mark.parametrize(
	("audience", "units"),
	[
		({"audience": [{"unit": HAMLET_A}], "with_units_below": 1}, {HAMLET_A, TEAM_OF_A}),
		({"audience": [{"unit": HAMLET_A}], "with_units_below": 0}, {HAMLET_A}),
		({"audience": [{"unit": TOP}], "with_units_below": 0}, {TOP}),
		(
			{"audience": [{"unit": HAMLET_A}, {"unit": TEAM_OF_A}], "with_units_below": 1},
			{HAMLET_A, TEAM_OF_A},
		),
	],
)
def test_chosen_units(commune, audience, units):
	assert addressed(commune.announcement("Published", **audience)) == units


def test_all_units_that_are_active(commune):
	import frappe

	frappe.db.set_value("Emulation Unit", HAMLET_B, "active_to", "2020-12-31")
	reached = addressed(commune.announcement("Published", to_all_units=1, audience=[]))
	assert {TOP, HAMLET_A, TEAM_OF_A} <= reached and HAMLET_B not in reached


def test_nobody_chosen(commune):
	import frappe

	with pytest.raises(frappe.MandatoryError, match="Choose the units"):
		commune.announcement(audience=[])
	frappe.db.set_value("Emulation Unit", HAMLET_B, "active_to", "2020-12-31")
	with pytest.raises(frappe.ValidationError, match="None of the addressed units"):
		commune.announcement("Published", audience=[{"unit": HAMLET_B}])


@pytest.mark.parametrize(
	("values", "message"),
	[({"due_date": None}, "needed"), ({"due_date": "2020-01-01"}, "past")],
)
def test_confirmation_needs_a_date_ahead(commune, values, message):
	import frappe

	with pytest.raises(frappe.ValidationError, match=message):
		commune.announcement("Published", needs_acknowledgement=1, **values)


@pytest.mark.parametrize("user", ["Administrator", OFFICER, CHAIRMAN, MANAGER, UNIT_A])
@pytest.mark.parametrize("state", ["Published", "Withdrawn"])
@pytest.mark.parametrize(
	"change", [{"content": "Khác"}, {"to_all_units": 1}, {"audience": []}, {"due_date": "2999-01-01"}]
)
def test_published_announcement_is_frozen(commune, as_user, user, state, change):
	import frappe

	announcement = commune.announcement()
	announcement.db_set("workflow_state", state)
	announcement.reload()
	announcement.update(change)
	with as_user(user), pytest.raises((frappe.PermissionError, frappe.MandatoryError)):
		announcement.save()


def test_files_of_a_published_announcement_keep_still(commune):
	import frappe

	announcement = commune.announcement()
	announcement.add_attachment("huong-dan.pdf", PDF + b"thong bao")
	announcement.save()
	commune.act(announcement, "Publish", OFFICER)
	attached = {"attached_to_doctype": "Announcement", "attached_to_name": announcement.name}
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc("File", frappe.db.get_value("File", attached))
	with pytest.raises(frappe.PermissionError):
		announcement.add_attachment("them.pdf", PDF + b"them nua")


@pytest.mark.parametrize("field", ["announcement_title", "content"])
def test_markup_is_refused(commune, field):
	import frappe

	with pytest.raises(frappe.ValidationError, match="plain text"):
		commune.announcement(**{field: "Xem <script>alert(1)</script>"})


def test_only_a_draft_is_deleted(commune):
	import frappe

	frappe.delete_doc("Announcement", commune.announcement().name)
	with pytest.raises(frappe.PermissionError):
		frappe.delete_doc("Announcement", commune.announcement("Published").name)


# Who is told


def told(announcement) -> list[str]:
	"""After the job that publication starts, which may run twice."""
	import frappe

	from tdkt_app.emulation.announcement_delivery import tell_users

	tell_users(announcement.name)
	tell_users(announcement.name)
	return sorted(frappe.get_all("Notification Log", {"document_name": announcement.name}, pluck="for_user"))


def test_each_user_is_told_once(commune):
	announcement = commune.announcement(
		"Published", audience=[{"unit": HAMLET_A}, {"unit": TEAM_OF_A}, {"unit": HAMLET_B}]
	)
	assert told(announcement) == [UNIT_A, UNIT_B]


def test_users_of_the_unit_above_are_told_where_the_unit_names_nobody(commune):
	below = {"audience": [{"unit": TEAM_OF_A}]}
	assert told(commune.announcement("Published", **below)) == [UNIT_A]


def test_disabled_user_is_not_told(commune):
	import frappe

	frappe.db.set_value("User", UNIT_A, "enabled", 0)
	assert told(commune.announcement("Published")) == []


def test_publication_starts_the_job_once_it_is_committed(commune):
	import frappe
	from frappe.utils.background_jobs import get_queue
	from rq.registry import FinishedJobRegistry, StartedJobRegistry

	announcement = commune.announcement("Published")

	queue = get_queue("default")

	def jobs() -> set[str]:
		"""Waiting, running and done: a worker may be about."""
		places = (queue, StartedJobRegistry(queue=queue), FinishedJobRegistry(queue=queue))
		return {name for place in places for name in place.get_job_ids()}

	before = jobs()
	frappe.db.commit()
	started = [queue.fetch_job(name).kwargs for name in jobs() - before]
	told = [job["site"] for job in started if job["kwargs"] == {"announcement": announcement.name}]
	assert told == [frappe.local.site]


def test_delivery_takes_the_same_statements_for_many_units(commune, as_user, count_queries, make_user):
	import frappe

	from tdkt_app.emulation import announcement_delivery

	def sent_for(**values) -> int:
		announcement = commune.announcement(**values)
		with count_queries() as sent:
			announcement_delivery.deliver(announcement)
		return len(sent)

	sent_for(audience=[{"unit": TOP}], with_units_below=0)  # fills the caches
	few = sent_for(audience=[{"unit": HAMLET_A}], with_units_below=0)
	for number in range(6):
		unit = frappe.new_doc("Emulation Unit")
		unit.update({"unit_code": f"TEST-X{number}", "unit_name": f"Xóm {number}", "unit_type": "Hamlet"})
		unit.parent_emulation_unit = TOP
		unit.append("users", {"user": make_user(f"x{number}@test.example", "TDKT Unit User")})
		unit.insert()
	assert sent_for(audience=[{"unit": TOP}]) == few


# Who sees


def visible(as_user, user: str) -> set[str]:
	import frappe

	with as_user(user):
		return set(frappe.get_list("Announcement", pluck="name", limit_page_length=0))


def test_units_see_what_is_published_and_addressed_to_them(commune, as_user):
	import frappe

	draft, own = commune.announcement(), commune.announcement("Published")
	below = commune.announcement("Published", audience=[{"unit": TEAM_OF_A}])
	foreign = commune.announcement("Published", audience=[{"unit": HAMLET_B}])
	withdrawn = commune.announcement("Published")
	withdrawn.db_set("remark", "x")
	commune.act(withdrawn, "Withdraw", OFFICER)
	seen = visible(as_user, UNIT_A)
	assert {own.name, below.name} <= seen
	assert not {draft.name, foreign.name, withdrawn.name} & seen
	for hidden in (draft, foreign, withdrawn):
		assert not frappe.has_permission("Announcement", "read", doc=hidden.name, user=UNIT_A)


@pytest.mark.parametrize("ptype", ["create", "write", "delete", "export", "print", "share"])
def test_units_only_read(commune, ptype):
	import frappe

	announcement = commune.announcement("Published")
	assert not frappe.has_permission("Announcement", ptype, doc=announcement.name, user=UNIT_A)
	assert not frappe.has_permission(
		"Announcement Receipt", ptype, doc=receipt(announcement).name, user=UNIT_A
	)


@pytest.mark.parametrize("user", [COUNCIL, MANAGER, AUDITOR])
@pytest.mark.parametrize("ptype", ["create", "write", "delete"])
def test_council_manager_and_auditor_only_read(commune, user, ptype):
	import frappe

	announcement = commune.announcement()
	assert frappe.has_permission("Announcement", "read", doc=announcement.name, user=user)
	assert not frappe.has_permission("Announcement", ptype, doc=announcement.name, user=user)


@pytest.mark.parametrize("user", [NOBODY, "Guest"])
@pytest.mark.parametrize("doctype", ["Announcement", "Announcement Receipt"])
def test_nobody_else_reads(commune, user, doctype):
	import frappe

	assert not frappe.has_permission(doctype, "read", user=user)


@pytest.mark.parametrize("user", ["Administrator", OFFICER, UNIT_A])
def test_receipts_are_written_by_the_server_only(commune, as_user, user):
	import frappe

	kept = receipt(commune.announcement("Published"))
	kept.receipt_state = "Acknowledged"
	forged = frappe.get_doc(
		{"doctype": "Announcement Receipt", "announcement": kept.announcement, "unit": HAMLET_B}
	)
	with as_user(user):
		for act in (kept.save, kept.delete, forged.insert):
			with pytest.raises(frappe.PermissionError):
				act()


def test_receipts_of_the_neighbour_are_not_seen(commune, as_user):
	import frappe

	announcement = commune.announcement("Published", audience=[{"unit": HAMLET_A}, {"unit": HAMLET_B}])
	with as_user(UNIT_A):
		seen = frappe.get_list("Announcement Receipt", {"announcement": announcement.name}, pluck="unit")
	assert set(seen) == {HAMLET_A, TEAM_OF_A}
	assert not frappe.has_permission(
		"Announcement Receipt", "read", doc=receipt(announcement, HAMLET_B).name, user=UNIT_A
	)


# Reading and confirming


@pytest.fixture
def published(commune):
	import frappe

	def make(**values):
		announcement = commune.announcement("Published", **values)
		frappe.db.commit()
		return announcement

	return make


@pytest.fixture
def post(http):
	import frappe

	def send(method: str, announcement, user: str = UNIT_A):
		reply = http("POST", API + method, user=user, data={"name": announcement.name})
		frappe.db.rollback()
		return reply

	return send


def test_opening_is_read_once(published, post):
	announcement = published()
	assert post("mark_opened", announcement).status_code == 200
	first = receipt(announcement)
	assert (first.receipt_state, first.opened_by, first.acknowledged_on) == ("Has Read", UNIT_A, None)
	assert post("mark_opened", announcement).status_code == 200
	assert receipt(announcement).opened_on == first.opened_on


def test_confirming_counts_once_and_is_reading_too(published, post):
	announcement = published(needs_acknowledgement=1, due_date="2999-12-31")
	assert post("acknowledge", announcement).status_code == 200
	first = receipt(announcement)
	assert (first.receipt_state, first.acknowledged_by, first.opened_by) == ("Acknowledged", UNIT_A, UNIT_A)
	assert (
		post("acknowledge", announcement).status_code == post("mark_opened", announcement).status_code == 200
	)
	again = receipt(announcement)
	assert (again.acknowledged_on, again.receipt_state) == (first.acknowledged_on, "Acknowledged")


def test_a_user_answers_for_his_own_units_only(published, post):
	"""And for those below that name nobody."""
	announcement = published(audience=[{"unit": TOP}])
	post("acknowledge", announcement)
	states = {
		unit: receipt(announcement, unit).receipt_state for unit in (TOP, HAMLET_A, TEAM_OF_A, HAMLET_B)
	}
	assert states == {
		TOP: "Not Read",
		HAMLET_A: "Acknowledged",
		TEAM_OF_A: "Acknowledged",
		HAMLET_B: "Not Read",
	}


def test_unit_below_with_users_of_its_own_answers_itself(commune, make_user, as_user):
	import frappe

	from tdkt_app.emulation import announcement_delivery

	team = frappe.get_doc("Emulation Unit", TEAM_OF_A)
	team.append("users", {"user": make_user("team@test.example", "TDKT Unit User")})
	team.save()
	announcement = commune.announcement("Published")
	announcement_delivery.mark_opened(announcement.name, UNIT_A)
	assert receipt(announcement, TEAM_OF_A).receipt_state == "Not Read"
	announcement_delivery.mark_opened(announcement.name, "team@test.example")
	assert receipt(announcement, TEAM_OF_A).opened_by == "team@test.example"


@pytest.mark.parametrize("method", ["mark_opened", "acknowledge"])
def test_announcement_for_the_neighbour(published, post, method):
	announcement = published(audience=[{"unit": HAMLET_B}])
	assert post(method, announcement, UNIT_A).status_code == 403
	assert post(method, announcement, NOBODY).status_code == 403
	assert receipt(announcement, HAMLET_B).receipt_state == "Not Read"


def test_officer_who_looks_has_not_read_for_a_unit(published, post):
	announcement = published()
	assert post("mark_opened", announcement, OFFICER).status_code == 200
	assert receipt(announcement).receipt_state == "Not Read"


@pytest.mark.parametrize("method", ["mark_opened", "acknowledge"])
def test_reading_is_not_done_by_a_link(published, http, method):
	assert http("GET", f"{API}{method}?name={published().name}", user=UNIT_A).status_code == 403


def test_withdrawn_announcement_is_no_longer_read(commune, published, post):
	import frappe

	announcement = published()
	announcement.db_set("workflow_state", "Withdrawn", commit=True)
	assert post("mark_opened", announcement).status_code == 403
	frappe.db.rollback()
	assert receipt(announcement).receipt_state == "Not Read"


def test_rest_is_closed_to_units_and_guarded_for_the_desk(published, http):
	import frappe

	announcement = published()
	paper, kept = (f"/api/resource/{doc.doctype}/{doc.name}" for doc in (announcement, receipt(announcement)))
	for path in (paper, kept):
		assert http("GET", path, user=UNIT_A).status_code == 403
		assert http("PUT", path, user=UNIT_A, json={"content": "x"}).status_code == 403
		assert http("GET", path, user=OFFICER).status_code == 200
	assert http("PUT", paper, user=OFFICER, json={"content": "Khác"}).status_code == 403
	assert http("PUT", kept, user=OFFICER, json={"receipt_state": "Acknowledged"}).status_code == 403
	frappe.db.rollback()
	assert receipt(announcement).receipt_state == "Not Read"


# What the office sees


def test_who_has_read(commune, as_user, count_queries):
	from tdkt_app.emulation import announcement_delivery
	from tdkt_app.emulation.announcement_delivery import receipts

	few = commune.announcement("Published", audience=[{"unit": HAMLET_B}])
	many = commune.announcement("Published", audience=[{"unit": TOP}])
	announcement_delivery.mark_acknowledged(many.name, UNIT_A)
	counts = []
	with as_user(OFFICER):
		receipts(few.name)  # fills the caches
		for announcement in (few, many):
			with count_queries() as sent:
				found = receipts(announcement.name)
			counts.append(len(sent))
	assert counts[0] == counts[1]
	assert found["units"] == len(found["rows"]) == len(addressed(many))
	assert (found["opened"], found["acknowledged"]) == (2, 2)
	users = {row.unit: row.users for row in found["rows"]}
	assert users[HAMLET_A] == 1 and users[TEAM_OF_A] == 0


@pytest.mark.parametrize("user", [UNIT_A, NOBODY])
def test_who_has_read_is_for_the_office(commune, as_user, user):
	import frappe

	from tdkt_app.emulation.announcement_delivery import receipts

	announcement = commune.announcement("Published")
	with as_user(user), pytest.raises(frappe.PermissionError):
		receipts(announcement.name)


# Pages


def page(http, path: str, user: str | None = UNIT_A):
	return http("GET", path, user=user, headers={"Accept": "text/html"})


def test_pages(published, http):
	import frappe

	hashed = frappe.generate_hash(length=6)
	own = published(
		announcement_title=f"Thông báo {hashed}",
		content="Xem https://congbao.example/a?b=1 & nộp.",
		needs_acknowledgement=1,
		due_date="2999-12-31",
	)
	foreign = published(audience=[{"unit": HAMLET_B}])
	listed = page(http, "/thi-dua/thong-bao").get_data(as_text=True)
	assert own.announcement_title in listed and foreign.name not in listed
	html = page(http, f"/thi-dua/thong-bao?name={own.name}").get_data(as_text=True)
	assert 'id="acknowledge"' in html and 'href="https://congbao.example/a?b=1"' in html
	assert page(http, f"/thi-dua/thong-bao?name={foreign.name}").status_code == 403
	assert page(http, "/thi-dua/thong-bao", user=None).status_code in (301, 302, 303, 307)
	office = page(http, f"/thi-dua/thong-bao?name={own.name}", user=OFFICER).get_data(as_text=True)
	assert 'id="acknowledge"' not in office


def test_page_escapes_what_is_stored(published, http):
	announcement = published()
	announcement.db_set("content", "<script>alert(2)</script> javascript:alert(3)", commit=True)
	announcement.db_set("announcement_title", "<img src=x onerror=alert(1)>", commit=True)
	for path in ("/thi-dua/thong-bao", f"/thi-dua/thong-bao?name={announcement.name}"):
		html = page(http, path).get_data(as_text=True)
		assert "<img src=x" not in html and "<script>alert(2)" not in html and 'href="javascript' not in html


def test_attachment_is_read_by_the_addressed_units(commune, http):
	import frappe

	announcement = commune.announcement()
	announcement.add_attachment("huong-dan.pdf", PDF + frappe.generate_hash().encode())
	announcement.save()
	commune.act(announcement, "Publish", OFFICER)
	frappe.db.commit()
	url = announcement.attachments[0].file
	assert [http("GET", url, user=user).status_code for user in (UNIT_A, UNIT_B)] == [200, 403]


def test_home_counts_what_waits(commune, as_user):
	from tdkt_app.emulation import announcement_delivery
	from tdkt_app.portal import announcements

	read = commune.announcement("Published")
	to_confirm = commune.announcement("Published", needs_acknowledgement=1, due_date="2999-12-31")
	with as_user(UNIT_A):
		before = announcements.unread()
		announcement_delivery.mark_opened(read.name, UNIT_A)
		announcement_delivery.mark_opened(to_confirm.name, UNIT_A)
		assert announcements.unread() == before - 1
		announcement_delivery.mark_acknowledged(to_confirm.name, UNIT_A)
		assert announcements.unread() == before - 2


def test_queries_of_the_list_do_not_grow_with_the_announcements(commune, as_user, count_queries):
	from tdkt_app.portal import announcements

	def queries() -> int:
		with as_user(UNIT_A), count_queries() as sent:
			announcements.announcements()
		return len(sent)

	commune.announcement("Published")
	queries()  # fills the caches
	few = queries()
	for _number in range(4):
		commune.announcement("Published")
	assert queries() == few
