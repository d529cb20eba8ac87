import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate
from pypika.terms import Criterion

from tdkt_app.periods import check_date_order
from tdkt_app.required import check_required


class AwardRule(Document):
	"""Multiplier of the base salary for one award and one kind of honoree, for as long as the law stands."""

	def validate(self):
		check_required(self)
		check_date_order(self, "effective_from", "effective_to")
		self.check_overlap()

	def check_overlap(self):
		"""On any day at most one row decides about an award and a kind of honoree."""
		other = self.overlapping_rule()
		if other:
			frappe.throw(
				_(
					"Row {0}, effective from {1}, already covers this award and kind on some of these days."
				).format(frappe.bold(other.name), formatdate(other.effective_from))
			)

	def overlapping_rule(self) -> frappe._dict | None:
		rule = frappe.qb.DocType("Award Rule")
		conditions = [
			rule.award_type == self.award_type,
			rule.honoree_kind == self.honoree_kind,
			rule.name != (self.name or ""),
			rule.effective_to.isnull() | (rule.effective_to >= self.effective_from),
		]
		if self.effective_to:
			conditions.append(rule.effective_from <= self.effective_to)
		query = frappe.qb.from_(rule).select(rule.name, rule.effective_from).where(Criterion.all(conditions))
		rows = query.limit(1).run(as_dict=True)
		return rows[0] if rows else None
