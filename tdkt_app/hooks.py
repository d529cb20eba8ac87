app_name = "tdkt_app"
app_title = "Thi đua – Khen thưởng"
app_publisher = "TDKT App contributors"
app_description = "Emulation and commendation of a commune People's Committee"
app_email = "maintainers@tdkt.example"
app_license = "MIT"
app_logo_url = "/assets/tdkt_app/images/tdkt.svg"

add_to_apps_screen = [
	{
		"name": "tdkt_app",
		"logo": "/assets/tdkt_app/images/tdkt.svg",
		"title": "Thi đua – Khen thưởng",
		"route": "/app/emulation-and-commendation",
		"has_permission": "tdkt_app.permissions.has_desk_role",
	}
]

# Set-up: never overwrites what an administrator changed
before_install = "tdkt_app.setup.install.before_install"
after_install = "tdkt_app.setup.install.after_install"
before_migrate = "tdkt_app.setup.install.before_migrate"
after_migrate = "tdkt_app.setup.install.after_migrate"
before_uninstall = "tdkt_app.setup.uninstall.before_uninstall"

# Desk
app_include_css = ["/assets/tdkt_app/css/tdkt_desk.css"]
app_include_js = [
	"/assets/tdkt_app/js/vietnamese_date_picker.js",
	"/assets/tdkt_app/js/ask_reason.js",
	"/assets/tdkt_app/js/campaign_panels.js",
	"/assets/tdkt_app/js/criteria_sets.js",
	"/assets/tdkt_app/js/bulk_action.js",
	"/assets/tdkt_app/js/decision_follow_up.js",
	"/assets/tdkt_app/js/commendation_way.js",
	"/assets/tdkt_app/js/council_ballot.js",
	"/assets/tdkt_app/js/draft_decision.js",
	"/assets/tdkt_app/js/empty_lists.js",
	"/assets/tdkt_app/js/excel_exchange.js",
	"/assets/tdkt_app/js/findings_panel.js",
	"/assets/tdkt_app/js/import_rule_pack.js",
	"/assets/tdkt_app/js/first_steps.js",
	"/assets/tdkt_app/js/merge_honorees.js",
	"/assets/tdkt_app/js/number_cards.js",
	"/assets/tdkt_app/js/plan_progress.js",
	"/assets/tdkt_app/js/personal_identifier.js",
	"/assets/tdkt_app/js/print_certificates.js",
	"/assets/tdkt_app/js/register_units.js",
	"/assets/tdkt_app/js/report_tools.js",
	"/assets/tdkt_app/js/setup_due.js",
	"/assets/tdkt_app/js/untranslated.js",
	"/assets/tdkt_app/js/word_file.js",
	"/assets/tdkt_app/js/workflow_state_link.js",
]
web_include_css = ["/assets/tdkt_app/css/tdkt_portal.css"]
page_js = {"print": "public/js/print_view.js"}
extend_bootinfo = [
	"tdkt_app.documents.word_file.add_to_boot",
	"tdkt_app.page.tdkt_setup.tdkt_setup.add_to_boot",
]

# Records that tell of a document and do not keep it; of overrides see `findings.drop_overrides`
ignore_links_on_delete = ["Finding Override", "Bulk Action Log", "Reminder Log"]

# Who may call what, see and change which rows
auth_hooks = ["tdkt_app.portal.allow_list.refuse_unlisted_calls"]

