"""Findings in the desk: who may ask, what is said, what stops a decision, and the way past a warning."""

from __future__ import annotations

import pytest

from tests.site.commune import CHAIRMAN, COUNCIL, HAMLET_A, MANAGER, NOBODY, OFFICER, UNIT_A

YEAR = {"period_from": "2025-01-01", "period_to": "2025-12-31"}


def codes(findings, severity=None):
	return {row["code"] for row in findings if severity in (None, row["severity"])}


@pytest.fixture
def decision_of(commune):
	"""A draft for one honoree with the given awards."""

	def build(*awards, **values):
		honoree = values.pop("honoree", None) or commune.honoree().name
		if recognised_on := values.pop("recognised_on", None):
			commune.recognised(honoree, recognised_on)
		recipients = [{"honoree": honoree, "award_type": award} for award in awards]
		return commune.decision(recipients=recipients, **values)

	return build


def findings_of(doc):
	from tdkt_app.law.findings import of_document

	return of_document(doc.doctype, doc.name)["findings"]


def test_a_finding_has_sentence_article_row_and_subject(decision_of):
	decision = decision_of("LDTT")
	(found,) = [row for row in findings_of(decision) if row["code"] == "not-registered"]
	assert found["severity"] == "warn"
	assert (
		found["message"]
		== "Lao động tiên tiến was not registered for at the beginning of the emulation period."
	)
	assert found["rule"] == "VN-eligibility.registration-LDTT-2024-01"
	assert found["article"].startswith("Luật 06/2022/QH15")
	assert found["subject_name"] == "Nguyễn Đình Ái (Lao động tiên tiến)"


def test_sentences_are_vietnamese_for_vietnamese_readers(decision_of):
	import frappe

	frappe.local.lang = "vi"
	messages = [row["message"] for row in findings_of(decision_of("LDTT"))]
	assert "Chưa đăng ký Lao động tiên tiến từ đầu kỳ thi đua." in messages


@pytest.mark.parametrize(("day", "stopped"), [("2025-06-30", True), ("2025-07-01", False)])
def test_the_day_decides_who_is_competent(commune, decision_of, day, stopped):
	import frappe

	decision = decision_of("LDTT", "CSTDCS", decision_date=day, recognised_on="2025-06-20")
	assert ("not-competent" in codes(findings_of(decision), "block")) is stopped
	if not stopped:
		assert commune.act(decision, "Send for Signature", OFFICER).workflow_state == "Appraised"
		return
	with pytest.raises(frappe.ValidationError) as refusal:
		commune.act(decision, "Send for Signature", OFFICER)
	for said in ("Chiến sĩ thi đua cơ sở", "30/06/2025", "Luật 06/2022/QH15 Điều 80.2", "Nguyễn Đình Ái"):
		assert said in str(refusal.value)
	assert frappe.db.get_value("Award Decision", decision.name, "workflow_state") == "Draft"


def test_an_initiative_is_needed_where_the_title_needs_one(decision_of):
	blocked = codes(findings_of(decision_of("LDTT", "CSTDCS")), "block")
	assert "initiative-missing" in blocked
	free = codes(findings_of(decision_of("LDTT", "CSTDCS", recognised_on="2025-06-20")), "block")
	assert "initiative-missing" not in free


def test_a_title_already_held_stops_issue_too(commune, decision_of):
	"""Another decision was issued while this one lay on the chairman's desk."""
	import frappe

	honoree = commune.honoree().name
	waiting = decision_of("LDTT", honoree=honoree, state="Appraised", **YEAR)
	first = decision_of("LDTT", honoree=honoree, state="Appraised", **YEAR)
	issued = commune.act(first, "Issue", CHAIRMAN)
	with pytest.raises(frappe.ValidationError, match="Lao động tiên tiến was already given") as refusal:
		commune.act(waiting, "Issue", CHAIRMAN)
	assert issued.decision_number in str(refusal.value)
	assert not frappe.db.get_value("Award Decision", waiting.name, "decision_number")


def test_the_period_of_the_last_decision_counts(commune, decision_of):
	honoree = commune.honoree().name
	campaign = commune.campaign(campaign_type="Regular").name
	first = decision_of("GK", honoree=honoree, campaign=campaign, state="Appraised", period_to="2025-08-31")
	commune.act(first, "Issue", CHAIRMAN)
	other = commune.campaign(campaign_type="Regular").name
	again = decision_of(
		"GK", honoree=honoree, campaign=other, period_from="2025-08-31", period_to="2025-12-31"
	)
	assert "period-already-counted" in codes(findings_of(again), "block")
	later = decision_of(
		"GK", honoree=honoree, campaign=other, period_from="2025-09-01", period_to="2025-12-31"
	)
	assert "period-already-counted" not in codes(findings_of(later))


