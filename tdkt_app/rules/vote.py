"""8. The vote of the council on one case: quorum, denominator, result, exactly as the minutes must give it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tdkt_app.rules.award_rule import AwardRule, RuleValueError
from tdkt_app.rules.finding import Finding, Severity, of_severity
from tdkt_app.rules.messages import Term, percent
from tdkt_app.rules.pack import RulePack


@dataclass(frozen=True)
class Ballot:
	"""Counts of one vote.

	Attributes:
		members: of the council; `present`: of them at the meeting.
		votes_for, votes_against, blank: of those present.
		written_for, written_against: written opinions of absent members.
		recused: present members who took no part in this vote.
		secret: by ballot.
	"""

	members: int
	present: int
	votes_for: int
	votes_against: int = 0
	blank: int = 0
	written_for: int = 0
	written_against: int = 0
	recused: int = 0
	secret: bool = True


@dataclass(frozen=True)
class VoteResult:
	"""`needed`: the smallest number of votes in favour that carries; `share`: of the denominator, exact."""

	votes_for: int
	denominator: int
	needed: int
	share: Fraction
	carried: bool

	@property
	def share_text(self) -> str:
		"""As it must stand in the minutes: "9/11 (81,82%)". Source: NĐ 152/2025/NĐ-CP Art. 33.5."""
		return f"{self.votes_for}/{self.denominator} ({percent(self.share)})"


class Counted(NamedTuple):
	"""No result when the ballot cannot be counted; carried only if nothing blocks."""

	result: VoteResult | None
	findings: list[Finding]


@dataclass(frozen=True)
class Voter:
	"""A member who voted. `kin`: honoree → code of the relation. `honoree`: he himself, if he is one."""

	name: str
	honoree: str = ""
	kin: Mapping[str, str] = field(default_factory=dict)


def count_vote(ballot: Ballot, award_type: str, pack: RulePack, day: date, subject: str = "") -> Counted:
	"""Count one vote by the row for the award on the day of the meeting.

	Source: NĐ 152/2025/NĐ-CP Art. 33.5 (90 % and 80 % of all members for two titles, result and percentage in the
	minutes); other awards and the council itself: the province (Art. 6.2.e).
	Example: 11 members, 9 present, 8 for, 1 written for, more than 1/2 of all needed → 9/11, 6 needed, carried.
	"""
	rule, findings = pack.find("vote.council", day, award_type)
	meeting, of_meeting = pack.find("vote.meeting", day, award_type)
	findings = findings + of_meeting
	if rule is None or meeting is None:
		return Counted(None, findings)
	if ballot.members <= 0:
		return Counted(None, [*findings, Finding.of("council-empty", meeting, subject)])
	if problem := _problem(ballot):
		return Counted(
			None, [*findings, Finding.of("votes-do-not-add-up", meeting, subject, problem=problem)]
		)
	findings += _conduct(ballot, award_type, rule, meeting, subject)
	denominator = _denominator(ballot, rule, meeting)
	if denominator <= 0:
		return Counted(None, [*findings, Finding.of("nobody-to-vote", meeting, subject)])
	votes = _votes_for(ballot, rule, meeting)
	needed = votes_needed(rule.share("threshold"), rule.flag("strictly_more"), denominator)
	share = Fraction(votes, denominator)
	data = {"votes_for": votes, "denominator": denominator, "percentage": share, "needed": needed}
	findings.append(Finding.of("vote-carried" if votes >= needed else "vote-lost", rule, subject, **data))
	carried = votes >= needed and not of_severity(findings, Severity.BLOCK)
	return Counted(VoteResult(votes, denominator, needed, share, carried), findings)


def check_turnout(members: int, voted: int, pack: RulePack, day: date, subject: str = "") -> list[Finding]:
	"""A vote that fewer members took part in than a meeting needs says nothing, and shows how the few voted.

	Source: the quorum of the meeting (`vote.meeting`), applied to those who voted.
	Example: quorum 2/3, 11 members, 7 voted → "turnout-too-low" (8 needed).
	"""
	meeting, findings = pack.find("vote.meeting", day)
	if meeting is None:
		return findings
	needed = votes_needed(meeting.share("quorum"), False, members)
	if voted < needed:
		data = {"voted": voted, "members": members, "needed": needed}
		findings = [*findings, Finding.of("turnout-too-low", meeting, subject, **data)]
	return findings


def recused_relations(pack: RulePack, day: date) -> Mapping[str, str]:
	"""Relations to a candidate that keep a member from voting: code → name; empty without a row in force."""
	rule, _findings = pack.find("vote.recusal", day)
	return rule.labels("relations") if rule else {}


def check_recusal(
	voters: Iterable[Voter], candidate: str, pack: RulePack, day: date, candidate_name: str = ""
) -> list[Finding]:
	"""Members who voted on themselves or on kin. `candidate_name`: for the sentence, in place of his code.

	Source: the working rules of the council; no national article. Example: the spouse votes → "member-not-recused".
	"""
	rule, findings = pack.find("vote.recusal", day)
	if rule is None:
		return findings
	relations = rule.labels("relations")
	for voter in voters:
		relation = "self" if voter.honoree == candidate else voter.kin.get(candidate, "")
		if relation in relations:
			findings.append(
				Finding.of(
					"member-not-recused",
					rule,
					voter.name,
					member=voter.name,
					candidate=candidate_name or candidate,
					relation=relations[relation],
				)
			)
	return findings


def votes_needed(threshold: Fraction, strictly_more: bool, denominator: int) -> int:
	"""The smallest count that reaches `threshold` of `denominator`, or exceeds it.

	Example: 2/3 of 10 → 7; more than 1/2 of 10 → 6.
	"""
	exact = threshold * denominator
	return math.floor(exact) + 1 if strictly_more else math.ceil(exact)


def _problem(ballot: Ballot) -> str:
	"""What cannot be true of the counts; "" when they add up."""
	counts = vars(ballot)
	negative = [name for name, count in counts.items() if count < 0]
	if negative:
		return f"{', '.join(negative)} < 0"
	if ballot.present > ballot.members:
		return f"present {ballot.present} > members {ballot.members}"
	cast = ballot.votes_for + ballot.votes_against + ballot.blank + ballot.recused
	if cast != ballot.present:
		return f"votes and recused {cast} ≠ present {ballot.present}"
	written, absent = ballot.written_for + ballot.written_against, ballot.members - ballot.present
	return f"written opinions {written} > absent {absent}" if written > absent else ""


def _conduct(
	ballot: Ballot, award_type: str, rule: AwardRule, meeting: AwardRule, subject: str
) -> list[Finding]:
	"""Quorum, ballot, written opinions."""
	findings = []
	needed = votes_needed(meeting.share("quorum"), False, ballot.members)
	if ballot.present < needed:
		data = {"present": ballot.present, "members": ballot.members, "needed": needed}
		findings.append(Finding.of("no-quorum", meeting, subject, **data))
	if rule.flag("secret_ballot") and not ballot.secret:
		findings.append(Finding.of("ballot-not-secret", rule, subject, award=Term(award_type)))
	written = ballot.written_for + ballot.written_against
	if written and not meeting.flag("written_opinion"):
		data = {"count": written, "award": Term(award_type)}
		findings.append(Finding.of("written-opinion-not-allowed", meeting, subject, **data))
	return findings


def _of_all(rule: AwardRule) -> bool:
	"""Whether votes are counted against all members or those present."""
	basis = rule.text("denominator")
	if basis not in ("all", "present"):
		raise RuleValueError(rule.name, f"denominator {basis!r} is neither 'all' nor 'present'")
	return basis == "all"


def _denominator(ballot: Ballot, rule: AwardRule, meeting: AwardRule) -> int:
	counted = ballot.members if _of_all(rule) else ballot.present
	return counted if meeting.flag("recused_count") else counted - ballot.recused


def _votes_for(ballot: Ballot, rule: AwardRule, meeting: AwardRule) -> int:
	"""Written opinions count where they are allowed and absent members are in the denominator."""
	written = ballot.written_for if _of_all(rule) and meeting.flag("written_opinion") else 0
	return ballot.votes_for + written
