from tdkt_app.child_rows import PartOfDocument


class ConsultationNomination(PartOfDocument):
	pass
