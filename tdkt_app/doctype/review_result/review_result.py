from tdkt_app.child_rows import PartOfDocument


class ReviewResult(PartOfDocument):
	pass
