from tdkt_app.child_rows import PartOfDocument


class AwardDecisionRecipient(PartOfDocument):
	pass
