from tdkt_app.child_rows import PartOfDocument


class AchievementEvidence(PartOfDocument):
	pass
