"""How papers that belong to an award decision name it and its awards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tdkt_app.documents.authority import Authority
from tdkt_app.documents.paper_text import day_of
from tdkt_app.wording.vietnamese import long_date


def reference(decision: Mapping[str, Any], authority: Authority) -> str:
	""" "Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026 của Chủ tịch Ủy ban nhân dân xã Cát Nê"."""
	number = decision.get("decision_number") or f"…/{decision.get('symbol') or ''}"
	day = f" {long_date(day_of(decision.get('decision_date')))}" if decision.get("decision_date") else ""
	issuer = decision.get("issued_by") or authority.head_in_sentence
	return f"Quyết định số {number}{day} của {issuer}"


def award_in_sentence(name: str, is_title: bool, authority: Authority) -> str:
	""" "danh hiệu “Lao động tiên tiến”"; "Giấy khen của Chủ tịch Ủy ban nhân dân xã Cát Nê"."""
	if is_title:
		return f"danh hiệu “{name}”"
	return name if " của " in name else f"{name} của {authority.head_in_sentence}"
