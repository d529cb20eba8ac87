from tdkt_app.child_rows import PartOfDocument


class NominationAchievement(PartOfDocument):
	pass
