from tdkt_app.child_rows import PartOfDocument


class PlanContent(PartOfDocument):
	pass
