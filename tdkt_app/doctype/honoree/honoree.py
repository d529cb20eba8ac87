import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from tdkt_app.freezing import keep_server_fields
from tdkt_app.required import check_required
from tdkt_app.vietnamese import sort_key, unaccent

EARLIEST_BIRTH_YEAR = 1900


class Honoree(Document):
	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		self.check_birth_year()
		self.set_name_keys()

	def check_birth_year(self):
		if self.birth_year and not EARLIEST_BIRTH_YEAR <= cint(self.birth_year) <= getdate().year:
			frappe.throw(
				_("{0} must lie between {1} and {2}.").format(
					_(self.meta.get_label("birth_year")), EARLIEST_BIRTH_YEAR, getdate().year
				)
			)

	def set_name_keys(self):
		"""Search without marks; lists in Vietnamese order, by given name for a person."""
		self.full_name = " ".join(self.full_name.split())
		self.search_name = unaccent(self.full_name)
		self.sort_name = sort_key(self.full_name)
