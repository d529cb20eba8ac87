from tdkt_app.child_rows import PartOfDocument


class DecisionAnnulment(PartOfDocument):
	pass
