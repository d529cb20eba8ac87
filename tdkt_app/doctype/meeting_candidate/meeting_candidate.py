from tdkt_app.child_rows import PartOfDocument


class MeetingCandidate(PartOfDocument):
	pass
