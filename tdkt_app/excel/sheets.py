"""Which lists are exchanged as workbooks, and their columns. Types and rules of a column are those of its field.

Headings and options are Vietnamese whoever loads the file: workbooks go round the units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import frappe
from frappe import _

from tdkt_app.states import CampaignState

FILE_LANGUAGE = "vi"
MOST_ROWS = 1000
_USUAL_LENGTH = 140


@dataclass(frozen=True)
class Column:
	"""One column.

	`filters` narrow the documents a link may name; `only_shown` columns are exported and not read; the `is_code` column
	holds the name of the stored document: exported and read, and not in the empty template.
	"""

	fieldname: str
	label: str
	fieldtype: str
	options: str = ""
	required: bool = False
	length: int = _USUAL_LENGTH
	filters: Mapping[str, object] = field(default_factory=dict)
	only_shown: bool = False
	is_code: bool = False

	@property
	def heading(self) -> str:
		return _(self.label, lang=FILE_LANGUAGE)

	@property
	def is_link(self) -> bool:
		return self.fieldtype == "Link"

	def choices(self) -> dict[str, str]:
		"""Options of a Select or Check: value → text in the file."""
		if self.fieldtype == "Check":
			return {1: _("Yes", lang=FILE_LANGUAGE), 0: _("No", lang=FILE_LANGUAGE)}
		return {option: _(option, lang=FILE_LANGUAGE) for option in self.options.split("\n") if option}


@dataclass(frozen=True)
class Sheet:
	"""A list: its columns in their order, and the fields by which two rows are the same thing.

	`fixed`: values that each row gets whatever the file says; only documents with these values are compared and changed.
	"""

	doctype: str
	columns: tuple[Column, ...]
	identity: tuple[str, ...]
	most_rows: int = MOST_ROWS
	fixed: Mapping[str, object] = field(default_factory=dict)

	@property
	def title(self) -> str:
		return _(self.doctype, lang=FILE_LANGUAGE)

	@property
	def written(self) -> tuple[Column, ...]:
		"""Columns a person fills in."""
		return tuple(column for column in self.columns if not column.only_shown and not column.is_code)

	def column(self, fieldname: str) -> Column:
		return next(column for column in self.columns if column.fieldname == fieldname)

	def links(self) -> dict[str, Column]:
		"""One column per document type that is linked to."""
		return {column.options: column for column in self.columns if column.is_link}


@dataclass(frozen=True)
class _Plan:
	fields: tuple[str, ...]
	identity: tuple[str, ...]
	filters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
	only_shown: tuple[str, ...] = ()


# Documents whose name is no field of theirs are found again by it.
_CODE = Column("name", "Code", "Data", is_code=True)

_PLANS = {
	"Emulation Unit": _Plan(
		fields=(
			"unit_code",
			"unit_name",
			"unit_type",
			"parent_emulation_unit",
			"is_group",
			"head_name",
			"head_position",
			"phone",
			"email",
			"address",
			"staff_count",
			"population",
			"household_count",
			"active_from",
			"active_to",
			"succeeded_by",
		),
		identity=("unit_code",),
	),
	"Honoree": _Plan(
		fields=(
			"kind",
			"full_name",
			"unit",
			"position",
			"address",
			"sex",
			"birth_year",
			"ethnicity",
			"is_manager",
			"direct_labour",
			"is_party_member",
			"personal_id",
			"member_count",
		),
		identity=("full_name", "kind", "unit", "birth_year"),
	),
	"Campaign Registration": _Plan(
		fields=("campaign", "unit", "honoree", "award_type", "targets"),
		identity=("campaign", "unit", "honoree"),
		filters={
			"campaign": {"workflow_state": CampaignState.LAUNCHED},
			"honoree": {"is_active": 1},
			"award_type": {"is_active": 1},
		},
		only_shown=("registered_on", "is_late"),
	),
}

DOCTYPES = tuple(_PLANS)


def sheet_of(doctype: str) -> Sheet:
	"""Throws for a document that is not exchanged as a workbook."""
	plan = _PLANS.get(doctype)
	if not plan:
		frappe.throw(_("Lists of {0} are not exchanged as workbooks.").format(_(doctype)))
	meta = frappe.get_meta(doctype)
	code = () if (meta.autoname or "").startswith("field:") else (_CODE,)
	columns = code + tuple(
		Column(
			fieldname=df.fieldname,
			label=df.label,
			fieldtype=df.fieldtype,
			options=df.options or "",
			required=bool(df.reqd),
			length=int(df.length or _USUAL_LENGTH),
			filters=plan.filters.get(df.fieldname, {}),
			only_shown=df.fieldname in plan.only_shown,
		)
		for df in (meta.get_field(fieldname) for fieldname in (*plan.fields, *plan.only_shown))
	)
	return Sheet(doctype, columns, plan.identity)
