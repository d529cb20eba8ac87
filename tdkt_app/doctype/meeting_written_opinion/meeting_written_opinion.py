from tdkt_app.guards.child_rows import PartOfDocument


class MeetingWrittenOpinion(PartOfDocument):
	pass
