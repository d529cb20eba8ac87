"""The head of a block looks at what the block handed in and gives the block head's scores; nothing else."""

from __future__ import annotations

import json

import pytest

from tests.site.commune import HAMLET_A, HAMLET_B, OFFICER, PDF, TEAM_OF_A, UNIT_A, UNIT_B

GIVE = "/api/method/tdkt_app.portal.block_scores.give"
CRITERIA = [
	{"criterion": "Hoàn thành nhiệm vụ", "max_score": 60},
	{"criterion": "Báo cáo chậm", "criterion_kind": "Penalty", "max_score": 5},
]


@pytest.fixture
def block(commune):
	"""Hamlet A leads a block of both hamlets; committed for requests and taken back afterwards."""
	import frappe

	def set_block(name: str | None, leads: int) -> None:
		frappe.db.set_value("Emulation Unit", HAMLET_A, {"block": name, "leads_block": leads})
		frappe.db.set_value("Emulation Unit", HAMLET_B, {"block": name, "leads_block": 0})

	made = frappe.get_doc(
		{"doctype": "Emulation Block", "block_code": "KHOI-THU", "block_name": "Khối xóm"}
	).insert()
	set_block(made.name, 1)
	yield made
	frappe.db.rollback()
	set_block(None, 0)
	frappe.delete_doc("Emulation Block", "KHOI-THU", ignore_missing=True, force=True)
	frappe.db.commit()


@pytest.fixture
def paper(commune, block):
	"""`paper(HAMLET_B, "Submitted")`: self scores 50 and 2; committed."""
	import frappe

	def make(unit: str = HAMLET_B, state: str = "Submitted", **values):
		campaign = commune.campaign(criteria=[dict(row) for row in CRITERIA])
		made = commune.achievement(unit, **{"campaign": campaign.name, **values})
		for row, given in zip(made.scores, (50, 2), strict=False):
			row.self_score = given
		made.save()
		made.db_set("workflow_state", state, update_modified=False)
		made.reload()
		frappe.db.commit()
		return made

	return make


def reads(user: str, paper) -> bool:
	import frappe

	return frappe.has_permission("Achievement", "read", doc=paper.name, user=user)


def listed(as_user, user: str, paper) -> bool:
	import frappe

	with as_user(user):
		return bool(frappe.get_list("Achievement", filters={"name": paper.name}))


def give(as_user, paper, score: float, reason: str = "Khối thống nhất", user: str = UNIT_A) -> float:
	from tdkt_app.portal import block_scores

	sent = {paper.scores[0].criterion_row: {"score": score, "reason": reason}}
	with as_user(user):
		return block_scores.give(paper.name, json.dumps(sent))["total"]


# What he sees


@pytest.mark.parametrize(
	("state", "seen"),
	[
		("Draft", False),
		("Submitted", True),
		("Under Verification", True),
		("Returned", False),
		("Verified", True),
		("Rejected", False),
	],
)
def test_head_reads_what_was_handed_in(paper, as_user, state, seen):
	made = paper(HAMLET_B, state)
	assert reads(UNIT_A, made) is listed(as_user, UNIT_A, made) is seen


def test_member_of_the_block_reads_nothing_of_the_head(paper, as_user):
	made = paper(HAMLET_A)
	assert reads(UNIT_B, made) is listed(as_user, UNIT_B, made) is False


def test_head_reads_nothing_outside_the_block(paper, as_user):
	import frappe

	made = paper(HAMLET_B)
	frappe.db.set_value("Emulation Unit", HAMLET_B, "block", None)
	assert reads(UNIT_A, made) is listed(as_user, UNIT_A, made) is False


def test_head_of_a_closed_block_reads_nothing(paper, block, as_user):
	made = paper(HAMLET_B)
	block.db_set("is_active", 0)
	assert reads(UNIT_A, made) is listed(as_user, UNIT_A, made) is False


def test_head_reads_no_deed_on_the_spot(paper, as_user):
	made = paper(HAMLET_B, on_the_spot=1, campaign=None)
	assert reads(UNIT_A, made) is listed(as_user, UNIT_A, made) is False