def test_registration_of_the_honoree_is_found(commune, decision_of):
	import frappe

	campaign, honoree = commune.campaign(), commune.honoree()
	registration = {
		"campaign": campaign.name,
		"unit": HAMLET_A,
		"honoree": honoree.name,
		"targets": "Đạt LĐTT",
	}
	frappe.get_doc({"doctype": "Campaign Registration", **registration}).insert()
	found = codes(findings_of(decision_of("LDTT", honoree=honoree.name, campaign=campaign.name)))
	assert "not-registered" not in found
	assert "registered-late" in found  # today is after the deadline of the campaign


def test_a_cap_counts_unit_and_group(commune):
	people = [commune.honoree(full_name=f"Người {number}").name for number in range(3)]
	recipients = [{"honoree": name, "award_type": "LDTT"} for name in people]
	recipients.append({"honoree": people[0], "award_type": "CSTDCS"})
	(found,) = [
		row for row in findings_of(commune.decision(recipients=recipients)) if row["code"] == "ratio-exceeded"
	]
	assert (
		"Xóm Đình, staff: 1 Chiến sĩ thi đua cơ sở asked for, at most 0 allowed (15% of 3)"
		in found["message"]
	)


def test_money_findings_stand_in_the_panel(decision_of):
	found = {
		row["code"]: row for row in findings_of(decision_of("LDTT", "CSTDCS", recognised_on="2025-06-20"))
	}
	assert found["only-highest-title-pays"]["article"] == "NĐ 152/2025/NĐ-CP Điều 49.5"


def test_an_achievement_is_looked_at_as_for_the_usual_award(commune):
	paper = commune.achievement(state="Verified")
	assert "campaign-already-rewarded" not in codes(findings_of(paper))
	commune.issued(paper)
	again = commune.achievement(honoree=paper.honoree, campaign=paper.campaign)
	assert "campaign-already-rewarded" in codes(findings_of(again), "warn")
	assert codes(findings_of(paper), "block") == set()  # not a second reward of itself


def test_a_day_without_any_rule_is_named(commune):
	import frappe

	with pytest.raises(frappe.ValidationError, match=r"Multiplier of the base salary.*31/12/2023"):
		commune.decision(decision_date="2023-12-31")


@pytest.mark.parametrize("user", [OFFICER, CHAIRMAN, MANAGER])
def test_desk_roles_see_the_panel(commune, as_user, decision_of, user):
	decision = decision_of("LDTT")
	with as_user(user):
		assert "not-registered" in codes(findings_of(decision))


@pytest.mark.parametrize("user", ["Guest", UNIT_A, NOBODY, COUNCIL])
def test_others_see_nothing(commune, as_user, decision_of, user):
	import frappe

	from tdkt_app.law.findings import of_candidate

	decision, paper = decision_of("LDTT"), commune.achievement()
	with as_user(user):
		for doc in (decision, paper):
			with pytest.raises(frappe.PermissionError):
				findings_of(doc)
		with pytest.raises(frappe.PermissionError):
			of_candidate(paper.honoree, "GK", **YEAR)


@pytest.mark.parametrize(("user", "status"), [(None, 403), (UNIT_A, 403), (OFFICER, 200)])
def test_over_http(http, commune, decision_of, user, status):
	import frappe

	decision = decision_of("LDTT")
	frappe.db.commit()
	query = f"doctype=Award+Decision&name={decision.name}"
	reply = http("GET", f"/api/method/tdkt_app.law.findings.of_document?{query}", user=user)
	assert reply.status_code == status
	if status == 200:
		assert "not-registered" in codes(reply.get_json()["message"]["findings"])


def test_reading_changes_nothing_and_is_no_post(http, commune, decision_of):
	import frappe

	decision = decision_of("LDTT")
	frappe.db.commit()
	data = {"doctype": "Award Decision", "name": decision.name}
	reply = http("POST", "/api/method/tdkt_app.law.findings.of_document", user=OFFICER, json=data)
	assert reply.status_code == 403


