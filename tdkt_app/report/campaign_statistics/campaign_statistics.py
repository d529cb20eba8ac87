"""Number of emulation campaigns (số phong trào thi đua), in the rows and columns of form 0601.N/BNV-TĐKT.

Source: Thông tư 02/2023/TT-BNV. Campaigns that were launched in the year, whatever became of them later, except those
called off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import frappe
from frappe import _

from tdkt_app.report import given
from tdkt_app.report.layout import bars, column, figure
from tdkt_app.states import CampaignState

Row = frappe._dict
# Column of the form → launching levels of a campaign.
_LEVELS = {
	"central": ("Central",),
	"province": ("Province or Ministry",),
	"agency": ("Commune", "Unit"),
}


def _of(field: str, value: str) -> Callable[[Row], bool]:
	return lambda campaign: campaign[field] == value


def _rows() -> tuple[tuple[str, str, int, Callable[[Row], bool]], ...]:
	"""Code of the row, its label, indent, what it counts."""
	return (
		("01", _("Total"), 0, lambda campaign: True),
		("02", _("Scope: Nationwide"), 1, _of("scope", "Nationwide")),
		("03", _("Scope: Province or Ministry"), 1, _of("scope", "Province or Ministry")),
		("04", _("Scope: Cluster or Block"), 1, _of("scope", "Cluster or Block")),
		("05", _("Scope: Unit"), 1, _of("scope", "Unit")),
		("06", _("Duration: Under 1 Year"), 1, _of("duration_class", "Under 1 Year")),
		("07", _("Duration: 1 Year"), 1, _of("duration_class", "1 Year")),
		("08", _("Duration: 1 to Under 3 Years"), 1, _of("duration_class", "1 to Under 3 Years")),
		("09", _("Duration: 3 to Under 5 Years"), 1, _of("duration_class", "3 to Under 5 Years")),
		("10", _("Duration: 5 Years or More"), 1, _of("duration_class", "5 Years or More")),
		("11", _("Thematic Campaigns"), 1, lambda campaign: campaign.campaign_type != "Regular"),
		("12", _("Regular Campaigns"), 1, _of("campaign_type", "Regular")),
	)


def execute(filters: Mapping | None = None) -> tuple:
	chosen = frappe._dict(filters or {})
	year = given.year(chosen.year, _("Year")) or given.this_year()
	campaigns = frappe.get_list(
		"Emulation Campaign",
		filters={"year": year, "workflow_state": ("in", CampaignState.KNOWN_TO_UNITS)},
		fields=["launching_level", "scope", "duration_class", "campaign_type"],
		limit_page_length=0,
	)
	rows = [line(campaigns, *row) for row in _rows()]
	return columns(), rows, None, chart(rows), summary(rows)


def line(campaigns: Sequence[Row], code: str, label: str, indent: int, counts: Callable[[Row], bool]) -> Row:
	of_row = [campaign for campaign in campaigns if counts(campaign)]
	levels = {
		field: sum(campaign.launching_level in levels for campaign in of_row)
		for field, levels in _LEVELS.items()
	}
	return Row(levels, code=code, label=label, indent=indent, total=len(of_row))


def columns() -> list[dict]:
	return [
		column("label", _("Criterion"), "Data", 330),
		column("code", _("Code"), "Data", 70),
		column("total", _("Total"), "Int", 110),
		column("central", _("Central"), "Int", 130),
		column("province", _("Province or Ministry"), "Int", 150),
		column("agency", _("Agency, Organisation, Unit"), "Int", 200),
	]


def chart(rows: Sequence[Row]) -> dict | None:
	if not rows[0].total:
		return None
	return bars([row.label for row in rows[1:]], [(_("Campaigns"), [row.total for row in rows[1:]])])


def summary(rows: Sequence[Row]) -> list[dict]:
	total, thematic, regular = rows[0], rows[-2], rows[-1]
	return [
		figure(_("Campaigns"), total.total, "Blue"),
		figure(thematic.label, thematic.total, "Green"),
		figure(regular.label, regular.total, "Green"),
		figure(_("Agency, Organisation, Unit"), total.agency, "Gray"),
	]
