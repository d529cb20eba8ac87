"""Entrances for the desk: the scores of a campaign as a workbook."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from tdkt_app.excel import scores, workbook
from tdkt_app.excel.exchange import read_upload, refuse, send, shown_outcome
from tdkt_app.excel.links import choices_of, labels_of
from tdkt_app.permissions import check_access
from tdkt_app.states import AchievementState

_EXPORTED_STATES = (*scores.SCORED_STATES, AchievementState.VERIFIED, AchievementState.REJECTED)


@frappe.whitelist(methods=["GET"])
def download_template(campaign: str) -> None:
	"""Workbook with a row per criterion of every achievement that waits for its verdict. Needs to write achievements."""
	document = _campaign(campaign, "write")
	sheet = scores.sheet_of_scores(document)
	rows = scores.rows_of(campaign, scores.SCORED_STATES)
	send(sheet, workbook.template(sheet, choices_of(sheet), rows))


@frappe.whitelist(methods=["GET"])
def export(campaign: str) -> None:
	"""Workbook with all scores of what was handed in, under the same headings. Needs to export achievements."""
	document = _campaign(campaign, "export")
	sheet = scores.sheet_of_scores(document)
	rows = scores.rows_of(campaign, _EXPORTED_STATES)
	send(sheet, workbook.export(sheet, rows, labels_of(sheet, rows)))


@frappe.whitelist(methods=["POST"])
def preview(campaign: str, file_name: str, content: str) -> dict:
	"""Look at a workbook of scores; nothing is kept. `content` is base64; returns as `exchange.preview`."""
	document = _campaign(campaign, "write")
	sheet = scores.sheet_of_scores(document)
	table = read_upload(sheet, file_name, content)
	return shown_outcome(sheet, table, scores.bring_in_scores(document, sheet, table, keep=False))


@frappe.whitelist(methods=["POST"])
def import_workbook(campaign: str, file_name: str, content: str) -> dict[str, int]:
	"""Bring the scores in: all rows, or none and a sentence per problem. Returns as `exchange.import_workbook`."""
	document = _campaign(campaign, "write")
	sheet = scores.sheet_of_scores(document)
	table = read_upload(sheet, file_name, content)
	outcome = scores.bring_in_scores(document, sheet, table, keep=True)
	if outcome.problems:
		refuse(sheet, table, outcome)
	return outcome.counts()


def _campaign(name: str, ptype: str) -> Document:
	check_access("Achievement", ptype)
	campaign = frappe.get_doc("Emulation Campaign", name)
	campaign.check_permission("read")
	return campaign
