"""Whether a recognised initiative counts for an award."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tdkt_app.rules.case import Period


@dataclass(frozen=True)
class RecognisedInitiative:
	"""`recognised_on`: date of the decision or of the certificate (Mẫu số 13)."""

	reference: str
	recognised_on: date


def counts_for(initiative: RecognisedInitiative, period: Period, decided_on: date | None) -> bool:
	"""Recognised since the period began, and not after the award was decided.

	The recognition of a year's work may be dated after the year, while the dossier is being put together. `decided_on`:
	None while there is no decision.
	Source: Law 06/2022/QH15 Art. 23; NĐ 152/2025/NĐ-CP Art. 33.6.
	Example: period 2025, decided on 20/12/2025: recognised on 30/11/2025 → True; on 31/12/2024 → False.
	"""
	return period.start <= initiative.recognised_on and (
		decided_on is None or initiative.recognised_on <= decided_on
	)
