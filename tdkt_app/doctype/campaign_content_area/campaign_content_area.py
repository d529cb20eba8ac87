from tdkt_app.child_rows import PartOfDocument


class CampaignContentArea(PartOfDocument):
	pass
