from tdkt_app.child_rows import PartOfDocument


class ReviewExemplar(PartOfDocument):
	pass