@pytest.mark.parametrize("ptype", ["write", "delete", "submit", "cancel", "share", "export", "print"])
def test_head_does_no_more_than_read(paper, ptype):
	import frappe

	made = paper()
	assert not frappe.has_permission("Achievement", ptype, doc=made.name, user=UNIT_A)


def test_own_papers_are_his_as_before(paper, as_user):
	import frappe

	draft = paper(TEAM_OF_A, "Draft")
	assert reads(UNIT_A, draft) and listed(as_user, UNIT_A, draft)
	assert frappe.has_permission("Achievement", "write", doc=draft.name, user=UNIT_A)


def test_neighbours_papers_are_not_among_those_of_the_unit(paper, as_user):
	from tdkt_app.portal import pages

	foreign, own = paper(HAMLET_B), paper(HAMLET_A)
	with as_user(UNIT_A):
		names = {one.name for one in pages.achievements()}
	assert own.name in names and foreign.name not in names


# What he gives


@pytest.mark.parametrize("state", ["Submitted", "Under Verification"])
def test_head_gives_his_scores(paper, as_user, state):
	made = paper(HAMLET_B, state)
	assert give(as_user, made, 45) == 43
	made.reload()
	row = made.scores[0]
	assert (row.self_score, row.block_head_score, row.block_head_reason) == (50, 45, "Khối thống nhất")
	assert (row.officer_score, made.total_score, made.workflow_state) == (45, 43, state)


def test_what_the_officer_gave_stays(paper, as_user):
	made = paper(HAMLET_B, "Under Verification")
	with as_user(OFFICER):
		made.scores[0].update({"officer_score": 40, "officer_reason": "Thiếu số liệu"})
		made.save()
	give(as_user, made, 45)
	made.reload()
	assert (made.scores[0].officer_score, made.scores[0].officer_reason) == (40, "Thiếu số liệu")


@pytest.mark.parametrize(("score", "reason"), [(60.5, "Quá"), (-1, "Âm"), (45, " ")])
def test_bad_scores(paper, as_user, score, reason):
	import frappe

	made = paper()
	with pytest.raises(frappe.ValidationError, match="Hoàn thành nhiệm vụ"):
		give(as_user, made, score, reason)


@pytest.mark.parametrize("state", ["Draft", "Returned", "Verified", "Rejected"])
def test_no_scores_in_other_states(paper, as_user, state):
	import frappe

	made = paper(HAMLET_B, state)
	with pytest.raises(frappe.PermissionError):
		give(as_user, made, 45)


def test_head_does_not_score_himself_unless_the_block_says_so(paper, block, as_user):
	import frappe

	own = paper(HAMLET_A)
	with pytest.raises(frappe.PermissionError):
		give(as_user, own, 45)
	block.db_set("head_scores_itself", 1)
	assert give(as_user, own, 45) == 43


@pytest.mark.parametrize("unit", [HAMLET_A, HAMLET_B])
def test_others_of_the_block_score_nobody(paper, as_user, unit):
	import frappe

	made = paper(unit)
	with pytest.raises(frappe.PermissionError):
		give(as_user, made, 45, user=UNIT_B)


@pytest.mark.parametrize("sent", ["{}", "[]", '{"x": {"score": 1}}', '{"x": 1}'])
def test_scores_that_fit_no_criterion(paper, as_user, sent):
	import frappe

	from tdkt_app.portal import block_scores

	made = paper()
	with as_user(UNIT_A), pytest.raises(frappe.ValidationError):
		block_scores.give(made.name, sent)


def test_head_who_saves_by_himself_changes_nothing(paper, as_user):
	import frappe

	made = paper()
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		made.scores[0].update({"block_head_score": 45, "block_head_reason": "x"})
		made.save()


def test_even_past_permissions_only_his_scores_change(paper, as_user):
	"""The entrance saves past document permissions: the guard and the rules of the scores hold all the same."""
	import frappe

	made = paper()
	with as_user(UNIT_A):
		changed = frappe.get_doc("Achievement", made.name)
		changed.scores[0].update(
			{"self_score": 1, "officer_score": 1, "officer_reason": "x", "block_head_score": 45}
		)
		changed.scores[0].block_head_reason = "Khối thống nhất"
		changed.save(ignore_permissions=True)
		for field, value in (
			("summary", "Sửa"),
			("workflow_state", "Verified"),
			("verifier_remark", "Ý kiến"),
		):
			changed = frappe.get_doc("Achievement", made.name)
			changed.set(field, value)
			with pytest.raises(frappe.PermissionError):
				changed.save(ignore_permissions=True)
	made.reload()
	row = made.scores[0]
	assert (row.self_score, row.block_head_score, row.officer_score, row.officer_reason) == (50, 45, 45, None)


