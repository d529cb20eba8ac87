"""Public consultation: what is shown to everybody, what is taken from everybody, and how it ends."""

from __future__ import annotations

import re

import pytest

from tests.site.commune import AUDITOR, CHAIRMAN, COUNCIL, HAMLET_B, MANAGER, NOBODY, OFFICER, UNIT_A

COMMENT = "/api/method/tdkt_app.portal.consultations.comment"
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def consultation(commune, *nominations, **values):
	import frappe

	nominations = nominations or (commune.nomination(state="Appraised"),)
	return frappe.get_doc(
		{
			"doctype": "Public Consultation",
			"title": "Lấy ý kiến khen thưởng đợt 1",
			"working_days": 5,
			"nominations": [{"nomination": doc.name} for doc in nominations],
			**values,
		}
	).insert()


def opened(commune, *nominations, **values):
	from tdkt_app.doctype.public_consultation.public_consultation import open_consultation

	doc = consultation(commune, *nominations, **values)
	open_consultation(doc.name)
	doc.reload()
	return doc


def close(doc, reason=""):
	from tdkt_app.doctype.public_consultation.public_consultation import close_consultation

	close_consultation(doc.name, reason)
	doc.reload()
	return doc


def log(doc, **values):
	import frappe

	return frappe.get_doc(
		{
			"doctype": "Consultation Comment",
			"consultation": doc.name,
			"content": "Đồng ý với danh sách",
			"channel": "Letter",
			**values,
		}
	).insert()


@pytest.fixture
def at(monkeypatch):
	"""`at("2026-02-06")` sets today."""

	def set_day(day):
		from tdkt_app.doctype.public_consultation import public_consultation
		from tdkt_app.portal import consultations

		for module in (public_consultation, consultations):
			monkeypatch.setattr(module, "nowdate", lambda: day)

	return set_day


# Opening and closing


def test_a_new_list_is_public_as_long_as_the_settings_say(commune):
	import frappe

	frappe.db.set_single_value("TDKT Settings", "consultation_working_days", 7)
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	assert consultation(commune, working_days=None).working_days == 7
	assert consultation(commune, working_days=3).working_days == 3
	frappe.db.set_single_value("TDKT Settings", "consultation_working_days", 0)
	frappe.clear_document_cache("TDKT Settings", "TDKT Settings")
	with pytest.raises(frappe.MandatoryError, match="working_days"):
		consultation(commune, working_days=None)


def test_the_last_day_is_counted_in_working_days_over_tet(commune, at):
	at("2026-02-06")
	doc = opened(commune)
	assert (doc.state, str(doc.opens_on), str(doc.closes_on)) == ("Open", "2026-02-06", "2026-02-13")
	at("2026-02-12")
	assert str(opened(commune).closes_on) == "2026-02-26"


def test_the_rules_set_the_least_number_of_days(commune):
	"""Titles of the state are public for ten working days."""
	import frappe

	honoree = commune.honoree().name
	doc = commune.nomination(state="Appraised", nominees=[{"honoree": honoree, "award_type": "CSTDTQ"}])
	with pytest.raises(frappe.ValidationError, match="at least 10 working days"):
		consultation(commune, doc)
	assert consultation(commune, doc, working_days=10).minimum_days == 10
	with pytest.raises(frappe.ValidationError, match="at least 1 working days"):
		consultation(commune, working_days=-1)


@pytest.mark.parametrize("state", ["Draft", "Submitted", "Returned", "Rejected"])
def test_only_nominations_in_hand_are_shown(commune, state):
	import frappe

	with pytest.raises(frappe.ValidationError, match="Row 1: nomination DN-"):
		consultation(commune, commune.nomination(state=state))


def test_a_nomination_stands_once(commune):
	import frappe

	doc = commune.nomination(state="Appraised")
	with pytest.raises(frappe.ValidationError, match="stands twice"):
		consultation(commune, doc, doc)
	opened(commune, doc)
	with pytest.raises(frappe.ValidationError, match="open to the public in LYK-"):
		opened(commune, doc)