permission_query_conditions = {
	"Emulation Unit": "tdkt_app.permissions.unit_rows",
	"Honoree": "tdkt_app.permissions.honoree_rows",
	"Emulation Plan": "tdkt_app.permissions.plan_rows",
	"Emulation Campaign": "tdkt_app.permissions.campaign_rows",
	"Campaign Registration": "tdkt_app.permissions.registration_rows",
	"Achievement": "tdkt_app.permissions.achievement_rows",
	"Campaign Review": "tdkt_app.permissions.review_rows",
	"Consolidated Report": "tdkt_app.permissions.report_rows",
	"Plan Progress Entry": "tdkt_app.permissions.plan_progress_rows",
	"Award Nomination": "tdkt_app.permissions.nomination_rows",
	"Award Hold": "tdkt_app.permissions.hold_rows",
	"Discipline Record": "tdkt_app.permissions.discipline_rows",
	"Leave Record": "tdkt_app.permissions.leave_rows",
	"Public Consultation": "tdkt_app.permissions.consultation_rows",
	"Consultation Comment": "tdkt_app.permissions.comment_rows",
	"Award Decision": "tdkt_app.permissions.decision_rows",
	"Award Certificate": "tdkt_app.permissions.certificate_rows",
	"Award Return": "tdkt_app.permissions.return_rows",
	"Fund Entry": "tdkt_app.permissions.fund_entry_rows",
	"Fund Year": "tdkt_app.permissions.fund_year_rows",
	"Reward Payment": "tdkt_app.permissions.payment_rows",
	"Campaign Ranking Snapshot": "tdkt_app.permissions.ranking_rows",
	"Emulation Block": "tdkt_app.permissions.block_rows",
	"Bulk Action Log": "tdkt_app.permissions.bulk_action_rows",
	"Exemplar": "tdkt_app.permissions.exemplar_rows",
	"Initiative": "tdkt_app.permissions.initiative_rows",
	"Announcement": "tdkt_app.permissions.announcement_rows",
	"Announcement Receipt": "tdkt_app.permissions.receipt_rows",
	"Award Council": "tdkt_app.permissions.council_rows",
	"Council Meeting": "tdkt_app.permissions.meeting_rows",
	"Council Vote": "tdkt_app.permissions.vote_rows",
	"Vote Receipt": "tdkt_app.permissions.vote_receipt_rows",
	"Secret Ballot": "tdkt_app.permissions.ballot_rows",
	"Finding Override": "tdkt_app.permissions.override_rows",
	"File": "tdkt_app.permissions.file_rows",
	"Tag Link": "tdkt_app.permissions.tag_rows",
	"Council Member": "tdkt_app.permissions.council_member_rows",
	"Meeting Nomination": "tdkt_app.permissions.agenda_rows",
	"Meeting Candidate": "tdkt_app.permissions.candidate_rows",
	"Meeting Attendance": "tdkt_app.permissions.attendance_rows",
	"Meeting Recusal": "tdkt_app.permissions.recusal_rows",
	"Meeting Written Opinion": "tdkt_app.permissions.written_opinion_rows",
	"Counting Board Member": "tdkt_app.permissions.counting_board_rows",
	"Award Nominee": "tdkt_app.permissions.nominee_rows",
	"Nomination Achievement": "tdkt_app.permissions.nomination_achievement_rows",
	"Nomination Dossier Item": "tdkt_app.permissions.dossier_rows",
	"Household Member": "tdkt_app.permissions.household_rows",
	"Achievement Evidence": "tdkt_app.permissions.evidence_rows",
	"Achievement Correction": "tdkt_app.permissions.correction_rows",
	"Achievement Score": "tdkt_app.permissions.score_rows",
	"Award Decision Recipient": "tdkt_app.permissions.recipient_rows",
	"Decision Legal Basis": "tdkt_app.permissions.legal_basis_rows",
	"Reminder Rule": "tdkt_app.permissions.reminder_rule_rows",
	"Reminder Log": "tdkt_app.permissions.reminder_log_rows",
}
has_permission = {
	"Emulation Unit": "tdkt_app.permissions.row_permission",
	"Honoree": "tdkt_app.permissions.row_permission",
	"Emulation Plan": "tdkt_app.permissions.row_permission",
	"Emulation Campaign": "tdkt_app.permissions.row_permission",
	"Campaign Registration": "tdkt_app.permissions.row_permission",
	"Achievement": "tdkt_app.permissions.row_permission",
	"Campaign Review": "tdkt_app.permissions.row_permission",
	"Consolidated Report": "tdkt_app.permissions.row_permission",
	"Plan Progress Entry": "tdkt_app.permissions.row_permission",
	"Award Nomination": "tdkt_app.permissions.row_permission",
	"Award Hold": "tdkt_app.permissions.row_permission",
	"Discipline Record": "tdkt_app.permissions.row_permission",
	"Leave Record": "tdkt_app.permissions.row_permission",
	"Public Consultation": "tdkt_app.permissions.row_permission",
	"Consultation Comment": "tdkt_app.permissions.row_permission",
	"Award Decision": "tdkt_app.permissions.row_permission",
	"Award Certificate": "tdkt_app.permissions.row_permission",
	"Award Return": "tdkt_app.permissions.row_permission",
	"Fund Entry": "tdkt_app.permissions.row_permission",
	"Fund Year": "tdkt_app.permissions.row_permission",
	"Reward Payment": "tdkt_app.permissions.row_permission",
	"Campaign Ranking Snapshot": "tdkt_app.permissions.row_permission",
	"Emulation Block": "tdkt_app.permissions.row_permission",
	"Bulk Action Log": "tdkt_app.permissions.row_permission",
	"Exemplar": "tdkt_app.permissions.row_permission",
	"Initiative": "tdkt_app.permissions.row_permission",
	"Announcement": "tdkt_app.permissions.row_permission",
	"Announcement Receipt": "tdkt_app.permissions.row_permission",
	"Award Council": "tdkt_app.permissions.row_permission",
	"Council Meeting": "tdkt_app.permissions.row_permission",
	"Council Vote": "tdkt_app.permissions.row_permission",
	"Vote Receipt": "tdkt_app.permissions.row_permission",
	"Secret Ballot": "tdkt_app.permissions.ballot_permission",
	"Reminder Rule": "tdkt_app.permissions.row_permission",
	"Reminder Log": "tdkt_app.permissions.row_permission",
	"Finding Override": "tdkt_app.permissions.row_permission",
}

