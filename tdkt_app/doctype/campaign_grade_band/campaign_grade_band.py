from tdkt_app.child_rows import PartOfDocument


class CampaignGradeBand(PartOfDocument):
	pass