def test_no_early_closing_without_a_reason(commune, at):
	import frappe

	at("2026-02-06")
	doc = opened(commune)
	at("2026-02-13")
	with pytest.raises(frappe.MandatoryError, match="give the reason for closing earlier"):
		close(doc)
	assert close(doc, "Có chỉ đạo hoãn").early_close_reason == "Có chỉ đạo hoãn"
	at("2026-02-06")
	other = opened(commune)
	at("2026-02-14")
	assert close(other).state == "Closed"


def test_closing_needs_every_comment_handled_and_sums_them_up(commune, at):
	import frappe

	from tdkt_app.doctype.public_consultation.outcome import of_nominations

	at("2026-02-06")
	doc = opened(commune)
	comment = log(doc, about="Nguyễn Đình Ái", commenter_name="Bà Tư", commenter_contact="0912 345 678")
	at("2026-03-01")
	with pytest.raises(frappe.ValidationError, match=f"not handled yet: {comment.name}"):
		close(doc)
	comment.update({"result": "Explained", "handling": "Đã trả lời bằng văn bản"}).save()
	doc = close(doc)
	assert doc.comment_count == 1
	for said in ("Nguyễn Đình Ái", "Đồng ý với danh sách", "Explained: Đã trả lời bằng văn bản"):
		assert said in doc.handling_summary
	assert "Bà Tư" not in doc.handling_summary and "0912" not in doc.handling_summary
	(outcome,) = of_nominations([doc.nominations[0].nomination])
	assert outcome.name == doc.name and outcome.comments[0].handling == "Đã trả lời bằng văn bản"
	assert "commenter_name" not in outcome.comments[0]


def test_states_and_stamps_are_the_servers(commune, as_user):
	import frappe

	doc = consultation(
		commune, state="Open", opens_on="2020-01-01", closes_on="2030-01-01", flags={"step": "Open"}
	)
	assert (doc.state, doc.opens_on, doc.closes_on) == ("Draft", None, None)
	doc.update({"state": "Closed", "handling_summary": "x"})
	doc.save()
	assert (doc.state, doc.handling_summary) == ("Draft", None)
	with pytest.raises(frappe.ValidationError, match="Only an open list"):
		close(doc)


@pytest.mark.parametrize("user", [OFFICER, "Administrator"])
def test_an_open_list_is_frozen(commune, as_user, user):
	import frappe

	doc = opened(commune)
	for change in ({"title": "Khác"}, {"working_days": 1}, {"nominations": []}):
		doc.reload()
		with as_user(user), pytest.raises((frappe.PermissionError, frappe.MandatoryError)):
			doc.update(change).save()
	with as_user(user), pytest.raises(frappe.PermissionError):
		frappe.delete_doc("Public Consultation", doc.name)


@pytest.mark.parametrize("user", [CHAIRMAN, COUNCIL, MANAGER, AUDITOR, UNIT_A, NOBODY])
def test_steps_and_comments_are_the_officers(commune, as_user, user):
	import frappe

	from tdkt_app.doctype.public_consultation.public_consultation import open_consultation

	draft, doc = consultation(commune), opened(commune)
	for work in (lambda: open_consultation(draft.name), lambda: close(doc, "x"), lambda: log(doc)):
		with as_user(user), pytest.raises(frappe.PermissionError):
			work()


def test_who_reads(commune, as_user):
	import frappe

	doc = opened(commune)
	comment = log(doc, commenter_name="Bà Tư")
	for user in (OFFICER, CHAIRMAN, MANAGER, AUDITOR):
		for paper in (doc, comment):
			assert frappe.has_permission(paper.doctype, "read", doc=paper.name, user=user)
	assert frappe.has_permission(doc.doctype, "read", doc=doc.name, user=COUNCIL)
	for user in (UNIT_A, NOBODY, "Guest"):
		for paper in (doc, comment):
			assert not frappe.has_permission(paper.doctype, "read", doc=paper.name, user=user)


def test_the_council_does_not_learn_who_said_it(commune, http):
	"""It reads the summary; a filter on a list of comments would tell a name, even without showing it."""
	import frappe

	comment = log(opened(commune), commenter_name="Bà Tư", commenter_contact="0912")
	frappe.db.commit()
	path = f"/api/resource/Consultation Comment/{comment.name}"
	assert http("GET", path, user=OFFICER).json["data"]["commenter_name"] == "Bà Tư"
	assert http("GET", path, user=COUNCIL).status_code == 403
	listed = http(
		"GET", '/api/resource/Consultation Comment?filters=[["commenter_name","like","%Tư%"]]', user=COUNCIL
	)
	assert listed.status_code == 403