@pytest.mark.parametrize(
	("bad", "said"),
	[
		({"period_to": "2024-12-31"}, "period ends"),
		({"period_from": "01/01/2025"}, "01/01/2025"),
		({"award_type": "NOBEL"}, "Unknown award: NOBEL"),
		({"honoree": "HN-99999"}, "Unknown honoree: HN-99999"),
		({"method": "Lottery"}, "Lottery"),
	],
)
def test_a_bad_candidate_is_named(commune, bad, said):
	import frappe

	from tdkt_app.law.findings import of_candidate

	with pytest.raises((frappe.ValidationError, frappe.PermissionError), match=said):
		of_candidate(**{"honoree": commune.honoree().name, "award_type": "GK", **YEAR, **bad})


@pytest.mark.parametrize("bad", ["{}", '["x"]', "[1]"])
def test_candidates_are_a_list_of_objects(site, bad):
	import frappe

	from tdkt_app.law.findings import of_candidates

	with pytest.raises(frappe.ValidationError, match="list of candidates"):
		of_candidates(bad)


def test_a_thousand_candidates_are_the_limit(site):
	import frappe

	from tdkt_app.law.findings import MOST_CANDIDATES, of_candidates

	with pytest.raises(frappe.ValidationError, match="1000"):
		of_candidates([{}] * (MOST_CANDIDATES + 1))


def test_queries_do_not_grow_with_the_candidates(commune, count_queries):
	import frappe

	from tdkt_app.law import rule_packs
	from tdkt_app.law.findings import of_candidates

	honoree = commune.honoree()
	names = [honoree.name]
	for number in range(199):
		copy = frappe.copy_doc(honoree)
		copy.full_name = f"Người thứ {number}"
		names.append(copy.insert().name)
	commune.issued(commune.achievement(honoree=honoree.name, state="Verified"))

	def queries_for(count):
		rule_packs.forget()
		candidates = [{"honoree": name, "award_type": "LDTT", **YEAR} for name in names[:count]]
		with count_queries() as queries:
			found = of_candidates(candidates)
		assert len({row["subject"] for row in found if row["code"] == "not-registered"}) == count
		return len(queries)

	of_candidates([{"honoree": names[0], "award_type": "LDTT", **YEAR}])
	assert queries_for(1) == queries_for(200) <= 15


def warning(doc, code="not-registered"):
	return next(row["id"] for row in findings_of(doc) if row["code"] == code)


def test_an_officer_overrides_a_warning_with_a_reason(commune, as_user, decision_of):
	from tdkt_app.law.findings import of_document, override

	decision = decision_of("LDTT")
	with as_user(OFFICER):
		assert of_document("Award Decision", decision.name)["may_override"]
		override("Award Decision", decision.name, warning(decision), " Đăng ký bằng giấy. ")
		(found,) = [row for row in findings_of(decision) if row["code"] == "not-registered"]
	assert (found["override"].reason, found["override"].overridden_by) == ("Đăng ký bằng giấy.", OFFICER)


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_there_is_no_override(commune, as_user, decision_of, reason):
	import frappe

	from tdkt_app.law.findings import override

	decision = decision_of("LDTT")
	with as_user(OFFICER), pytest.raises(frappe.MandatoryError):
		override("Award Decision", decision.name, warning(decision), reason)


@pytest.mark.parametrize("user", [COUNCIL, CHAIRMAN, MANAGER, UNIT_A, "Guest"])
def test_overriding_is_the_officers(commune, as_user, decision_of, user):
	import frappe

	from tdkt_app.law.findings import override

	decision = decision_of("LDTT")
	finding = warning(decision)
	with as_user(user), pytest.raises(frappe.PermissionError):
		override("Award Decision", decision.name, finding, "Được")


def test_only_warnings_that_exist_are_overridden(commune, as_user, decision_of):
	import frappe

	from tdkt_app.law.findings import override

	decision = decision_of("LDTT", "CSTDCS")
	block = warning(decision, "initiative-missing")
	with as_user(OFFICER):
		with pytest.raises(frappe.ValidationError, match="Only a warning"):
			override("Award Decision", decision.name, block, "Được")
		with pytest.raises(frappe.ValidationError, match="no such finding"):
			override("Award Decision", decision.name, "0" * 20, "Được")
		with pytest.raises(frappe.ValidationError, match="documents of the type User"):
			override("User", OFFICER, block, "Được")


