"""Which recognised initiative counts for an award."""

from __future__ import annotations

from datetime import date

import pytest

from tdkt_app.rules.case import Period
from tdkt_app.rules.initiative import RecognisedInitiative, counts_for

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
	("recognised_on", "decided_on", "counts"),
	[
		(date(2024, 12, 31), None, False),
		(date(2025, 1, 1), None, True),
		(date(2025, 11, 30), date(2025, 12, 20), True),
		(date(2025, 12, 20), date(2025, 12, 20), True),
		(date(2025, 12, 21), date(2025, 12, 20), False),
		(date(2026, 1, 15), date(2026, 1, 20), True),  # dated while the dossier is put together
	],
)
def test_counts_from_the_period_to_the_decision(recognised_on, decided_on, counts):
	assert counts_for(RecognisedInitiative("SK-2025-0001", recognised_on), YEAR, decided_on) is counts
