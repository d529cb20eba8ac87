from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.finding import Severity
from tdkt_app.rules.pack import RuleSet
from tdkt_app.rules.pack_file import PackFileError, differences, dumps, loads

ROW = {
	"name": "r1",
	"key": "hold.leave",
	"effective_from": "2025-07-01",
	"legal_source": "NĐ 152/2025/NĐ-CP Điều 4.5",
	"values": {"counts_as_work": ["maternity"]},
}


def pack_text(*rows, **fields):
	return json.dumps({"format_version": 1, "name": "P", "rows": list(rows), **fields})


def test_reads_a_row():
	(rule,) = loads(pack_text({**ROW, "effective_to": "2026-12-31", "severity": "block", "verified": 1})).rows
	assert rule == AwardRule(
		"r1",
		"hold.leave",
		date(2025, 7, 1),
		"NĐ 152/2025/NĐ-CP Điều 4.5",
		date(2026, 12, 31),
		values={"counts_as_work": ["maternity"]},
		severity=Severity.BLOCK,
		verified=True,
	)


def test_shipped_rules_survive_writing_and_reading(pack):
	assert loads(dumps(pack.national)) == pack.national


@given(
	st.builds(
		AwardRule,
		name=st.text(min_size=1),
		key=st.just("hold.leave"),
		effective_from=st.dates(),
		legal_source=st.text(),
		effective_to=st.none() | st.dates(),
		award_type=st.text(),
		honoree_kind=st.text(),
		method=st.text(),
		values=st.dictionaries(st.text(), st.text()),
		severity=st.none() | st.sampled_from(Severity),
		verified=st.booleans(),
		note=st.text(),
	)
)
def test_any_row_survives_writing_and_reading(rule):
	rules = RuleSet("P", "title", (rule,))
	assert loads(dumps(rules)) == rules


@pytest.mark.parametrize(
	("text", "message"),
	[
		("{", "not a JSON file"),
		("[]", "no format_version"),
		('{"rows": []}', "no format_version"),
		(pack_text(format_version=2), "version 2.*version 1"),
		(pack_text(name=""), "name and rows"),
		(pack_text(rows={}), "name and rows"),
		(pack_text(rows=["r1"]), "row number 1 is not a JSON object"),
		(pack_text({**ROW, "colour": "red"}), "row r1: unknown field colour"),
		(pack_text({k: v for k, v in ROW.items() if k != "key"}), "row r1: field key is missing"),
		(pack_text({k: v for k, v in ROW.items() if k != "name"}), "row 1: field name is missing"),
		(pack_text({**ROW, "effective_from": "01/07/2025"}), "row r1: .*01/07/2025"),
		(pack_text({**ROW, "effective_from": None}), "row r1"),
		(pack_text({**ROW, "severity": "fatal"}), "row r1: .*fatal"),
	],
)
def test_a_bad_file_says_what_and_where(text, message):
	with pytest.raises(PackFileError, match=message):
		loads(text)


def test_an_import_shows_what_it_would_change():
	same, old, gone, new, added = (
		AwardRule(name, "hold.leave", date(2025, 7, 1), source)
		for name, source in [("same", "a"), ("row", "a"), ("gone", "a"), ("row", "b"), ("added", "a")]
	)
	found = differences(RuleSet("P", rows=(same, old, gone)), RuleSet("P", rows=(added, new, same)))
	assert found == [(None, added), (gone, None), (old, new)]