def test_a_decided_document_takes_no_override_and_keeps_its_own(commune, as_user, decision_of):
	import frappe

	from tdkt_app.law.findings import override

	decision = decision_of("LDTT", state="Appraised")
	finding = warning(decision)
	with as_user(OFFICER):
		override("Award Decision", decision.name, finding, "Đăng ký bằng giấy")
	issued = commune.act(decision, "Issue", CHAIRMAN)
	entry = frappe.get_last_doc("Finding Override", {"reference_name": issued.name})
	with as_user(OFFICER), pytest.raises(frappe.PermissionError, match="decided"):
		override("Award Decision", issued.name, finding, "Thêm lần nữa")
	entry.reason = "Lý do khác"
	with pytest.raises(frappe.PermissionError):
		entry.save()
	with pytest.raises(frappe.PermissionError):
		entry.delete()


def test_forged_texts_of_an_override_are_written_by_the_server(commune, as_user, decision_of):
	import frappe

	decision = decision_of("LDTT")
	finding = warning(decision)
	with as_user(OFFICER):
		entry = frappe.get_doc(
			{
				"doctype": "Finding Override",
				"reference_doctype": "Award Decision",
				"reference_name": decision.name,
				"finding": finding,
				"reason": "Được",
				"message": "Không có cảnh báo nào",
				"overridden_by": CHAIRMAN,
			}
		).insert()
	assert "not registered" in entry.message
	assert (entry.overridden_by, entry.rule) == (OFFICER, "VN-eligibility.registration-LDTT-2024-01")


def test_a_deleted_draft_takes_its_overrides_along(commune, as_user, decision_of):
	import frappe

	from tdkt_app.law.findings import override

	decision = decision_of("LDTT")
	with as_user(OFFICER):
		override("Award Decision", decision.name, warning(decision), "Đăng ký bằng giấy")
	decision.delete()
	assert not frappe.db.exists("Finding Override", {"reference_name": decision.name})


def test_another_finding_of_the_same_rule_is_not_overridden(commune, as_user, decision_of):
	from tdkt_app.law.findings import override

	decision = decision_of("LDTT")
	with as_user(OFFICER):
		override("Award Decision", decision.name, warning(decision), "Đăng ký bằng giấy")
	decision.append(
		"recipients", {"honoree": commune.honoree(full_name="Người khác").name, "award_type": "LDTT"}
	)
	decision.save()
	overridden = [bool(row["override"]) for row in findings_of(decision) if row["code"] == "not-registered"]
	assert sorted(overridden) == [False, True]


def test_severity_of_a_row_decides_whether_it_stops(commune, decision_of):
	import frappe

	row = frappe.get_doc("Award Rule", "VN-eligibility.registration-LDTT-2024-01")
	row.severity = "block"
	row.save()
	with pytest.raises(frappe.ValidationError, match="was not registered"):
		commune.act(decision_of("LDTT"), "Send for Signature", OFFICER)
	row.severity = "info"
	row.save()
	assert commune.act(decision_of("LDTT"), "Send for Signature", OFFICER).workflow_state == "Appraised"


def test_a_plan_shows_what_its_form_lacks(commune, as_user):
	"""The clerk sees it before the plan is issued; nothing of it stops the plan."""
	import frappe

	plan = frappe.get_doc(
		{
			"doctype": "Emulation Plan",
			"plan_title": "Phát động phòng trào thi đua năm 2025",
			"year": 2025,
			"plan_date": "2025-01-20",
			"requirements": "Đúng tiêu chí, kinh phí từ quỹ của xã, hạn 30/11/2025.",
		}
	).insert()
	with as_user(OFFICER):
		found = {row["code"]: row for row in findings_of(plan)}
	assert {"form-no-basis", "form-no-targets", "form-slip"} <= set(found)
	assert found["form-no-basis"]["severity"] == "warn"
	assert found["form-slip"]["message"] == "“phòng trào” probably means “phong trào”."
	assert found["form-slip"]["article"] == "NĐ 30/2020/NĐ-CP Phụ lục I, Phần I"


def test_the_form_of_an_issued_decision_needs_its_number(commune):
	draft, issued = commune.decision(), commune.issued(recipients_note="- Lưu: VT.")
	assert "form-no-number" not in codes(findings_of(draft))
	assert not {code for code in codes(findings_of(issued)) if code.startswith("form-")}


def test_the_form_stops_nothing(commune):
	"""No bases, no receivers: the decision is sent on all the same, as far as the rules of form go."""
	decision = commune.decision()
	decision.recipients_note = ""
	decision.save()
	assert "form-no-receivers" in codes(findings_of(decision))
	assert commune.act(decision, "Send for Signature", OFFICER).workflow_state == "Appraised"