doc_events = {
	(
		"Emulation Plan",
		"Emulation Campaign",
		"Achievement",
		"Consolidated Report",
		"Campaign Review",
		"Award Nomination",
		"Council Meeting",
		"Award Decision",
		"Exemplar",
		"Initiative",
		"Announcement",
	): {
		"validate": "tdkt_app.guards.workflow_guard.enforce",
		"before_cancel": "tdkt_app.guards.workflow_guard.enforce",
		"before_update_after_submit": "tdkt_app.guards.workflow_guard.enforce",
	},
	"File": {
		"before_insert": "tdkt_app.files.evidence_files.check_new_file",
		"validate": "tdkt_app.files.evidence_files.check_changed_file",
		"on_trash": "tdkt_app.files.evidence_files.check_deleted_file",
	},
}

# Reminders of due dates
scheduler_events = {"daily_long": ["tdkt_app.reminders.sending.send_due"]}

# Portal of the units, pages for everybody
website_route_rules = [
	{"from_route": "/kiem-tra", "to_route": "kiem_tra"},
	{"from_route": "/kiem-tra-quyet-dinh", "to_route": "kiem_tra_quyet_dinh"},
	{"from_route": "/thi-dua", "to_route": "thi_dua"},
	{"from_route": "/thi-dua/bao-cao", "to_route": "thi_dua/bao_cao"},
	{"from_route": "/thi-dua/dang-ky", "to_route": "thi_dua/dang_ky"},
	{"from_route": "/thi-dua/con-nguoi", "to_route": "thi_dua/con_nguoi"},
	{"from_route": "/thi-dua/tong-ket", "to_route": "thi_dua/tong_ket"},
	{"from_route": "/thi-dua/de-nghi", "to_route": "thi_dua/de_nghi"},
	{"from_route": "/lay-y-kien", "to_route": "lay_y_kien"},
	{"from_route": "/thi-dua-khen-thuong", "to_route": "thi_dua_khen_thuong"},
	{"from_route": "/phong-trao", "to_route": "phong_trao"},
	{"from_route": "/vinh-danh", "to_route": "vinh_danh"},
	{"from_route": "/dien-hinh", "to_route": "dien_hinh"},
	{"from_route": "/dien-hinh/<slug>", "to_route": "dien_hinh/bai"},
	{"from_route": "/thi-dua/dien-hinh", "to_route": "thi_dua/dien_hinh"},
	{"from_route": "/thi-dua/thong-bao", "to_route": "thi_dua/thong_bao"},
	{"from_route": "/thi-dua/cham-cheo", "to_route": "thi_dua/cham_cheo"},
]
role_home_page = {"TDKT Unit User": "thi-dua"}
standard_portal_menu_items = [
	{"title": "Emulation", "route": "/thi-dua", "reference_doctype": "Achievement", "role": "TDKT Unit User"}
]

# Printed documents
jinja = {
	"methods": [
		"tdkt_app.documents.printed.award_decision_sheet",
		"tdkt_app.documents.printed.concerned_sheet",
		"tdkt_app.documents.printed.decision_check_code",
		"tdkt_app.documents.printed.council_minutes_sheet",
		"tdkt_app.documents.printed.emulation_plan_sheet",
		"tdkt_app.documents.printed.campaign_launch_sheet",
		"tdkt_app.documents.printed.consolidated_report_sheet",
		"tdkt_app.documents.printed.award_nomination_sheet",
		"tdkt_app.documents.printed.reward_receipts_sheet",
		"tdkt_app.documents.printed.ceremony_script_sheet",
		"tdkt_app.documents.printed.ballot_paper_sheet",
		"tdkt_app.documents.printed.vote_count_sheet",
		"tdkt_app.documents.printed.meeting_invitation_sheet",
		"tdkt_app.documents.printed.consultation_notice_sheet",
		"tdkt_app.documents.printed.achievement_report_sheet",
		"tdkt_app.documents.printed.nomination_appraisal_sheet",
		"tdkt_app.documents.printed.campaign_registration_sheet",
		"tdkt_app.documents.printed.campaign_review_sheet",
	]
}
before_request = ["tdkt_app.documents.pdf.ensure_patched"]
before_job = ["tdkt_app.documents.pdf.ensure_patched"]
override_whitelisted_methods = {
	"frappe.client.get_count": "tdkt_app.access.desk_entrances.get_count",
	"frappe.desk.form.linked_with.get": "tdkt_app.access.desk_entrances.get_linked",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": "tdkt_app.access.desk_entrances.get_submitted_linked",
	"frappe.desk.form.load.get_docinfo": "tdkt_app.access.desk_entrances.get_docinfo",
	"frappe.desk.form.load.getdoc": "tdkt_app.access.desk_entrances.getdoc",
	"frappe.desk.notifications.get_open_count": "tdkt_app.access.desk_entrances.get_open_count",
	"frappe.desk.search.get_link_title": "tdkt_app.access.desk_entrances.get_link_title",
	"frappe.desk.search.search_link": "tdkt_app.access.desk_entrances.search_link",
	"frappe.desk.search.search_widget": "tdkt_app.access.desk_entrances.search_widget",
	"frappe.utils.global_search.search": "tdkt_app.access.desk_entrances.search_everywhere",
	"frappe.utils.pdf.is_wkhtmltopdf_valid": "tdkt_app.documents.pdf.is_wkhtmltopdf_valid",
}
