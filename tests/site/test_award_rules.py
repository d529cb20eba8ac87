"""Dated rules as rows of the site: what may be written, which row is chosen, what a local pack changes."""

from __future__ import annotations

from datetime import date

import pytest

KINDS = ("Individual", "Household", "Collective")


@pytest.fixture
def pack(site):
	from tdkt_app.law.rule_packs import active_pack

	return active_pack


@pytest.fixture
def local_pack(site):
	import frappe

	fields = {
		"pack_code": "THAI-NGUYEN",
		"pack_title": "Quy định của tỉnh",
		"level": "Province",
		"is_active": 1,
	}
	return frappe.get_doc({"doctype": "Rule Pack", **fields}).insert()


def row(rule_key="hold.service", values=(("days", "200"),), **fields):
	import frappe

	return frappe.get_doc(
		{
			"doctype": "Award Rule",
			"rule_pack": "VN",
			"rule_key": rule_key,
			"effective_from": "2025-07-01",
			"legal_source": "QĐ 12/2025/QĐ-UBND Điều 3",
			"rule_values": [{"value_name": name, "value": value} for name, value in values],
			**fields,
		}
	)


def test_the_site_has_the_shipped_rules_to_the_letter(pack):
	from tdkt_app.law.rule_packs import rule_set
	from tdkt_app.rules.pack_file import differences
	from tdkt_app.rules.reference import national_rules

	changed = [pair for pair in differences(national_rules(), rule_set("VN")) if not (pair.old and pair.new)]
	assert changed == []
	assert len(pack().national.rows) == len(national_rules().rows)


@pytest.mark.parametrize(
	("day", "level", "article"),
	[
		("2025-06-30", "District", "Luật 06/2022/QH15 Điều 80.2"),
		("2025-07-01", "Commune", "Luật 06/2022/QH15 Điều 80.2; Luật 72/2025/QH15 (điều khoản chuyển tiếp)"),
	],
)
def test_another_row_on_1_july_2025(pack, day, level, article):
	rule = pack().find("eligibility.competence", date.fromisoformat(day), "CSTDCS").rule
	assert (rule.text("level"), rule.legal_source) == (level, article)


@pytest.mark.parametrize(
	("day", "paid", "article"),
	[
		("2025-06-30", (710_000, 1_060_000, 1_410_000), "NĐ 98/2023/NĐ-CP"),
		("2025-07-01", (710_000, 1_060_000, 1_410_000), "NĐ 152/2025/NĐ-CP Điều 54.1.e"),
		("2026-06-30", (710_000, 1_060_000, 1_410_000), "NĐ 152/2025/NĐ-CP Điều 54.1.e"),
		("2026-07-01", (760_000, 1_140_000, 1_520_000), "NĐ 152/2025/NĐ-CP Điều 54.1.e"),
	],
)
def test_money_of_a_certificate_by_date(commune, day, paid, article):
	papers = [commune.achievement(kind=kind, state="Verified") for kind in KINDS]
	decision = commune.decision(*papers, decision_date=day)
	assert tuple(recipient.amount for recipient in decision.recipients) == paid
	assert decision.recipients[0].legal_source == article


def test_of_two_titles_for_one_period_the_highest_pays(commune):
	honoree = commune.honoree().name
	recipients = [{"honoree": honoree, "award_type": award} for award in ("LDTT", "CSTDCS", "GK")]
	decision = commune.decision(recipients=recipients)
	assert [recipient.amount for recipient in decision.recipients] == [0, 2_340_000, 710_000]
	reasons = [recipient.unpaid_reason for recipient in decision.recipients]
	assert "Chiến sĩ thi đua cơ sở" in reasons[0] and "49.5" in reasons[0]
	assert reasons[1:] == ["", ""]
	assert decision.total_amount == 3_050_000


def test_a_local_rounding_row_is_obeyed(commune, local_pack):
	values = (("unit", "1000"), ("mode", "up"), ("order", "product"))
	row("money.rounding", values, rule_pack=local_pack.name).insert()
	assert commune.decision().recipients[0].amount == 702_000


def test_values_are_shown_in_the_order_of_the_rule_and_in_one_spelling(site):
	values = (("strictly_more", "Có"), ("secret_ballot", "0"), ("denominator", "all"), ("threshold", "66,5%"))
	stored = row("vote.council", values, method="External Relations").insert()
	assert [(value.value_name, value.value) for value in stored.rule_values] == [
		("threshold", "133/200"),
		("strictly_more", "yes"),
		("denominator", "all"),
		("secret_ballot", "no"),
	]
	assert stored.rule_values[0].label == "Threshold"


