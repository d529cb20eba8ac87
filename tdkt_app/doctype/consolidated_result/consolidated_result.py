from tdkt_app.child_rows import PartOfDocument


class ConsolidatedResult(PartOfDocument):
	pass
