"""Registrations, achievements and reviews of the demo's whole commune beside those its story tells one by one.

What, who, when and how many points is drawn by chance that is the same on every load. No frappe.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tdkt_app.setup.demo.wording import in_a_sentence, worded

_TITLE_OF_OFFICIALS = {"Individual": "LDTT", "Collective": "TTLDTT"}
_OFFICIALS = ("Professional Office", "School", "Health Station")
_USUAL_AWARD = "GK"
_ON_THE_SPOT = {
	"content_areas": ["C", "F"],
	"own_deeds": 1,
	"launch_date": "2025-01-15",
	"report_deadline": "2025-11-15",
}
_LATE, _CORRECTED = 0.12, 0.3  # shares of late registrations and of scores that the officer changes
_OFFICER_LOOKED = ("Under Verification", "Returned", "Verified", "Rejected")


@dataclass
class Commune:
	"""Units, people and campaigns as the data files describe them, and the wordings for what they do."""

	units: Sequence[Mapping]
	honorees: Sequence[Mapping]
	campaigns: Mapping[str, Mapping]
	wordings: Mapping
	of_unit: dict[str, list[Mapping]] = field(init=False)

	def __post_init__(self):
		self.of_unit = {unit["unit_code"]: [] for unit in self.units}
		for honoree in self.honorees:
			self.of_unit[honoree["unit"]].append(honoree)


def registrations(commune: Commune, campaign: str, count: int, taken: set[tuple]) -> list[dict]:
	"""`taken`: (campaign, unit, honoree key or None) that the story registers itself."""
	chance = random.Random(f"đăng ký {campaign}")
	frame = commune.campaigns[campaign]
	pairs = [
		(unit, honoree)
		for unit in _units_of(commune, frame)
		for honoree in (None, *commune.of_unit[unit["unit_code"]])
		if (campaign, unit["unit_code"], honoree and honoree["key"]) not in taken
	]
	return [
		_registration(commune, frame, pair, chance) for pair in chance.sample(pairs, min(count, len(pairs)))
	]


def achievements(commune: Commune, campaign: str | None, states: Mapping[str, int]) -> list[dict]:
	"""As many achievements per state as asked; each of another honoree. Without a campaign: on the spot."""
	chance = random.Random(f"thành tích {campaign}")
	frame = commune.campaigns.get(campaign) or _ON_THE_SPOT
	deck = [state for state, count in states.items() for _each in range(count)]
	chance.shuffle(deck)
	choices = [
		(honoree, unit, deeds)
		for unit in _units_of(commune, frame)
		for honoree in commune.of_unit[unit["unit_code"]]
		if (deeds := _deeds(commune, frame, unit, honoree))
	]
	chosen = chance.sample(choices, len(deck))
	return [
		_Report(commune, frame, honoree, unit, chance).row(
			f"{campaign}/{number:03}", chance.choice(deeds), state
		)
		for number, (state, (honoree, unit, deeds)) in enumerate(zip(deck, chosen, strict=True), 1)
	]


def reviews(commune: Commune, campaign: str, shares: Mapping[str, float], units: Sequence[str]) -> list[dict]:
	"""Final reviews of the units that took part; `shares`: which part of them is in which state, the rest owes its review."""
	chance = random.Random(f"tổng kết {campaign}")
	frame, words = commune.campaigns[campaign], commune.wordings["reviews"]
	by_code = {unit["unit_code"]: unit for unit in commune.units}
	deck = [state for state, share in shares.items() for _each in range(round(share * len(units)))]
	due = date.fromisoformat(frame["report_deadline"])
	rows = []
	for code, state in zip(chance.sample(sorted(units), len(units)), deck, strict=False):
		unit = by_code[code]
		people = (unit.get("staff_count") or 5) + (unit.get("population") or 0) // 5
		households = (unit.get("household_count") or 0) * 2 // 3
		told = {
			field: worded(chance.choice(words[field]), chance, unit=in_a_sentence(unit))
			for field in ("organisation", "difficulties", "lessons", "proposals")
		}
		rows.append(
			{
				"campaign": campaign,
				"unit": code,
				"review_kind": "Final",
				"step": state,
				"period_from": frame["launch_date"],
				"period_to": (due - timedelta(5)).isoformat(),
				"submitted_on": _between(chance, due - timedelta(4), due + timedelta(2)),
				"people_registered": people,
				"people_taking_part": people + chance.randint(-2, 9),
				"households_registered": households,
				"households_taking_part": households * chance.randint(90, 108) // 100,
				"results": [_result(row, chance) for row in chance.sample(words["results"], 3)],
				**told,
			}
		)
	return rows


def _result(pattern: Sequence, chance: random.Random) -> dict:
	target, measure, low, high = pattern
	committed = chance.randint(low, high)
	reached = committed if measure == "%" else round(committed * chance.uniform(0.92, 1.25))
	return {"target": target, "measure": measure, "committed_value": committed, "result_value": reached}


def _units_of(commune: Commune, frame: Mapping) -> list[Mapping]:
	"""A unit that launches a campaign itself launches it for those its data names."""
	types = frame.get("for_units")
	return [
		unit
		for unit in commune.units
		if unit.get("parent_emulation_unit") and (not types or unit["unit_type"] in types)
	]


def _deeds(commune: Commune, frame: Mapping, unit: Mapping, honoree: Mapping) -> list[Mapping]:
	"""Deeds of the campaign itself, and those of its content areas unless it takes its own only."""
	campaign = frame.get("key")
	own = [deed for deed in commune.wordings["deeds"] if campaign in deed.get("campaigns", ())]
	general = [
		deed
		for deed in commune.wordings["deeds"]
		if "campaigns" not in deed and deed["area"] in frame["content_areas"]
	]
	return [
		deed
		for deed in (own if frame.get("own_deeds") else [*own, *general])
		if unit["unit_type"] in deed["units"] and honoree["kind"] in deed["kinds"]
	]


def _registration(commune: Commune, frame: Mapping, pair: tuple, chance: random.Random) -> dict:
	unit, honoree = pair
	kind = honoree["kind"] if honoree else "Collective"
	patterns = next(
		row["texts"]
		for row in commune.wordings["targets"]
		if unit["unit_type"] in row["units"] and (not honoree or kind in row["kinds"])
	)
	official = frame["campaign_type"] == "Regular" and unit["unit_type"] in _OFFICIALS
	deadline = date.fromisoformat(frame["registration_deadline"])
	late = chance.random() < _LATE
	return {
		"campaign": frame["key"],
		"unit": unit["unit_code"],
		"honoree": honoree and honoree["key"],
		"award_type": _TITLE_OF_OFFICIALS.get(kind, _USUAL_AWARD) if official else _USUAL_AWARD,
		"registered_on": _between(chance, deadline, deadline + timedelta(20))
		if late
		else _between(chance, date.fromisoformat(frame["launch_date"]), deadline),
		"targets": worded(chance.choice(patterns), chance, unit=in_a_sentence(unit)),
	}


@dataclass
class _Report:
	commune: Commune
	frame: Mapping
	honoree: Mapping
	unit: Mapping
	chance: random.Random

	def row(self, key: str, deed: Mapping, state: str) -> dict:
		launched, due = (date.fromisoformat(self.frame[day]) for day in ("launch_date", "report_deadline"))
		ended = launched + (due - launched) * self.chance.uniform(0.5, 0.95)
		handed_in = ended + (due - ended) * self.chance.uniform(0.1, 1)
		return {
			"key": key,
			"campaign": self.frame.get("key"),
			"on_the_spot": int("key" not in self.frame),
			"unit": self.unit["unit_code"],
			"honoree": self.honoree["key"],
			"step": state,
			"content_area": deed["area"],
			"period_from": launched.isoformat(),
			"period_to": ended.isoformat(),
			"achievement_title": self.say(deed["title"]),
			"summary": " ".join(self.say(self.chance.choice(part)) for part in deed["summary"]),
			"results": self.say(self.chance.choice(deed["results"])) if deed["results"] else "",
			"submitted_on": handed_in.isoformat(),
			"verdict_on": (handed_in + timedelta(self.chance.randint(2, 12))).isoformat(),
			"remark": self.remark(state),
			**self.scores(state),
		}

	def say(self, pattern: str) -> str:
		return worded(pattern, self.chance, unit=in_a_sentence(self.unit))

	def remark(self, state: str) -> str | None:
		remarks = self.commune.wordings["remarks"].get(state)
		return remarks and self.say(self.chance.choice(remarks))

	def scores(self, state: str) -> dict:
		"""Points the unit gives itself, and now and then one that the officer changes with a reason."""
		criteria = self.frame.get("criteria", ())
		given = [self.points(criterion) for criterion in criteria]
		corrected = []
		if criteria and state in _OFFICER_LOOKED and self.chance.random() < _CORRECTED:
			reason = self.chance.choice(self.commune.wordings["remarks"]["officer_reason"])
			corrected = [[0, max(1, given[0] - self.chance.randint(2, 6)), reason]]
		return {"self_scores": given, "officer_scores": corrected}

	def points(self, criterion: Mapping) -> int:
		low, high = {"Bonus": (0, 0.6), "Penalty": (0, 0.2)}.get(
			criterion.get("criterion_kind", "Criterion"), (0.7, 1)
		)
		return round(criterion["max_score"] * self.chance.uniform(low, high))


def _between(chance: random.Random, first: date, last: date) -> str:
	return (first + timedelta(chance.randint(0, (last - first).days))).isoformat()
