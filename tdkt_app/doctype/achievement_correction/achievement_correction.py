from tdkt_app.guards.child_rows import PartOfDocument


class AchievementCorrection(PartOfDocument):
	pass
