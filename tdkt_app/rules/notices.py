"""Dated rows that only warn: the law is about to change, or its text has not been read."""

from __future__ import annotations

from datetime import date

from tdkt_app.rules.finding import Finding
from tdkt_app.rules.keys import KEYS
from tdkt_app.rules.pack import RulePack

NOTICES = tuple(key for key in KEYS if key.startswith("notice."))


def law_notices(day: date, pack: RulePack) -> list[Finding]:
	"""Every notice in force on `day`, with the text of its row.

	Example: a decision on 01/10/2026 falls under Law 06/2026/QH16, whose text has not been compared → "law-notice".
	"""
	findings = []
	for key in NOTICES:
		rule, found = pack.find(key, day)
		if rule:
			findings.append(Finding.of("law-notice", rule, text=rule.text("text")))
		else:
			findings += found  # two rows of one notice at the same time
	return findings
