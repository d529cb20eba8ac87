from tdkt_app.child_rows import PartOfDocument


class AchievementScore(PartOfDocument):
	pass
