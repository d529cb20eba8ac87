from tdkt_app.child_rows import PartOfDocument


class ExemplarSpread(PartOfDocument):
	pass
