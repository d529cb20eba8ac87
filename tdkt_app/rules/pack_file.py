"""A rule set as one JSON file: what a province hands to its communes, and what ships in the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.messages import Phrase, Severity
from tdkt_app.rules.pack import RuleSet

FORMAT_VERSION = 1
_OPTIONAL_TEXTS = ("award_type", "honoree_kind", "method", "note")


def _(source: str) -> str:
	"""Mark for the extractor of translations."""
	return source


class PackFileError(ValueError):
	"""The file is no rule pack, or of another version; `problem` names the row and what is wrong."""

	def __init__(self, template: str, **data: object):
		self.problem = Phrase(template, **data)
		super().__init__(self.problem)


class Difference(NamedTuple):
	"""A row that an import would add (no `old`), drop (no `new`) or change."""

	old: AwardRule | None
	new: AwardRule | None


def loads(text: str) -> RuleSet:
	"""The rule set in a JSON text. Raises PackFileError; nothing is half read."""
	try:
		content = json.loads(text)
	except json.JSONDecodeError as error:
		raise PackFileError(_("not a JSON file: {error}"), error=error) from None
	if not isinstance(content, Mapping) or "format_version" not in content:
		raise PackFileError(_("not a rule pack: there is no format_version"))
	if content["format_version"] != FORMAT_VERSION:
		raise PackFileError(
			_("format version {found}; this program reads version {known}"),
			found=content["format_version"],
			known=FORMAT_VERSION,
		)
	if not isinstance(content.get("rows"), list) or not content.get("name"):
		raise PackFileError(_("not a rule pack: name and rows are needed"))
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
	if not isinstance(row, Mapping):
		raise PackFileError(_("row number {place} is not a JSON object"), place=place)
	label = row.get("name") or place
	if unknown := sorted(set(row) - known - set(_OPTIONAL_TEXTS)):
		raise PackFileError(_("row {label}: unknown field {fields}"), label=label, fields=unknown)
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
		raise PackFileError(
			_("row {label}: field {field} is missing"), label=label, field=error.args[0]
		) from None
	except (TypeError, ValueError) as error:
		raise PackFileError(_("row {label}: {error}"), label=label, error=error) from None


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
