"""What the desk starts with besides its standard records: a block of the workspace, saved filters, a monthly e-mail.

Made once; the administrator's from then on.
"""

from __future__ import annotations

import json

import frappe

from tdkt_app.setup.memory import SeededRows

FIRST_STEPS = "TDKT First Steps"
_MONTHLY = "Commendation Summary"
# Vietnamese, since the desk shows names of filters as they are stored.
_SAVED_FILTERS = {
	"Emulation Campaign": {
		"Đang diễn ra": [["workflow_state", "in", ["Launched", "Under Review"]]],
		"Chờ phê duyệt": [["workflow_state", "=", "Awaiting Approval"]],
	},
	"Achievement": {
		"Chờ xác minh": [["workflow_state", "in", ["Submitted", "Under Verification"]]],
		"Đã xác minh": [["workflow_state", "=", "Verified"]],
		"Đã trả lại đơn vị": [["workflow_state", "=", "Returned"]],
		"Thành tích đột xuất": [["on_the_spot", "=", 1]],
	},
	"Campaign Review": {
		"Chờ chấp nhận": [["workflow_state", "=", "Submitted"]],
		"Nộp muộn": [["is_late", "=", 1]],
	},
	"Award Nomination": {
		"Chờ tiếp nhận": [["workflow_state", "=", "Submitted"]],
		"Đang thẩm định": [["workflow_state", "=", "Under Appraisal"]],
		"Đã thẩm định, chờ họp": [["workflow_state", "=", "Appraised"]],
	},
	"Council Meeting": {
		"Đã triệu tập": [["workflow_state", "=", "Convened"]],
		"Đang biểu quyết": [["workflow_state", "=", "Voting"]],
	},
	"Award Decision": {
		"Chờ ký": [["workflow_state", "=", "Appraised"]],
		"Đã ban hành": [["docstatus", "=", 1]],
		"Quyết định nhập từ hồ sơ giấy": [["is_historical", "=", 1]],
	},
	"Reward Payment": {
		"Chưa chi": [["status", "=", "Due"]],
		"Phải thu hồi": [["status", "=", "To Be Returned"]],
	},
	"Honoree": {
		"Lao động trực tiếp": [["direct_labour", "=", 1]],
		"Tập thể": [["kind", "=", "Collective"]],
		"Hộ gia đình": [["kind", "=", "Household"]],
	},
}


def create_desk_defaults(seeded: SeededRows) -> None:
	create_first_steps_block(seeded)
	create_saved_filters(seeded)
	create_monthly_email(seeded)


def create_first_steps_block(seeded: SeededRows) -> None:
	stands = bool(frappe.db.exists("Custom HTML Block", FIRST_STEPS))
	if not seeded.is_due("Custom HTML Block", FIRST_STEPS, stands):
		return
	block = frappe.new_doc("Custom HTML Block")
	block.name = FIRST_STEPS
	block.update(
		{
			"html": '<div class="first-steps"></div>',
			"style": ".first-steps ol { padding-left: 1.2rem; margin: 0 } .first-steps li { margin-top: .4rem }\n"
			".first-steps li div, .first-steps small { color: var(--text-muted) }\n"
			".first-steps a { color: inherit; font-weight: 500 } .first-steps .done a { color: var(--text-muted) }",
			"script": "tdkt.show_first_steps(root_element);",
		}
	)
	block.insert()


def create_saved_filters(seeded: SeededRows) -> None:
	"""Of documents that have none for everybody yet. A filter is seen by whoever opens the list."""
	for doctype, filters in _SAVED_FILTERS.items():
		stands = bool(frappe.db.exists("List Filter", {"reference_doctype": doctype, "for_user": ""}))
		if not seeded.is_due("List Filter", doctype, stands):
			continue
		for title, conditions in filters.items():
			saved = frappe.new_doc("List Filter")
			saved.update(
				{
					"filter_name": title,
					"reference_doctype": doctype,
					"for_user": "",
					"filters": json.dumps([[doctype, *condition] for condition in conditions]),
				}
			)
			saved.insert()


def create_monthly_email(seeded: SeededRows) -> None:
	"""The summary of the month before, to be switched on with the addresses it goes to."""
	stands = bool(frappe.db.exists("Auto Email Report", {"report": _MONTHLY}))
	if not seeded.is_due("Auto Email Report", _MONTHLY, stands):
		return
	email = frappe.new_doc("Auto Email Report")
	email.update(
		{
			"report": _MONTHLY,
			"user": "Administrator",
			"enabled": 0,
			"email_to": frappe.db.get_value("User", "Administrator", "email"),
			"format": "XLSX",
			"frequency": "Monthly",
			"filters": json.dumps({"by": "Award Type"}),
			"from_date_field": "from_date",
			"to_date_field": "to_date",
			"dynamic_date_period": "Monthly",
			"send_if_data": 1,
			"description": "Tổng hợp khen thưởng của tháng trước.",
		}
	)
	email.insert()
