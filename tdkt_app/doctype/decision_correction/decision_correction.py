from tdkt_app.child_rows import PartOfDocument


class DecisionCorrection(PartOfDocument):
	pass
