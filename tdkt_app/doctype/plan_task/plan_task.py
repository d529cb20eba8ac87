from tdkt_app.child_rows import PartOfDocument


class PlanTask(PartOfDocument):
	pass
