from tdkt_app.child_rows import PartOfDocument


class ConsolidatedSource(PartOfDocument):
	pass
