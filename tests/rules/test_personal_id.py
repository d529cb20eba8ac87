"""Twelve digits of a personal identifier: how they are written, shown and read."""

import pytest

from tdkt_app.access.personal_id import Bearer, bearer, clean, masked


@pytest.mark.parametrize("text", ["019186001234", " 019 186 001 234 ", "019.186.001.234", "019-186-001234"])
def test_written_with_or_without_separators(text):
	assert clean(text) == "019186001234"


@pytest.mark.parametrize(
	"text",
	["", "19186001234", "0191860012345", "01918600123x", "********1234", "000186001234", "٠١٩١٨٦٠٠١٢٣٤"],
)
def test_anything_else_is_refused(text):
	with pytest.raises(ValueError, match="12 digits"):
		clean(text)


def test_only_the_last_four_are_shown():
	assert masked("019186001234") == "********1234"


@pytest.mark.parametrize(
	("digits", "birth_year", "sex"),
	[
		("019086001234", 1986, "Male"),  # 0: man of 1900–1999
		("019186001234", 1986, "Female"),
		("019204001234", 2004, "Male"),
		("019304001234", 2004, "Female"),
	],
)
def test_sex_and_birth_year(digits, birth_year, sex):
	assert bearer(digits) == Bearer(birth_year, sex)
