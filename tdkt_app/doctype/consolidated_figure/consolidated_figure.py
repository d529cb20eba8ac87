from tdkt_app.guards.child_rows import PartOfDocument


class ConsolidatedFigure(PartOfDocument):
	pass
