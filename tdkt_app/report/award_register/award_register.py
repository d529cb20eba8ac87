"""Award register (sổ theo dõi khen thưởng): one line per recipient of an issued decision.

An annulled award keeps its line, marked as such, and is left out of the figures; a corrected text is shown as it reads now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import frappe
from frappe import _

from tdkt_app.doctype.award_decision import amendment
from tdkt_app.report.award_register.filters import RegisterFilters
from tdkt_app.report.awards import KINDS, within
from tdkt_app.report.layout import bars, column, figure

Row = frappe._dict


def execute(filters: Mapping | None = None) -> tuple:
	chosen = RegisterFilters.parse(filters)
	rows = read_rows(chosen)
	standing = [row for row in rows if not row["annulled_by"]]
	counts = Counter((row["award_name"], row["honoree_kind"]) for row in standing)
	return columns(), rows, None, chart(counts), summary(rows, standing, counts)


def read_rows(filters: RegisterFilters) -> list[Row]:
	"""Lines of decisions the user may read, in the order of the decisions. Two queries."""
	decision, line, annulment = map(
		frappe.qb.DocType, ("Award Decision", "Award Decision Recipient", "Decision Annulment")
	)
	annulling = frappe.qb.DocType("Award Decision").as_("annulling")
	query = (
		frappe.qb.from_(line)
		.join(decision)
		.on(decision.name == line.parent)
		.left_join(annulment)
		.on((annulment.recipient == line.name) & (annulment.docstatus == 1))
		.left_join(annulling)
		.on(annulling.name == annulment.parent)
		.select(
			line.name,
			decision.name.as_("decision"),
			decision.decision_number,
			decision.decision_date,
			line.recipient_name,
			line.recipient_title,
			line.honoree,
			line.honoree_kind,
			line.unit,
			line.unit_name,
			line.award_type,
			line.award_name,
			decision.reason,
			line.amount,
			annulling.decision_number.as_("annulled_by"),
		)
		.orderby(decision.decision_date, decision.number, line.idx)
	)
	query = within(query, filters.span, annulled_too=not filters.only_standing)
	if filters.award_type:
		query = query.where(line.award_type == filters.award_type)
	if filters.honoree_kind:
		query = query.where(line.honoree_kind == filters.honoree_kind)
	rows = query.run(as_dict=True)
	corrected = amendment.corrected(rows)
	kinds = {kind: _(kind) for kind in KINDS}
	for row in rows:
		row["kind"] = kinds[row["honoree_kind"]]
		changed = row["annulled_by"] or (corrected and row["name"] in corrected)
		row["state"] = _state(row) if changed else ""
	return rows


def _state(row: Row) -> str:
	return _("Annulled by {0}").format(row.annulled_by) if row.annulled_by else _("Corrected")


def columns() -> list[dict]:
	return [
		column("decision_number", _("Decision Number"), "Data", 130),
		column("decision_date", _("Decision Date"), "Date", 110),
		column("recipient_name", _("Recipient Name"), "Data", 230),
		column("recipient_title", _("Position or Address"), "Data", 190),
		column("unit_name", _("Unit Name"), "Data", 180),
		column("kind", _("Honoree Kind"), "Data", 110),
		column("award_name", _("Award Name"), "Data", 150),
		column("reason", _("Reason"), "Data", 300),
		column("amount", _("Reward Amount"), "Currency", 130),
		column("state", _("State"), "Data", 180),
		column("decision", _("Award Decision"), "Link", 150, options="Award Decision"),
	]


def chart(counts: Counter) -> dict | None:
	"""Number of recipients per award, by kind."""
	awards = list(dict.fromkeys(award for award, _kind in counts))
	datasets = [(_(kind), [counts[award, kind] for award in awards]) for kind in KINDS]
	return bars(awards, datasets, stacked=True)


def summary(rows: Sequence[Row], standing: Sequence[Row], counts: Counter) -> list[dict]:
	kinds = Counter()
	for (_award, kind), count in counts.items():
		kinds[kind] += count
	annulled = len(rows) - len(standing)
	return [
		figure(_("Awards"), len(standing), "Blue"),
		figure(_("Individuals Rewarded"), kinds["Individual"], "Green"),
		figure(_("Collectives Rewarded"), kinds["Collective"], "Green"),
		figure(_("Households Rewarded"), kinds["Household"], "Green"),
		figure(_("Total Amount"), sum(row["amount"] for row in standing), "Red", "Currency"),
		*([figure(_("Awards Annulled"), annulled, "Gray")] if annulled else []),
	]
