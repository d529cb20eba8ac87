from tdkt_app.child_rows import PartOfDocument


class CampaignCriterion(PartOfDocument):
	pass
