from tdkt_app.child_rows import PartOfDocument


class MeetingWrittenOpinion(PartOfDocument):
	pass
