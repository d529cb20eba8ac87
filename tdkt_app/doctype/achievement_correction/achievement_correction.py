from tdkt_app.child_rows import PartOfDocument


class AchievementCorrection(PartOfDocument):
	pass