@pytest.mark.parametrize(
	("rule_key", "values", "said"),
	[
		("hold.service", (("days", "nhiều"),), "Days.*“nhiều” is not a whole number"),
		("hold.service", (), "“Days” is to be filled in"),
		("hold.service", (("days", "5"), ("colour", "red")), "colour"),
		(
			"vote.meeting",
			(("quorum", "3/2"), ("written_opinion", "1"), ("recused_count", "1")),
			"Quorum.*3/2",
		),
		("money.rounding", (("unit", "1"), ("mode", "sideways"), ("order", "product")), "sideways.*nearest"),
		("dossier.items", (("items", "no colon"), ("copies", "1")), "Items.*no colon"),
	],
)
def test_a_bad_value_names_row_date_and_value(site, rule_key, values, said):
	import frappe

	bad = row(rule_key, values, method="External Relations")
	with pytest.raises(frappe.ValidationError, match=said) as refusal:
		bad.insert()
	assert f"VN-{rule_key}-External-Relations-2025-07" in str(refusal.value)
	assert "01/07/2025" in str(refusal.value)


def test_overlapping_rows_are_refused_with_both_names_and_the_day(site):
	import frappe

	row(effective_to="2025-12-31").insert()
	row(effective_from="2026-01-01").insert()
	with pytest.raises(frappe.ValidationError) as refusal:
		row(effective_from="2025-12-01", effective_to="2025-12-31").insert()
	for named in ("VN-hold.service-2025-07", "VN-hold.service-2025-12", "01/12/2025"):
		assert named in str(refusal.value)
	row(effective_from="2025-12-01", award_type="LDTT").insert()


def test_a_row_ends_not_before_it_begins(site):
	import frappe

	with pytest.raises(frappe.ValidationError, match="must not be before"):
		row(effective_to="2025-06-30").insert()


def test_a_local_row_takes_the_place_of_the_national_one(pack, local_pack):
	day = date(2026, 1, 15)
	national = pack().find("vote.meeting", day).rule
	values = (("quorum", "3/4"), ("written_opinion", "no"), ("recused_count", "yes"))
	local = row("vote.meeting", values, rule_pack=local_pack.name, effective_from="2026-01-01").insert()
	assert pack().find("vote.meeting", day).rule.name == local.name
	assert pack().find("vote.meeting", date(2025, 12, 31)).rule.name == national.name
	local_pack.is_active = 0
	local_pack.save()
	assert pack().find("vote.meeting", day).rule.name == national.name


def test_only_one_local_pack_is_active(local_pack):
	import frappe

	second = frappe.get_doc(
		{"doctype": "Rule Pack", "pack_code": "xa-cat-ne", "pack_title": "Xã", "level": "Commune"}
	).insert()
	assert second.name == "XA-CAT-NE"
	second.is_active = 1
	with pytest.raises(frappe.ValidationError, match="THAI-NGUYEN"):
		second.save()
	with pytest.raises(frappe.ValidationError, match="active"):
		local_pack.delete()


def test_who_verified_a_row_and_when(commune, as_user):
	import frappe
	from frappe.utils import getdate, nowdate

	from tests.site.commune import MANAGER

	shipped = frappe.get_doc("Award Rule", "VN-double.titles-2025-07")
	assert (shipped.verified, shipped.verified_by) == (1, None)
	with as_user(MANAGER):
		rule = row(verified_by="Administrator").insert()
		assert rule.verified_by is None
		rule.verified = 1
		rule.save()
	assert (rule.verified_by, getdate(rule.verified_on)) == (MANAGER, getdate(nowdate()))


def test_the_legal_document_is_found_by_its_number(site):
	assert row(legal_source="NĐ 152/2025/NĐ-CP Điều 9").insert().legal_document == "152-2025-ND-CP"
	assert row(legal_source="QĐ 7/QĐ-UBND", method="Thematic").insert().legal_document is None


@pytest.mark.parametrize("user", ["OFFICER", "COUNCIL", "CHAIRMAN"])
def test_only_managers_write_rules(commune, as_user, user):
	import frappe

	from tests.site import commune as people

	with as_user(getattr(people, user)), pytest.raises(frappe.PermissionError):
		row().insert()


def test_rows_of_values_are_not_changed_on_their_own(site):
	import frappe

	value = frappe.get_doc("Award Rule", "VN-money.rounding-2025-07").rule_values[0]
	value.value = "1"
	with pytest.raises(frappe.PermissionError):
		value.save()


