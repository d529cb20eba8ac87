from tdkt_app.child_rows import PartOfDocument


class DecisionLegalBasis(PartOfDocument):
	pass
