from tdkt_app.child_rows import PartOfDocument


class PlanTarget(PartOfDocument):
	pass
