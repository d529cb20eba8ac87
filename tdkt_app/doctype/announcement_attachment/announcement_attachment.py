from tdkt_app.child_rows import PartOfDocument


class AnnouncementAttachment(PartOfDocument):
	pass
