from tdkt_app.child_rows import PartOfDocument


class EmulationUnitUser(PartOfDocument):
	pass
