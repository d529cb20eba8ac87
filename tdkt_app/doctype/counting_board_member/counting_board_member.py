from tdkt_app.child_rows import PartOfDocument


class CountingBoardMember(PartOfDocument):
	pass
