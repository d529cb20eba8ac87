from tdkt_app.child_rows import PartOfDocument


class HouseholdMember(PartOfDocument):
	pass
