"""A rule set as one JSON file: what a province hands to its communes, and what ships in the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.messages import Severity
from tdkt_app.rules.pack import RuleSet

FORMAT_VERSION = 1
_OPTIONAL_TEXTS = ("award_type", "honoree_kind", "method", "note")


class PackFileError(ValueError):
	"""The file is no rule pack, or of another version; the message names the row and what is wrong."""


class Difference(NamedTuple):
	"""A row that an import would add (no `old`), drop (no `new`) or change."""

	old: AwardRule | None
	new: AwardRule | None


def loads(text: str) -> RuleSet:
	"""The rule set in a JSON text. Raises PackFileError; nothing is half read."""
	try:
		content = json.loads(text)
	except json.JSONDecodeError as error:
		raise PackFileError(f"not a JSON file: {error}") from None
	if not isinstance(content, Mapping) or "format_version" not in content:
		raise PackFileError("not a rule pack: there is no format_version")
	if content["format_version"] != FORMAT_VERSION:
		raise PackFileError(
			f"format version {content['format_version']}; this program reads version {FORMAT_VERSION}"
		)
	if not isinstance(content.get("rows"), list) or not content.get("name"):
		raise PackFileError("not a rule pack: name and rows are needed")
	rows = tuple(rule_from(row, place) for place, row in enumerate(content["rows"], start=1))
	return RuleSet(content["name"], content.get("title", ""), rows)


def dumps(rules: RuleSet) -> str:
	"""The JSON text of a rule set; `loads` gives back an equal one."""
	content = {"format_version": FORMAT_VERSION, "name": rules.name, "title": rules.title}
	content["rows"] = [_row_of(rule) for rule in rules.rows]
	return json.dumps(content, ensure_ascii=False, indent="\t") + "\n"


def rule_from(row: Mapping[str, object], place: int = 0) -> AwardRule:
	"""A row of a pack file. Raises PackFileError naming the row by its name, or its place when it has none."""
	known = {
		"name",
		"key",
		"effective_from",
		"effective_to",
		"legal_source",
		"values",
		"severity",
		"verified",
	}
	label = row.get("name") or f"number {place}"
	if unknown := sorted(set(row) - known - set(_OPTIONAL_TEXTS)):
		raise PackFileError(f"row {label}: unknown field {', '.join(unknown)}")
	try:
		return AwardRule(
			name=row["name"],
			key=row["key"],
			effective_from=date.fromisoformat(row["effective_from"]),
			effective_to=date.fromisoformat(row["effective_to"]) if row.get("effective_to") else None,
			legal_source=row["legal_source"],
			values=row.get("values", {}),
			severity=Severity(row["severity"]) if row.get("severity") else None,
			verified=bool(row.get("verified", False)),
			**{name: row[name] for name in _OPTIONAL_TEXTS if row.get(name)},
		)
	except KeyError as error:
		raise PackFileError(f"row {label}: field {error.args[0]} is missing") from None
	except (TypeError, ValueError) as error:
		raise PackFileError(f"row {label}: {error}") from None


def money_rule(row: Mapping[str, object]) -> AwardRule:
	"""The rule of a flat money row (award_type, honoree_kind, effective_from, effective_to, multiplier, …).

	Dates as ISO text or `date`. Raises PackFileError naming the row.
	"""
	name = row.get("name") or f"{row['award_type']}-{row['honoree_kind']}-{row['effective_from']}"
	ends = row.get("effective_to")
	return rule_from(
		{
			"name": name,
			"key": "money.multiplier",
			"effective_from": str(row["effective_from"]),
			"effective_to": str(ends) if ends else None,
			"legal_source": row["legal_source"],
			"award_type": row["award_type"],
			"honoree_kind": row["honoree_kind"],
			"values": {"multiplier": row["multiplier"]},
			"verified": row.get("verified", False),
			"note": row.get("note") or "",
		}
	)


def differences(old: RuleSet, new: RuleSet) -> list[Difference]:
	"""What an import of `new` over `old` would change, row by row of the same name, in order of the names."""
	before, after = _by_name(old.rows), _by_name(new.rows)
	pairs = (Difference(before.get(name), after.get(name)) for name in sorted({*before, *after}))
	return [pair for pair in pairs if pair.old != pair.new]


def _by_name(rows: Iterable[AwardRule]) -> dict[str, AwardRule]:
	return {rule.name: rule for rule in rows}


def _row_of(rule: AwardRule) -> dict[str, object]:
	row = {
		"name": rule.name,
		"key": rule.key,
		"effective_from": rule.effective_from.isoformat(),
		"effective_to": rule.effective_to and rule.effective_to.isoformat(),
		"legal_source": rule.legal_source,
		"verified": rule.verified,
	}
	row |= {name: getattr(rule, name) for name in _OPTIONAL_TEXTS if getattr(rule, name)}
	if rule.values:
		row["values"] = dict(rule.values)
	if rule.severity:
		row["severity"] = rule.severity.value
	return row