def test_rules_are_read_once_in_a_fixed_number_of_queries(pack, count_queries):
	from tdkt_app.law.rule_packs import forget

	forget()
	with count_queries() as queries:
		pack()
		pack()
	assert len(queries) == 3


def test_seeding_again_changes_nothing(site):
	import frappe

	from tdkt_app.setup.catalogue import create_catalogue
	from tdkt_app.setup.memory import SeededRows

	rule = frappe.get_doc("Award Rule", "VN-hold.leave-2025-07")
	rule.rule_values[0].value = "maternity, training"
	rule.save()
	document = frappe.get_doc("Legal Document", "152-2025-ND-CP")
	document.effective_to = "2027-12-31"
	document.save()
	frappe.delete_doc("Award Rule", "VN-hold.pending-2025-07")
	counts = {
		name: frappe.db.count(name) for name in ("Award Rule", "Legal Document", "Swapped Day", "Rule Pack")
	}
	create_catalogue(SeededRows())
	assert frappe.get_doc("Award Rule", rule.name).rule_values[0].value == "maternity, training"
	assert str(frappe.get_doc("Legal Document", document.name).effective_to) == "2027-12-31"
	after = {name: frappe.db.count(name) for name in counts}
	assert after == {**counts, "Award Rule": counts["Award Rule"] + 1}


def test_a_shipped_row_never_overlaps_what_the_administrator_wrote(site):
	import frappe

	from tdkt_app.setup.catalogue import create_national_rules
	from tdkt_app.setup.memory import SeededRows

	frappe.delete_doc("Award Rule", "VN-hold.pending-2025-07")
	own = row(
		"hold.pending", (("grounds", "complaint: Đơn thư"),), row_code="cua-toi", effective_from="2025-08-01"
	).insert()
	create_national_rules(SeededRows())
	assert not frappe.db.exists("Award Rule", "VN-hold.pending-2025-07")
	assert frappe.db.exists("Award Rule", own.name)


def test_options_of_the_form_are_the_keys_of_the_rules(site):
	import frappe

	from tdkt_app.rules.case import HonoreeKind, Method
	from tdkt_app.rules.keys import KEYS
	from tdkt_app.rules.messages import Severity

	offered = {
		field.fieldname: field.options.split("\n")[1:]
		for field in frappe.get_meta("Award Rule").fields
		if field.fieldtype == "Select"
	}
	assert offered == {
		"rule_key": list(KEYS),
		"honoree_kind": [kind.value for kind in HonoreeKind],
		"method": [method.value for method in Method],
		"severity": [severity.value for severity in Severity],
	}


def test_swapped_days_move_the_working_calendar(site):
	import frappe

	from tdkt_app.law.rule_packs import working_calendar

	assert working_calendar().is_working(date(2026, 8, 22))
	frappe.get_doc(
		{"doctype": "Swapped Day", "day": "2026-11-28", "is_working": 1, "legal_source": "Thông báo"}
	).insert()
	assert working_calendar().is_working(date(2026, 11, 28))


@pytest.mark.parametrize(
	("day", "decree"), [("2025-06-30", "98/2023/NĐ-CP"), ("2025-07-01", "152/2025/NĐ-CP")]
)
def test_legal_bases_of_a_decision_by_date(site, day, decree):
	from tdkt_app.law.legal_bases import lines_on

	lines = lines_on(day)
	assert [line.split()[0] for line in lines] == ["Luật", "Luật", "Nghị"]
	assert decree in lines[-1]


def test_a_draft_rests_on_the_documents_in_force_and_on_what_is_local(commune, as_user):
	import frappe
	from frappe.utils import nowdate

	from tdkt_app.doctype.award_decision.drafting import draft_decision
	from tdkt_app.law.legal_bases import lines_on

	old = "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng"
	bases = [{"basis": old}, {"basis": "Kế hoạch số 05/KH-UBND ngày 10 tháng 01 năm 2025"}]
	# What other tests have left issued is of the past.
	frappe.db.set_value("Award Decision", {"docstatus": 1}, "is_historical", 1, update_modified=False)
	commune.issued(legal_bases=bases, decision_date=nowdate())
	draft = draft_decision([commune.achievement(state="Verified").name])
	lines = [line["basis"] for line in draft["legal_bases"]]
	assert lines == [*lines_on(draft["decision_date"]), bases[1]["basis"]]
	assert old not in lines
