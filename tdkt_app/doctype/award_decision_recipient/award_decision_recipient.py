from tdkt_app.guards.child_rows import PartOfDocument


class AwardDecisionRecipient(PartOfDocument):
	pass
