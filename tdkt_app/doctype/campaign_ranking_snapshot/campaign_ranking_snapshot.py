import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from tdkt_app.emulation import ranking
from tdkt_app.guards.required import check_required


class CampaignRankingSnapshot(Document):
	"""A ranking as it stood on a day. Its places are the server's, whatever is sent; it never changes."""

	def before_validate(self):
		if not self.is_new():
			frappe.throw(_("A frozen ranking stays as it is."), frappe.PermissionError)

	def validate(self):
		check_required(self)
		frappe.get_doc("Emulation Campaign", self.campaign).check_permission("read")
		self.is_demo = 0
		self.frozen_on, self.frozen_by = now_datetime(), frappe.session.user
		self.set("places", [_as_row(place) for place in ranking.of_campaign(self.campaign, self.ranked_by)])
		if not self.places:
			frappe.throw(_("There is nothing to freeze: no achievement of this campaign is verified."))

	def on_trash(self):
		frappe.throw(_("A frozen ranking stays on record."), frappe.PermissionError)


def _as_row(place: frappe._dict) -> dict:
	return {
		"rank": place.rank,
		"ranked": place.name,
		"title": place.title,
		"unit": place.unit,
		"block": place.block,
		"total_score": place.total_score,
		"grade": place.grade,
	}
