import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, cstr, getdate, now_datetime

from tdkt_app.doctype.honoree import identity, unit_changes
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.wording.vietnamese import sort_key, unaccent

EARLIEST_BIRTH_YEAR = 1900
COLLECTIVE, HOUSEHOLD = "Collective", "Household"


class Honoree(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		unit_changes.check(self)
		self.check_birth_years()
		self.check_members()
		self.check_whole_unit()
		self.stamp_withholding()
		identity.settle(self)
		self.set_name_keys()

	def on_update(self):
		identity.store(self)

	def check_birth_years(self):
		for row in (self, *self.members):
			if row.birth_year and not EARLIEST_BIRTH_YEAR <= cint(row.birth_year) <= getdate().year:
				frappe.throw(
					_("{0} must lie between {1} and {2}.").format(
						_label(row, "birth_year"), EARLIEST_BIRTH_YEAR, getdate().year
					)
				)

	def check_members(self):
		"""A household that lists its members names its head; the others have none."""
		if not self.members:
			return
		if self.kind != HOUSEHOLD:
			frappe.throw(_("Only a household lists its members: empty the table, or change the kind."))
		heads = [row.idx for row in self.members if row.is_head]
		if len(heads) != 1:
			frappe.throw(
				_("{0}: tick exactly one head, not {1}.").format(
					_(self.meta.get_label("members")), len(heads)
				)
			)
		self.member_count = max(cint(self.member_count), len(self.members))

	def check_whole_unit(self):
		"""One collective stands for a unit as a whole; all others are parts of it."""
		if self.kind != COLLECTIVE:
			self.is_whole_unit = 0
		if not (self.is_whole_unit and self.is_active):
			return
		other = frappe.db.get_value(
			"Honoree",
			{"unit": self.unit, "is_whole_unit": 1, "is_active": 1, "name": ("!=", self.name or "")},
			["name", "full_name"],
		)
		if other:
			frappe.throw(
				_("{0}: {1} ({2}) already stands for the whole unit.").format(
					_(self.meta.get_label("is_whole_unit")), other[1], other[0]
				)
			)

	def stamp_withholding(self):
		"""Who is withheld from the public pages is so for a reason, by somebody, since a day."""
		before = self.get_doc_before_save()
		if not self.is_withheld:
			self.withheld_reason = self.withheld_by = self.withheld_on = None
			return
		if not cstr(self.withheld_reason).strip():
			frappe.throw(
				_("Write why {0} is withheld from the public.").format(self.full_name), frappe.MandatoryError
			)
		if not (before and before.is_withheld):
			self.withheld_by, self.withheld_on = frappe.session.user, now_datetime()

	def set_name_keys(self):
		"""Search without marks; lists in Vietnamese order, by given name for a person."""
		self.full_name = " ".join(self.full_name.split())
		self.search_name = unaccent(self.full_name)
		self.sort_name = sort_key(self.full_name)


def _label(row: Document, fieldname: str) -> str:
	label = _(row.meta.get_label(fieldname))
	return _("{0}, row {1}").format(label, row.idx) if row.get("parentfield") else label