# Comments


def test_what_was_said_stays(commune):
	import frappe

	comment = log(opened(commune))
	for field, value in (("content", "khác"), ("about", "ai đó"), ("channel", "Meeting")):
		comment.reload()
		comment.set(field, value)
		with pytest.raises(frappe.ValidationError):
			comment.save()
	with pytest.raises(frappe.PermissionError, match="stays on record"):
		frappe.delete_doc("Consultation Comment", comment.name)


def test_handling_has_result_and_explanation_and_its_stamp(commune, as_user):
	import frappe

	comment = log(opened(commune))
	for values in ({"result": "Taken into Account"}, {"handling": "đã xem"}):
		comment.reload()
		with pytest.raises(frappe.MandatoryError, match="both the result"):
			comment.update(values).save()
	comment.reload()
	with as_user(OFFICER):
		comment.update(
			{"result": "Taken into Account", "handling": "Bỏ khỏi danh sách", "handled_by": CHAIRMAN}
		).save()
	assert comment.handled_by == OFFICER and comment.handled_on


def test_no_comment_on_a_list_that_is_not_open(commune):
	import frappe

	draft = consultation(commune)
	closed = opened(commune)
	comment = log(closed, result="Taken into Account", handling="xong")
	close(closed, "sớm")
	for doc in (draft, closed):
		with pytest.raises(frappe.ValidationError, match="not open"):
			log(doc)
	with pytest.raises(frappe.ValidationError, match="not open"):
		comment.update({"handling": "sửa sau"}).save()


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"content": "   "}, "content"),
		({"content": "a" * 5001}, "at most 5000 characters"),
		({"channel": "Public Page"}, "come from there only"),
		({"consultation": None}, "consultation"),
	],
)
def test_bad_comments(commune, values, said):
	import frappe

	with pytest.raises(frappe.ValidationError, match=said):
		log(opened(commune), **values)


# The public page


def page(http, **kwargs):
	reply = http("GET", "/lay-y-kien", headers={"Accept": "text/html"}, **kwargs)
	assert reply.status_code == 200
	html = reply.get_data(as_text=True)
	return html[html.index("tdkt-consultation") : html.rindex("</section>")]


def test_the_page_shows_lists_and_nothing_personal(commune, http):
	import frappe

	papers = [
		commune.achievement(
			state="Verified",
			summary="Thành tích nội bộ",
			honoree=commune.honoree(
				full_name=f"Người Công Khai {number}", birth_year=1977, address="Xóm Đình, nhà số 9"
			).name,
		)
		for number in range(2)
	]
	nomination = commune.nomination(*papers, state="Under Appraisal")
	nomination.nominees[0].summary = "Hiến đất làm đường " + HOSTILE
	nomination.nominees[1].update({"excluded": 1, "exclusion_reason": "LY DO KIN"})
	nomination.save()
	doc = opened(commune, nomination, title="Đợt công khai " + HOSTILE)
	hidden = consultation(commune, title="Danh sách còn soạn")
	log(doc, content="Ý kiến không công khai")
	frappe.db.commit()
	html = page(http)
	assert "Người Công Khai 0" in html and "Xóm Đình" in html and "Giấy khen" in html
	assert "Lấy ý kiến Nhân dân về khen thưởng" in html and "Hiến đất làm đường" in html
	for kept in ("Người Công Khai 1", "LY DO KIN", "1977", "nhà số 9", "nội bộ", "Ý kiến không công khai"):
		assert kept not in html
	assert hidden.title not in html
	assert "<script>alert(" not in html and "<img src=x" not in html
	assert not re.search(r"Proposed Award|Send a Comment|About Whom|whole list", html)


def test_a_list_is_public_until_its_last_day(commune, at):
	from tdkt_app.portal.consultations import open_lists

	at("2026-02-06")
	doc = opened(commune)
	for day, shown in (("2026-02-06", True), ("2026-02-13", True), ("2026-02-14", False)):
		at(day)
		assert (doc.name in [one.name for one in open_lists()]) is shown


