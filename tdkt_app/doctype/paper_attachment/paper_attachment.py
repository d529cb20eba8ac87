from tdkt_app.child_rows import PartOfDocument


class PaperAttachment(PartOfDocument):
	pass
