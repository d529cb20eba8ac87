from tdkt_app.child_rows import PartOfDocument


class InitiativeAuthor(PartOfDocument):
	pass
