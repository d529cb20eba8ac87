"""Each report against one hand-written statement that gives the same rows, on 100,000 achievements and 20,000 recipients.

Both through the same connection with rows as dictionaries, in turn, medians. Reports that no single statement can give, or
that look at few rows of small tables, have a limit in seconds instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from benchmarks import commune_of_reports as large
from benchmarks.figure import Figure, in_turn, seconds

TIMES = 7
MOST = 1.25
_YEAR = large.FIRST_YEAR + 1

_AWARDS_FROM = """
	FROM `tabAward Decision Recipient` line
	JOIN `tabAward Decision` decision ON decision.name = line.parent
	LEFT JOIN `tabHonoree` honoree ON honoree.name = line.honoree
	LEFT JOIN `tabAward Nomination` nomination ON nomination.name = line.nomination
	LEFT JOIN `tabAchievement` paper ON paper.name = line.achievement
	LEFT JOIN `tabEmulation Campaign` campaign
		ON campaign.name = COALESCE(NULLIF(paper.campaign, ''), decision.campaign)
	LEFT JOIN `tabEmulation Unit` unit ON unit.name = line.unit
	WHERE decision.docstatus = 1 AND decision.decision_date BETWEEN %(first)s AND %(last)s
	AND line.name NOT IN (SELECT recipient FROM `tabDecision Annulment` WHERE docstatus = 1)
