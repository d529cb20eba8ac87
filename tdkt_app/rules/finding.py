"""What a rule says about a case: a code, how serious it is, the article, and the data of its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from tdkt_app.rules.messages import MESSAGES, Dong, Severity

if TYPE_CHECKING:
	from tdkt_app.rules.award_rule import AwardRule

__all__ = ["Dong", "Finding", "Severity", "merged", "of_severity"]


@dataclass(frozen=True)
class Finding:
	"""One result of one check.

	Attributes:
		code: key of `messages.MESSAGES`, where the sentence is.
		severity: "block" stops, "warn" can be overridden with a reason, "info" is shown.
		article: legal source of the row that was applied.
		subject: record the finding is about (honoree, nomination, row of a pack …).
		rule: name of the row that was applied; empty when no row is involved.
		data: values of the placeholders of the sentence.
	"""

	code: str
	severity: Severity
	article: str = ""
	subject: str = ""
	rule: str = ""
	data: Mapping[str, object] = field(default_factory=dict)

	@classmethod
	def of(cls, code: str, rule: AwardRule | None = None, subject: str = "", **data: object) -> Finding:
		"""A finding with the severity of its code, or the one that the applied row sets instead."""
		severity = MESSAGES[code].severity
		if rule is None:
			return cls(code, severity, subject=subject, data=data)
		return cls(code, rule.severity or severity, rule.legal_source, subject, rule.name, data)


def merged(findings: Iterable[Finding]) -> list[Finding]:
	"""Each finding once, the most serious first; the order in which the checks spoke is kept within a severity."""
	once = {(f.code, f.subject, f.rule, *_shown(f.data)): f for f in findings}
	return sorted(once.values(), key=lambda finding: _ORDER[finding.severity])


def of_severity(findings: Iterable[Finding], severity: Severity) -> list[Finding]:
	"""The findings of one severity, in their order."""
	return [finding for finding in findings if finding.severity is severity]


_ORDER = {severity: place for place, severity in enumerate(Severity)}


def _shown(data: Mapping[str, object]) -> tuple[str, ...]:
	return tuple(
		f"{name}={value.value if isinstance(value, Enum) else value}" for name, value in sorted(data.items())
	)
