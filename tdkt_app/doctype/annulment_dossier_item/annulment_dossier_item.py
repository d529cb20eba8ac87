from tdkt_app.child_rows import PartOfDocument


class AnnulmentDossierItem(PartOfDocument):
	pass
