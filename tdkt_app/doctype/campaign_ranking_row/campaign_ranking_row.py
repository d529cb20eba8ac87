from tdkt_app.child_rows import PartOfDocument


class CampaignRankingRow(PartOfDocument):
	pass
