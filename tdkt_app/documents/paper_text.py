"""Text and dates of the commune's own papers: plans and reports."""

from __future__ import annotations

import datetime

from tdkt_app.wording.vietnamese import long_date

DRAFT_MARK = "DỰ THẢO"
_OPEN_DAY = "ngày" + "\N{NO-BREAK SPACE}" * 7


def paragraphs(text: str | None) -> tuple[str, ...]:
	return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def dated(value: datetime.date | str | None, issued: bool) -> str:
	"""The date in words, its day open until the paper is issued."""
	if not value:
		return ""
	words = long_date(day_of(value))
	return words if issued else f"{_OPEN_DAY} {words[words.index('tháng') :]}"


def day_of(value: datetime.date | str) -> datetime.date:
	"""A document fresh from the desk's form holds its dates as ISO text."""
	return datetime.date.fromisoformat(str(value)[:10])
