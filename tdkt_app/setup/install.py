"""What a site needs besides the schemas.

Everything is created when absent and only once, which is remembered row by row in TDKT Settings: what an administrator
changed, renamed or deleted stays so, also when a later version brings new rows.
"""

import frappe

from tdkt_app.setup.catalogue import create_catalogue
from tdkt_app.setup.certificate_sheets import create_certificate_sheets
from tdkt_app.setup.desk import create_desk_defaults
from tdkt_app.setup.desk_pages import keep_changed_pages, remember_shipped_pages
from tdkt_app.setup.language import enable_vietnamese, set_site_defaults, translate_workflow_states
from tdkt_app.setup.memory import SeededRows
from tdkt_app.setup.roles import create_roles
from tdkt_app.setup.workflows import create_workflows

# Raise it when rows or workflows are added to the shipped defaults.
SEED_VERSION = "12"

# Launch checklist of the settings: item, demand, at least so many rows.
_LAUNCH_CHECKS = (
	("Plan or Plan Document", "Required", 1),
	("Content Areas", "Required", 1),
	("Objectives", "Required", 1),
	("Criteria", "Required", 1),
	("Who May Take Part", "Recommended", 1),
	("Registration Closes", "Recommended", 1),
	("Review Date", "Recommended", 1),
	("Measures", "Recommended", 1),
	("Slogan", "Recommended", 1),
	("Planned Awards", "Recommended", 1),
	("Budget Covers Planned Awards", "Recommended", 1),
)

SAMPLE_COMMUNE = "XÃ CÁT NÊ"
_FIRST_SETTINGS = {
	"authority_name": "ỦY BAN NHÂN DÂN",
	"commune_name": SAMPLE_COMMUNE,
	"place_name": "Cát Nê",
	"decision_symbol": "QĐ-UBND",
	"signer_position": "CHỦ TỊCH",
	"standing_body": "Văn phòng – Thống kê",
	"fund_source": "Quỹ thi đua, khen thưởng của xã",
	"default_recipients_note": "- Như Điều 3;\n- Lưu: VT, TĐKT.",
	"evidence_max_mb": 10,
	"evidence_extensions": "pdf, jpg, jpeg, png, docx, xlsx",
}


def before_install() -> None:
	create_roles()


def after_install() -> None:
	set_site_defaults()
	create_first_settings()
	create_launch_checklist()
	create_defaults(SeededRows())  # the settings of an earlier installation may still say that it was done
	remember_shipped_pages()
	frappe.clear_cache()


def before_migrate() -> None:
	create_roles()
	keep_changed_pages()


def after_migrate() -> None:
	enable_vietnamese()
	if frappe.db.get_single_value("TDKT Settings", "seeded_version") != SEED_VERSION:
		create_defaults(SeededRows.of_site())
	remember_shipped_pages()


def create_defaults(seeded: SeededRows) -> None:
	enable_vietnamese()
	translate_workflow_states()
	create_workflows(seeded)
	create_catalogue(seeded)
	create_certificate_sheets(seeded)
	create_desk_defaults(seeded)
	seeded.save()
	frappe.db.set_single_value("TDKT Settings", "seeded_version", SEED_VERSION)


def create_first_settings() -> None:
	settings = frappe.get_doc("TDKT Settings")
	first = {**_FIRST_SETTINGS, "paper_until": frappe.utils.nowdate()}
	settings.update({field: value for field, value in first.items() if not settings.get(field)})
	settings.save()


def create_launch_checklist() -> None:
	"""Only where there is none. Called once per site: which items count is the administrator's from then on."""
	settings = frappe.get_doc("TDKT Settings")
	if settings.launch_checks:
		return
	for item, demand, at_least in _LAUNCH_CHECKS:
		settings.append("launch_checks", {"item": item, "demand": demand, "at_least": at_least})
	settings.save()
