from tdkt_app.child_rows import PartOfDocument


class AwardNominee(PartOfDocument):
	pass
