"""8. Votes, quorum, percentage, recusal."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.award_rule import RuleValueError
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.messages import percent
from tdkt_app.rules.pack import RulePack, RuleSet
from tdkt_app.rules.vote import Ballot, Voter, check_recusal, count_vote, votes_needed

DAY = date(2025, 12, 12)


# Votes needed by hand: more than 1/2 of 11 is 6; 80 % of 11 = 8,8 → 9; 90 % of 11 = 9,9 → 10.
@pytest.mark.parametrize(
	("award", "ballot", "votes", "needed", "shown", "carried"),
	[
		("GK", Ballot(11, 11, 6, 5), 6, 6, "54,55%", True),
		("GK", Ballot(11, 11, 5, 6), 5, 6, "45,45%", False),
		("GK", Ballot(10, 10, 5, 5), 5, 6, "50%", False),
		("GK", Ballot(11, 9, 8, 1), 8, 6, "72,73%", True),
		("GK", Ballot(11, 9, 5, 4, written_for=1), 6, 6, "54,55%", True),
		("GK", Ballot(11, 9, 5, 4, written_against=2), 5, 6, "45,45%", False),
		("GK", Ballot(11, 11, 6, 3, blank=2), 6, 6, "54,55%", True),
		("CSTDCS", Ballot(11, 11, 9, 2), 9, 9, "81,82%", True),
		("CSTDCS", Ballot(11, 11, 8, 3), 8, 9, "72,73%", False),
		("CSTDCS", Ballot(10, 8, 8), 8, 8, "80%", True),
		("CSTDTQ", Ballot(11, 11, 10, 1), 10, 10, "90,91%", True),
		("CSTDTQ", Ballot(10, 10, 9, 1), 9, 9, "90%", True),
		("CSTDTQ", Ballot(11, 11, 9, 2), 9, 10, "81,82%", False),
		("CTDCP", Ballot(15, 12, 12), 12, 12, "80%", True),
	],
)
def test_worked_examples(pack, award, ballot, votes, needed, shown, carried):
	result, findings = count_vote(ballot, award, pack, DAY, "DN-1")
	assert (result.votes_for, result.denominator, result.needed) == (votes, ballot.members, needed)
	assert percent(result.share) == shown
	assert result.carried is carried
	last = findings[-1]
	assert last.code == ("vote-carried" if carried else "vote-lost")
	assert last.subject == "DN-1"
	assert last.data["percentage"] == Fraction(votes, ballot.members)


def test_national_thresholds_cite_their_article(pack):
	assert count_vote(Ballot(10, 10, 9, 1), "CSTDTQ", pack, DAY).findings[-1].article.endswith("Điều 33.5")


@pytest.mark.parametrize("members", [0, -3])
def test_a_council_without_members(pack, codes, members):
	result, findings = count_vote(Ballot(members, 0, 0), "GK", pack, DAY)
	assert result is None
	assert codes(findings) == ["council-empty"]


@pytest.mark.parametrize(
	("ballot", "problem"),
	[
		(Ballot(9, 10, 10), "present 10 > members 9"),
		(Ballot(9, 9, 10), "votes and recused 10 ≠ present 9"),
		(Ballot(9, 9, 5, 2, 1), "votes and recused 8 ≠ present 9"),
		(Ballot(9, 7, 7, written_for=2, written_against=1), "written opinions 3 > absent 2"),
		(Ballot(9, 9, 10, -1), "votes_against < 0"),
	],
)
def test_votes_that_do_not_add_up(pack, ballot, problem):
	result, findings = count_vote(ballot, "GK", pack, DAY)
	assert result is None
	assert (findings[-1].code, findings[-1].data) == ("votes-do-not-add-up", {"problem": problem})


# Two thirds of 11 = 7,33 → 8; of 9 = 6.
@pytest.mark.parametrize(("members", "present", "quorate"), [(11, 8, True), (11, 7, False), (9, 6, True)])
def test_quorum(pack, codes, members, present, quorate):
	result, findings = count_vote(Ballot(members, present, present), "GK", pack, DAY)
	assert ("no-quorum" not in codes(findings)) is quorate
	assert result.carried is quorate


def test_a_title_voted_on_by_show_of_hands_is_not_carried(pack, codes):
	result, findings = count_vote(Ballot(10, 10, 10, secret=False), "CSTDTQ", pack, DAY)
	assert "ballot-not-secret" in codes(findings)
	assert not result.carried
	assert count_vote(Ballot(10, 10, 10, secret=False), "GK", pack, DAY).result.carried


@pytest.fixture
def council(with_local, rule):
	"""Local rules: votes of those present, no written opinions, recused members not counted."""

	def build(**changes):
		vote = {"threshold": "2/3", "strictly_more": False, "denominator": "present", "secret_ballot": False}
		meeting = {"quorum": "1/2", "written_opinion": False, "recused_count": False}
		return with_local(
			rule("vote.council", "V", values={**vote, **{k: v for k, v in changes.items() if k in vote}}),
			rule(
				"vote.meeting", "M", values={**meeting, **{k: v for k, v in changes.items() if k in meeting}}
			),
		)

	return build


def test_denominator_of_those_present(council):
	result = count_vote(Ballot(15, 9, 6, 3), "GK", council(), DAY).result
	assert (result.denominator, result.needed, result.carried) == (9, 6, True)


def test_recused_members_leave_the_denominator_where_the_rule_says_so(council, codes):
	ballot = Ballot(15, 9, 5, 2, recused=2)  # 5 of 7; 2/3 of 7 = 4,67 → 5
	result = count_vote(ballot, "GK", council(), DAY).result
	assert (result.denominator, result.needed, result.carried) == (7, 5, True)
	counted = count_vote(ballot, "GK", council(recused_count=True), DAY).result
	assert (counted.denominator, counted.needed, counted.carried) == (9, 6, False)


def test_nobody_left_to_vote(council, codes):
	result, findings = count_vote(Ballot(2, 2, 0, recused=2), "GK", council(), DAY)
	assert result is None
	assert codes(findings) == ["nobody-to-vote"]


def test_written_opinions_count_only_where_allowed(council, codes):
	ballot = Ballot(9, 6, 5, 1, written_for=2)
	result, findings = count_vote(ballot, "GK", council(denominator="all"), DAY)
	assert result.votes_for == 5
	assert not result.carried
	assert "written-opinion-not-allowed" in codes(findings)
	allowed = count_vote(ballot, "GK", council(denominator="all", written_opinion=True), DAY).result
	assert (allowed.votes_for, allowed.carried) == (7, True)
	of_present = count_vote(ballot, "GK", council(written_opinion=True), DAY).result
	assert (of_present.votes_for, of_present.denominator) == (5, 6)


def test_an_unknown_denominator_names_the_row(council):
	with pytest.raises(RuleValueError, match="row V: denominator 'most'"):
		count_vote(Ballot(9, 9, 9), "GK", council(denominator="most"), DAY)


def test_without_rules_nothing_is_counted(codes):
	result, findings = count_vote(Ballot(9, 9, 9), "GK", RulePack(RuleSet("VN")), DAY)
	assert result is None
	assert codes(findings) == ["rule-missing", "rule-missing"]


@given(st.fractions(0, 1), st.booleans(), st.integers(1, 200))
def test_votes_needed_is_the_smallest_count_that_carries(threshold, strictly, denominator):
	def carries(votes):
		share = Fraction(votes, denominator)
		return share > threshold if strictly else share >= threshold

	needed = votes_needed(threshold, strictly, denominator)
	assert carries(needed)
	assert needed == 0 or not carries(needed - 1)


@given(st.integers(1, 40), st.data())
def test_every_ballot_that_adds_up_is_counted(pack, members, data):
	present = data.draw(st.integers(0, members))
	votes_for = data.draw(st.integers(0, present))
	against = data.draw(st.integers(0, present - votes_for))
	written = data.draw(st.integers(0, members - present))
	ballot = Ballot(members, present, votes_for, against, present - votes_for - against, written)
	result, findings = count_vote(ballot, "GK", pack, DAY)
	assert result.share == Fraction(votes_for + written, members) <= 1
	blocked = [f.code for f in findings if f.severity is Severity.BLOCK]
	assert result.carried == (not blocked)


@pytest.mark.parametrize(
	("voter", "relation"),
	[
		(Voter("Ông Bắc", honoree="HN-1"), "chính mình"),
		(Voter("Bà Cúc", kin={"HN-1": "spouse"}), "vợ, chồng"),
		(Voter("Ông Dũng", kin={"HN-1": "child", "HN-2": "spouse"}), "con"),
	],
)
def test_the_candidate_and_kin_may_not_vote(pack, voter, relation):
	(finding,) = [f for f in check_recusal([voter], "HN-1", pack, DAY) if f.code == "member-not-recused"]
	assert (finding.severity, finding.subject) == (Severity.BLOCK, voter.name)
	assert finding.data == {"member": voter.name, "candidate": "HN-1", "relation": relation}


@pytest.mark.parametrize(
	"voter",
	[
		Voter("Ông Bắc"),
		Voter("Ông Bắc", honoree="HN-2"),
		Voter("Bà Cúc", kin={"HN-2": "spouse"}),
		Voter("Ông Dũng", kin={"HN-1": "neighbour"}),
	],
)
def test_others_may_vote(pack, codes, voter):
	assert codes(check_recusal([voter], "HN-1", pack, DAY)) == []


def test_recusal_without_rules(codes):
	assert codes(check_recusal([], "HN-1", RulePack(RuleSet("VN")), DAY)) == ["rule-missing"]
