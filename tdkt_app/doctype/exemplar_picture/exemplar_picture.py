from tdkt_app.child_rows import PartOfDocument


class ExemplarPicture(PartOfDocument):
	pass
