from tdkt_app.child_rows import PartOfDocument


class LaunchCheck(PartOfDocument):
	pass
