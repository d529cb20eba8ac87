from tdkt_app.child_rows import PartOfDocument


class CampaignPlannedAward(PartOfDocument):
	pass