"""
_METHOD = """CASE WHEN nomination.method != '' THEN nomination.method WHEN paper.on_the_spot = 1 THEN 'On the Spot'
	WHEN campaign.campaign_type != '' THEN campaign.campaign_type ELSE 'Regular' END"""
_ALL_YEARS = {"first": f"{large.FIRST_YEAR}-01-01", "last": f"{large.FIRST_YEAR + large.YEARS - 1}-12-31"}

# Report → filters, statement, values of the statement.
COMPARED: dict[str, tuple[dict, str, dict]] = {
	"Award Register": (
		{"from_date": _ALL_YEARS["first"], "to_date": _ALL_YEARS["last"]},
		"""
		SELECT line.name, decision.name AS decision, decision.decision_number, decision.decision_date, line.recipient_name,
			line.recipient_title, line.honoree, line.honoree_kind, line.unit, line.unit_name, line.award_type,
			line.award_name, decision.reason, line.amount, annulling.decision_number AS annulled_by
		FROM `tabAward Decision Recipient` line
		JOIN `tabAward Decision` decision ON decision.name = line.parent
		LEFT JOIN `tabDecision Annulment` annulment ON annulment.recipient = line.name AND annulment.docstatus = 1
		LEFT JOIN `tabAward Decision` annulling ON annulling.name = annulment.parent
		WHERE decision.docstatus = 1 AND decision.decision_date BETWEEN %(first)s AND %(last)s
		ORDER BY decision.decision_date, decision.number, line.idx
		""",
		_ALL_YEARS,
	),
	"Commendation Summary": (
		{"from_date": _ALL_YEARS["first"], "to_date": _ALL_YEARS["last"]},
		f"""
		SELECT line.award_type, line.honoree_kind, honoree.sex, honoree.direct_labour, {_METHOD} AS method,
			COUNT(*) AS awards, SUM(line.amount) AS amount
		{_AWARDS_FROM} GROUP BY 1, 2, 3, 4, 5
		""",
		_ALL_YEARS,
	),
	"Commendation Statistics": (
		{"from_date": _ALL_YEARS["first"], "to_date": _ALL_YEARS["last"]},
		f"""
		SELECT line.award_type, line.honoree_kind, honoree.is_manager, honoree.direct_labour, unit.unit_type,
			{_METHOD} AS method, COUNT(*) AS awards, SUM(line.amount) AS amount
		{_AWARDS_FROM} GROUP BY 1, 2, 3, 4, 5, 6
		""",
		_ALL_YEARS,
	),
	"Year Comparison": (
		{"from_year": large.FIRST_YEAR, "to_year": large.FIRST_YEAR + large.YEARS - 1},
		"""
		SELECT line.award_type, YEAR(decision.decision_date) AS year, COUNT(*) AS awards, SUM(line.amount) AS amount
		FROM `tabAward Decision Recipient` line
		JOIN `tabAward Decision` decision ON decision.name = line.parent
		WHERE decision.docstatus = 1 AND decision.decision_date BETWEEN %(first)s AND %(last)s
		AND line.name NOT IN (SELECT recipient FROM `tabDecision Annulment` WHERE docstatus = 1)
		GROUP BY 1, 2
		""",
		_ALL_YEARS,
	),
	"Titles Registered and Reached": (
		{"year": _YEAR, "by": "Unit"},
		"""
		SELECT registration.unit, unit.unit_name, COUNT(*) AS registrations, SUM(registration.is_late) AS late,
			SUM(registration.award_type != '') AS titles,
			SUM(registration.award_type != '' AND (EXISTS (
				SELECT 1 FROM `tabAward Decision Recipient` line
				JOIN `tabAward Decision` decision ON decision.name = line.parent
				WHERE decision.docstatus = 1
				AND COALESCE(decision.period_to, decision.decision_date) BETWEEN %(first)s AND %(last)s
				AND line.name NOT IN (SELECT recipient FROM `tabDecision Annulment` WHERE docstatus = 1)
				AND line.award_type = registration.award_type AND line.honoree = registration.honoree
			) OR COALESCE(registration.honoree, '') = '' AND EXISTS (
				SELECT 1 FROM `tabAward Decision Recipient` line
				JOIN `tabAward Decision` decision ON decision.name = line.parent
				JOIN `tabHonoree` honoree ON honoree.name = line.honoree
				WHERE decision.docstatus = 1
				AND COALESCE(decision.period_to, decision.decision_date) BETWEEN %(first)s AND %(last)s
				AND line.name NOT IN (SELECT recipient FROM `tabDecision Annulment` WHERE docstatus = 1)
				AND line.award_type = registration.award_type AND honoree.unit = registration.unit
				AND honoree.is_whole_unit = 1
			))) AS reached
		FROM `tabCampaign Registration` registration
		JOIN `tabEmulation Campaign` campaign ON campaign.name = registration.campaign
		JOIN `tabEmulation Unit` unit ON unit.name = registration.unit
		WHERE campaign.year = %(year)s GROUP BY registration.unit, unit.unit_name
		""",
		{"year": _YEAR, "first": f"{_YEAR}-01-01", "last": f"{_YEAR}-12-31"},
	),
	"Campaign Ranking": (
		{"campaign": large.campaign(1)},
		"""
		SELECT totals.name, totals.achievement_title AS title, totals.unit, unit.unit_name, COALESCE(unit.block, '') AS block,
			COALESCE(block.block_name, '') AS block_name,
			honoree.full_name AS honoree_name, totals.total_score,
			RANK() OVER (PARTITION BY COALESCE(unit.block, '') ORDER BY totals.total_score DESC) AS `rank`
		FROM (
			SELECT paper.name, paper.achievement_title, paper.unit, paper.honoree,
				COALESCE(SUM(IF(score.criterion_kind = 'Penalty', -score.officer_score, score.officer_score)), 0) AS total_score
			FROM `tabAchievement` paper
			LEFT JOIN `tabAchievement Score` score ON score.parent = paper.name AND score.parenttype = 'Achievement'
			WHERE paper.campaign = %(campaign)s AND paper.workflow_state = 'Verified' GROUP BY paper.name
		) totals
		JOIN `tabEmulation Unit` unit ON unit.name = totals.unit
		LEFT JOIN `tabEmulation Block` block ON block.name = unit.block
		JOIN `tabHonoree` honoree ON honoree.name = totals.honoree
		ORDER BY COALESCE(unit.block, ''), totals.total_score DESC, totals.name
		""",
		{"campaign": large.campaign(1)},
	),
	"Review Progress": (
		{"year": _YEAR},
		"""
		SELECT campaign.name AS campaign, campaign.campaign_title, unit.name AS unit, unit.unit_name, unit.block,
			campaign.report_deadline, review.name AS review, review.workflow_state, review.submitted_on, review.is_late
		FROM `tabEmulation Campaign` campaign
		JOIN (
			SELECT DISTINCT campaign, unit FROM `tabCampaign Registration`
			UNION SELECT DISTINCT campaign, unit FROM `tabAchievement`
			UNION SELECT DISTINCT campaign, unit FROM `tabCampaign Review`
		) part ON part.campaign = campaign.name
		JOIN `tabEmulation Unit` unit ON unit.name = part.unit
		LEFT JOIN `tabCampaign Review` review
			ON review.campaign = campaign.name AND review.unit = unit.name AND review.review_kind = 'Final'
		WHERE campaign.year = %(year)s ORDER BY campaign.report_deadline DESC, campaign.name DESC, unit.lft
		""",
		{"year": _YEAR},
	),
	"Fund Ledger": (
		{"year": _YEAR},
		"""
		SELECT paid_on AS date, 'Reward Payment' AS doctype, name AS document, CONCAT(recipient_name, ' (', award_name, ')')
			AS content, document AS voucher, 0 AS income, paid_amount AS rewards, 0 AS organising,
			-SUM(paid_amount) OVER (ORDER BY paid_on, name) AS balance
		FROM `tabReward Payment`
		WHERE paid_on BETWEEN %(first)s AND %(last)s AND status IN ('Paid', 'To Be Returned', 'Returned')
		ORDER BY paid_on, name
		""",
		{"first": f"{_YEAR}-01-01", "last": f"{_YEAR}-12-31"},
	),
}
# Report → filters, most seconds.
LIMITED: dict[str, tuple[dict, float]] = {
	"Campaign Statistics": ({"year": _YEAR}, 0.1),
	"Overdue Dossiers": ({"show": "All Running"}, 1.0),
	"Honoree Record": ({"honoree": large.honoree(1)}, 0.1),
	"Unit History": ({"unit": large.unit(1)}, 0.5),
	"Applicable Rules": ({}, 0.5),
	"Eligible to Nominate": ({"year": _YEAR, "award_type": "GK", "unit": large.unit(1)}, 2.0),
}
TITLES = {
	"Award Register": "Sổ theo dõi khen thưởng, 20.000 dòng",
	"Commendation Summary": "Tổng hợp khen thưởng 5 năm",
	"Commendation Statistics": "Thống kê khen thưởng theo biểu 0603, 5 năm",
	"Year Comparison": "So sánh 5 năm",
	"Titles Registered and Reached": "Danh hiệu đăng ký so với đạt được, theo đơn vị",
	"Campaign Ranking": "Bảng xếp hạng một phong trào",
	"Review Progress": "Tiến độ báo cáo của các đơn vị, một năm",
	"Fund Ledger": "Sổ quỹ một năm",
	"Campaign Statistics": "Thống kê phong trào theo biểu 0601",
	"Overdue Dossiers": "Hồ sơ quá hạn, 400 hồ sơ đang xử lý",
	"Honoree Record": "Lịch sử khen thưởng của một người",
	"Unit History": "Lịch sử của một đơn vị",
	"Applicable Rules": "Quy tắc áp dụng",
	"Eligible to Nominate": "Đủ điều kiện đề nghị, một đơn vị",
}


def measure() -> list[Figure]:
	"""On the test site, in a transaction that is rolled back."""
	import frappe

	before = os.getcwd()
	os.chdir(os.environ["TDKT_SITES_PATH"])
	frappe.init(site=os.environ["TDKT_TEST_SITES"].split()[0], sites_path=".")
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		large.generate()
		return [*map(_compared, COMPARED), *map(_limited, LIMITED)]
	finally:
		frappe.db.rollback()
		frappe.destroy()
		os.chdir(before)


def _report(name: str, filters: dict) -> Callable[[], tuple]:
	import frappe

	execute = frappe.get_attr(f"tdkt_app.report.{frappe.scrub(name)}.{frappe.scrub(name)}.execute")
	return lambda: execute(dict(filters))


def _compared(name: str) -> Figure:
	import frappe

	filters, statement, values = COMPARED[name]
	report = _report(name, filters)
	if not report()[1]:
		raise AssertionError(f"{name} has no rows")
	mine, bare = in_turn(report, lambda: frappe.db.sql(statement, values, as_dict=True), TIMES)
	return Figure(f"Báo cáo: {TITLES[name]}", "s", mine, MOST, bare, "một câu lệnh SQL viết tay")


def _limited(name: str) -> Figure:
	filters, most = LIMITED[name]
	report = _report(name, filters)
	if not report()[1]:
		raise AssertionError(f"{name} has no rows")
	return Figure(f"Báo cáo: {TITLES[name]}", "s", seconds(report), most)