def test_queries_of_the_page_do_not_grow(commune, count_queries):
	from tdkt_app.portal.consultations import open_lists

	counts = []
	for size in (1, 30):
		people = [commune.honoree(full_name=f"Người {number}").name for number in range(size)]
		nominees = [{"honoree": name, "award_type": "GK"} for name in people]
		opened(commune, commune.nomination(state="Appraised", nominees=nominees))
		with count_queries() as asked:
			lists = open_lists()
		counts.append(len(asked))
		assert len(lists[-1].nominees) == size
	assert counts == [3, 3]


@pytest.fixture
def post(http, forget_visits):
	"""A comment of a guest."""

	def send(doc, user=None, **values):
		data = {"consultation": doc.name, "content": "Tôi đồng ý", **values}
		return http("POST", COMMENT, user=user, data=data)

	return send


@pytest.fixture
def public_list(commune):
	import frappe

	doc = opened(commune)
	frappe.db.commit()
	return doc


def stored(doc):
	import frappe

	frappe.db.rollback()
	fields = ["content", "about", "channel", "commenter_name", "commenter_contact", "handled_on", "owner"]
	return frappe.get_all("Consultation Comment", filters={"consultation": doc.name}, fields=fields)


def test_a_guest_comments(public_list, post):
	reply = post(
		public_list, about="Nguyễn Đình Ái", commenter_name="Bà Tư", commenter_contact="0912", result="x"
	)
	assert reply.status_code == 200, reply.get_data(as_text=True)
	(comment,) = stored(public_list)
	assert (comment.content, comment.about, comment.channel) == (
		"Tôi đồng ý",
		"Nguyễn Đình Ái",
		"Public Page",
	)
	assert (comment.commenter_name, comment.commenter_contact, comment.handled_on) == ("Bà Tư", "0912", None)


def test_a_unit_user_comments_as_a_citizen(public_list, post):
	assert post(public_list, user=UNIT_A).status_code == 200
	assert len(stored(public_list)) == 1


def test_the_public_writes_what_it_likes_and_nothing_runs(public_list, post):
	post(public_list, content="Phản đối " + HOSTILE)
	(comment,) = stored(public_list)
	assert "<script" not in comment.content and "onerror" not in comment.content


@pytest.mark.parametrize(
	"values",
	[
		{"content": ""},
		{"content": "a" * 5001},
		{"about": "a" * 141},
		{"commenter_name": "a" * 141},
		{"commenter_contact": "a" * 141},
		{"consultation": "LYK-2020-999"},
	],
)
def test_bad_posts_store_nothing(public_list, post, values):
	assert post(public_list, **values).status_code == 417
	assert stored(public_list) == []


def test_a_program_that_fills_in_everything_is_answered_and_forgotten(public_list, post):
	assert post(public_list, website="http://spam.example").status_code == 200
	assert stored(public_list) == []


def test_comments_of_one_address_are_limited(public_list, post):
	replies = [post(public_list, content=f"Ý kiến {number}").status_code for number in range(12)]
	assert replies[:10] == [200] * 10 and not {200, 500} & set(replies[10:])
	assert len(stored(public_list)) == 10


def test_reading_is_no_posting(public_list, http):
	path = f"{COMMENT}?consultation={public_list.name}&content=x"
	assert http("GET", path).status_code == 403
	assert stored(public_list) == []


def test_a_guest_reaches_no_document(public_list, http):
	for doctype in ("Public Consultation", "Consultation Comment", "Award Nomination"):
		assert http("GET", f"/api/resource/{doctype}").status_code == 403
	assert http(
		"POST", "/api/resource/Consultation Comment", json={"consultation": public_list.name}
	).status_code in (
		401,
		403,
	)


def test_the_unit_of_another_stays_out(commune, as_user):
	"""A neighbour learns the list from the page, not from the document."""
	import frappe

	doc = opened(commune, commune.nomination(unit=HAMLET_B, state="Appraised"))
	assert not frappe.has_permission(doc.doctype, "read", doc=doc.name, user=UNIT_A)
