from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from tdkt_app.doctype.award_council import members
from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required


class AwardCouncil(Document):
	"""A council with its members. Source: NĐ 152/2025/NĐ-CP Art. 6.2.e: the province lays down how it is made up."""

	def before_validate(self):
		keep_server_fields(self)

	def validate(self):
		check_required(self)
		check_date_order(self, "term_from", "term_to")
		self.check_only_council_of_its_time()
		self.check_names()
		self.check_times_of_members()
		self.check_chairperson()
		members.check_accounts(self)
		members.keep_those_who_took_part(self)

	def check_only_council_of_its_time(self):
		for other in frappe.get_list(
			"Award Council",
			filters={"council_kind": self.council_kind, "name": ("!=", self.name or "")},
			fields=["name", "council_name", "term_from", "term_to"],
			limit_page_length=0,
		):
			if members.overlap((self.term_from, self.term_to), (other.term_from, other.term_to)):
				frappe.throw(
					_("The council {0} ({1}) already works in this term. End its term first.").format(
						other.council_name, other.name
					)
				)

	def check_names(self):
		"""A member is known by his name in attendance, recusals and minutes."""
		names = Counter(row.full_name.strip() for row in self.members)
		for row in self.members:
			row.full_name = row.full_name.strip()
			if names[row.full_name] > 1:
				frappe.throw(
					_(
						"Row {0}: {1} stands twice. Members of the same name are told apart by an addition to the name."
					).format(row.idx, frappe.bold(row.full_name))
				)

	def check_times_of_members(self):
		for row in self.members:
			if row.from_date and row.to_date and getdate(row.from_date) > getdate(row.to_date):
				frappe.throw(_("Row {0}: {1} leaves before joining.").format(row.idx, row.full_name))

	def check_chairperson(self):
		"""One at a time; after a change of person the council has two rows with that role."""
		chairs = [row for row in self.members if row.council_role == "Chairperson"]
		if not chairs:
			frappe.throw(_("A council needs a chairperson."))
		for number, row in enumerate(chairs):
			for other in chairs[number + 1 :]:
				if members.overlap((row.from_date, row.to_date), (other.from_date, other.to_date)):
					frappe.throw(
						_(
							"{0} and {1} are both chairperson at the same time: enter until when the first one is."
						).format(row.full_name, other.full_name)
					)

	def on_trash(self):
		members.refuse_to_lose_those_who_took_part(self, self.members)