# Over the wire


def test_portal_pages_and_entrance(paper, http):
	import frappe

	made = paper()
	assert made.name in http("GET", "/thi-dua/cham-cheo", user=UNIT_A).text
	page = http("GET", f"/thi-dua/cham-cheo?name={made.name}", user=UNIT_A)
	assert page.status_code == 200 and "Hoàn thành nhiệm vụ" in page.text and "Xóm La Lang" in page.text
	sent = {made.scores[0].criterion_row: {"score": "44,5", "reason": "Khối thống nhất"}}
	reply = http("POST", GIVE, user=UNIT_A, data={"name": made.name, "scores": json.dumps(sent)})
	assert (reply.status_code, reply.json["message"]) == (200, {"total": 42.5})
	frappe.db.rollback()
	assert frappe.db.get_value("Achievement", made.name, "total_score") == 42.5


def test_drafts_are_not_shown(paper, http):
	draft = paper(HAMLET_B, "Draft")
	assert draft.name not in http("GET", "/thi-dua/cham-cheo", user=UNIT_A).text
	assert http("GET", f"/thi-dua/cham-cheo?name={draft.name}", user=UNIT_A).status_code == 403


def test_others_have_no_page(paper, http):
	made = paper(HAMLET_A)
	assert made.name not in http("GET", "/thi-dua/cham-cheo", user=UNIT_B).text
	assert http("GET", f"/thi-dua/cham-cheo?name={made.name}", user=UNIT_B).status_code == 403
	reply = http("POST", GIVE, user=UNIT_B, data={"name": made.name, "scores": '{"x": {"score": 1}}'})
	assert reply.status_code == 403


def test_head_with_a_desk_role_is_held_back_over_rest_too(paper, make_user, http):
	"""A role with desk access opens the general entrances; the rows stay the same."""
	import frappe

	made = paper()
	if not frappe.db.exists("Role", "Test Desk"):
		frappe.get_doc({"doctype": "Role", "role_name": "Test Desk", "desk_access": 1}).insert()
	head = make_user("head@test.example", "TDKT Unit User", "Test Desk")
	unit = frappe.get_doc("Emulation Unit", HAMLET_A)
	unit.append("users", {"user": head})
	unit.save()
	frappe.db.commit()
	try:
		path = f"/api/resource/Achievement/{made.name}"
		assert http("GET", path, user=head).status_code == 200
		row = made.scores[0].as_dict()
		row.update({"block_head_score": 45, "block_head_reason": "x"})
		scores = json.loads(frappe.as_json([row]))
		for values in ({"summary": "Sửa"}, {"workflow_state": "Verified"}, {"scores": scores}):
			assert http("PUT", path, user=head, json=values).status_code == 403
		assert http("DELETE", path, user=head).status_code == 403
	finally:
		frappe.db.rollback()
		unit.reload()
		unit.users = [one for one in unit.users if one.user != head]
		unit.save()
		frappe.db.commit()


def test_evidence_is_read_and_not_touched(commune, paper, as_user, http):
	import frappe

	made = paper(HAMLET_B, "Draft")
	commune.with_evidence(made, content=PDF + b"% khoi")
	made.db_set("workflow_state", "Submitted", update_modified=False)
	frappe.db.commit()
	url = made.evidence[0].file
	assert http("GET", url, user=UNIT_A).status_code == 200
	file = frappe.get_doc("File", {"file_url": url})
	with as_user(UNIT_A), pytest.raises(frappe.PermissionError):
		frappe.delete_doc("File", file.name)


def test_list_takes_a_fixed_number_of_queries(paper, as_user, count_queries):
	from tdkt_app.portal import block_scores

	def look() -> tuple[int, int]:
		with as_user(UNIT_A), count_queries() as queries:
			found = block_scores.papers()
		return len(queries), len(found)

	paper()
	look()
	few, rows = look()
	paper()
	assert look() == (few, rows + 1)
