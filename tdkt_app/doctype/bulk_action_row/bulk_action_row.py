from tdkt_app.child_rows import PartOfDocument


class BulkActionRow(PartOfDocument):
	pass
