from tdkt_app.child_rows import PartOfDocument


class MeetingAttendance(PartOfDocument):
	pass
