from tdkt_app.child_rows import PartOfDocument


class CouncilMember(PartOfDocument):
	pass
