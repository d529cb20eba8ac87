from tdkt_app.child_rows import PartOfDocument


class MeetingRecusal(PartOfDocument):
	pass
