from tdkt_app.child_rows import PartOfDocument


class AwardRuleValue(PartOfDocument):
	pass
