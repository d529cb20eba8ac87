"""The people of the demo commune beside those its story names: persons, collectives and households of every unit.

Names are put together from lists by chance that is the same on every load. No frappe.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping

from tdkt_app.setup.demo.wording import in_a_sentence

_YEAR = 2025
_PROVINCE = "019"  # first digits of a personal identifier; the rest is invented
_CHILDREN = (1, 3)  # of a household
_LEADING = ("Phó ", "Trưởng ", "Tổ trưởng", "Chi hội trưởng", "Bí thư", "Tiểu đội trưởng")


def honorees(
	units: Collection[Mapping], named: Collection[Mapping], words: Mapping, people: Mapping
) -> list[dict]:
	"""Rows as in honorees.json. `named`: those of the story; a unit they stand for as a whole gets no second one.

	`people`: what there is in a unit, by its code or by the type of unit.
	"""
	whole = {row["unit"] for row in named if row.get("is_whole_unit")}
	rows = []
	for unit in units:
		kind = people.get(unit["unit_code"]) or people.get(unit["unit_type"])
		if kind:
			chance = random.Random(f"người của {unit['unit_code']}")
			rows += _Residents(unit, kind, words, chance).rows(unit["unit_code"] not in whole)
	return rows


class _Residents:
	def __init__(self, unit: Mapping, kind: Mapping, words: Mapping, chance: random.Random):
		self.unit, self.kind, self.words, self.chance = unit, kind, words, chance
		self.used: set[str] = set()

	def rows(self, with_whole: bool) -> list[dict]:
		described = [*self.individuals(), *self.collectives(with_whole), *self.households()]
		code = self.unit["unit_code"]
		return [
			{"key": f"{code}/{number:02}", "unit": code, **row} for number, row in enumerate(described, 1)
		]

	def individuals(self) -> Iterator[dict]:
		for _each in range(self.kind["individuals"]):
			position = self.position()
			sex, ethnicity, birth_year = self.person(self.kind.get("born", (1963, 2003)), _sex_of(position))
			leads = position.startswith(_LEADING)
			yield {
				"kind": "Individual",
				"full_name": self.name(sex, ethnicity),
				"sex": sex,
				"birth_year": birth_year,
				"ethnicity": ethnicity,
				"position": position,
				"address": self.unit["address"],
				"is_manager": int(leads),
				"direct_labour": int(not leads),
				"is_party_member": int(leads or self.chance.random() < 0.25),
				"personal_id": self.identifier(sex, birth_year) if self.chance.random() < 0.5 else None,
			}

	def position(self) -> str:
		"""A leading one is held by one person of the unit."""
		while True:
			position = self.chance.choice(self.kind["positions"])
			if position not in self.used:
				if position.startswith(_LEADING):
					self.used.add(position)
				return position

	def collectives(self, with_whole: bool) -> Iterator[dict]:
		unit = {"unit": in_a_sentence(self.unit), "number": 1}
		if with_whole:
			members = max(self.unit.get("staff_count") or 0, self.kind["individuals"])
			yield self.collective(self.kind["whole"].format(**unit), members, is_whole_unit=1)
		for pattern in self.kind["parts"]:
			for number in (1, 2) if "{number}" in pattern else (1,):
				yield self.collective(
					pattern.format(**{**unit, "number": number}), self.chance.randint(5, 24)
				)

	def collective(self, full_name: str, member_count: int, **more: int) -> dict:
		address = self.unit["address"]
		return {
			"kind": "Collective",
			"full_name": full_name,
			"member_count": member_count,
			"address": address,
			**more,
		}

	def households(self) -> Iterator[dict]:
		for _each in range(self.kind["households"]):
			sex, ethnicity, birth_year = self.person((1955, 1988))
			head = self.name(sex, ethnicity)
			yield {
				"kind": "Household",
				"full_name": f"Hộ gia đình {'bà' if sex == 'Female' else 'ông'} {head}",
				"address": self.unit["address"],
				"members": [
					{"full_name": head, "relation": "chủ hộ", "birth_year": birth_year, "is_head": 1},
					*self.relatives(head, sex, ethnicity, birth_year),
				],
			}

	def relatives(self, head: str, sex: str, ethnicity: str, birth_year: int) -> Iterator[dict]:
		other = "Male" if sex == "Female" else "Female"
		partner = self.name(other, ethnicity)
		relation = self.words["relations"][other][0]
		yield {
			"full_name": partner,
			"relation": relation,
			"birth_year": birth_year + self.chance.randint(-3, 3),
		}
		family = (partner if other == "Male" else head).split()[0]
		for child in range(self.chance.randint(*_CHILDREN)):
			sex = self.chance.choice(("Male", "Female"))
			yield {
				"full_name": self.name(sex, ethnicity, family),
				"relation": self.words["relations"][sex][1],
				"birth_year": min(birth_year + 23 + 3 * child, _YEAR - 1),
			}

	def person(self, born: tuple[int, int], sex: str | None = None) -> tuple[str, str, int]:
		sex = self.kind.get("sex") or sex or self.chance.choice(("Male", "Female"))
		peoples = self.words["per_hundred"]
		[ethnicity] = self.chance.choices(list(peoples), weights=list(peoples.values()))
		return sex, ethnicity, self.chance.randint(*born)

	def name(self, sex: str, ethnicity: str, family: str = "") -> str:
		"""No two of a unit are called the same: that would look like a duplicate."""
		words = self.words
		while True:
			parts = (
				[family] if family else words["families"][ethnicity],
				words["middle"][sex],
				words["given"][sex],
			)
			name = " ".join(self.chance.choice(part) for part in parts)
			if name not in self.used:
				self.used.add(name)
				return name

	def identifier(self, sex: str, birth_year: int) -> str:
		"""Province, century and sex, year, six invented digits."""
		century_and_sex = 2 * ((birth_year - 1900) // 100) + (sex == "Female")
		return f"{_PROVINCE}{century_and_sex}{birth_year % 100:02}{self.chance.randrange(10**6):06}"


def _sex_of(position: str) -> str | None:
	return "Female" if "phụ nữ" in position.lower() or position.startswith("Nữ ") else None
