from tdkt_app.child_rows import PartOfDocument


class AnnouncementUnit(PartOfDocument):
	pass
