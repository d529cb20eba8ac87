from tdkt_app.child_rows import PartOfDocument


class MeetingNomination(PartOfDocument):
	pass
