from tdkt_app.child_rows import PartOfDocument


class NominationDossierItem(PartOfDocument):
	pass
