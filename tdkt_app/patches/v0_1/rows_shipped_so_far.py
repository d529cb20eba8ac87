"""What a site was given is remembered row by row: a site that has all rows of this version was given them all.

What its administrator deleted since then does not come back with the next version.
"""

import frappe

from tdkt_app.setup.install import SEED_VERSION, create_defaults
from tdkt_app.setup.memory import SeededRows, recall


def execute() -> None:
	if frappe.db.get_single_value("TDKT Settings", "seeded_version") == SEED_VERSION and not recall(
		"seeded_rows"
	):
		create_defaults(SeededRows(takes_note_only=True))
