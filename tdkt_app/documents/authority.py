"""Who issues a document, as its heading, its sentences and its signature block name it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_HEAD = "Chủ tịch"


@dataclass(frozen=True)
class Authority:
	"""The issuing authority. Names as the settings hold them, usually in capitals."""

	name: str
	commune: str
	superior: str
	place: str
	standing_body: str

	@classmethod
	def of(cls, settings: Mapping[str, Any]) -> Authority:
		return cls(
			name=settings.get("authority_name") or "",
			commune=settings.get("commune_name") or "",
			superior=settings.get("superior_authority") or "",
			place=settings.get("place_name") or "",
			standing_body=settings.get("standing_body") or "",
		)

	def below(self, unit_name: str) -> Authority:
		"""A unit of the commune, which issues papers of its own under the commune's name."""
		return Authority(
			name=unit_name,
			commune="",
			superior=f"{self.name} {self.commune}".strip(),
			place=self.place,
			standing_body=self.standing_body,
		)

	@property
	def in_sentence(self) -> str:
		"""("ỦY BAN NHÂN DÂN", "XÃ CÁT NÊ") → "Ủy ban nhân dân xã Cát Nê"."""
		return f"{self.name[:1].upper()}{self.name[1:].lower()} {_commune_in_sentence(self.commune)}".strip()

	@property
	def head_in_sentence(self) -> str:
		"""Who awards: "Chủ tịch Ủy ban nhân dân xã Cát Nê". Source: Luật Thi đua, khen thưởng Điều 80."""
		return f"{_HEAD} {self.in_sentence}"

	def signs(self, capacity: str, position: str) -> list[str]:
		"""Lines above a signature, in capitals.

		Args:
		    capacity: "", "TM.", "KT.", "TL." or "TUQ.".
		    position: of the person who signs; empty means the head.
		Source: NĐ 30/2020/NĐ-CP Phụ lục I, Phần I, II.7.b: TM. stands before the body, the others before its head.
		"""
		own = (position or _HEAD).upper()
		if not capacity:
			return [own]
		return [f"{capacity} {self.name.upper() if capacity == 'TM.' else _HEAD.upper()}", own]


def _commune_in_sentence(commune: str) -> str:
	"""The kind of place in small letters, the name with capitals: "ĐẶC KHU CÔN ĐẢO" → "đặc khu Côn Đảo"."""
	for kind in ("đặc khu", "thị trấn", "phường", "xã"):
		if commune.lower().startswith(f"{kind} "):
			name = commune[len(kind) + 1 :]
			return f"{kind} {name.title() if name.isupper() else name}"
	return commune
