from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_app.wording.vietnamese import long_date, money, money_in_words, number_in_words, sort_key, unaccent


@pytest.mark.parametrize(
	("text", "plain"),
	[
		("Nguyễn Đình Ái", "nguyen dinh ai"),
		("ĐẶNG THỊ ƯỚC", "dang thi uoc"),
		("  Xóm   La Lang ", "xom la lang"),
		("Nguyễn", "nguyen"),  # decomposed input
		("H'Hen Niê", "h'hen nie"),
		("", ""),
	],
)
def test_unaccent(text, plain):
	assert unaccent(text) == plain


@pytest.mark.parametrize(
	("number", "words"),
	[
		(0, "không"),
		(4, "bốn"),
		(5, "năm"),
		(10, "mười"),
		(14, "mười bốn"),
		(15, "mười lăm"),
		(20, "hai mươi"),
		(21, "hai mươi mốt"),
		(24, "hai mươi tư"),
		(25, "hai mươi lăm"),
		(101, "một trăm linh một"),
		(105, "một trăm linh năm"),
		(110, "một trăm mười"),
		(115, "một trăm mười lăm"),
		(194, "một trăm chín mươi tư"),
		(1_000, "một nghìn"),
		(1_005, "một nghìn không trăm linh năm"),
		(1_015, "một nghìn không trăm mười lăm"),
		(21_021, "hai mươi mốt nghìn không trăm hai mươi mốt"),
		(1_000_005, "một triệu không trăm linh năm"),
		(1_005_000, "một triệu không trăm linh năm nghìn"),
		(10_010_000, "mười triệu không trăm mười nghìn"),
		(1_000_000_000, "một tỷ"),
		(2_000_040_000, "hai tỷ không trăm bốn mươi nghìn"),
		(1_024_000_000_000, "một nghìn không trăm hai mươi tư tỷ"),
		(1_000_000_000_000_000, "một triệu tỷ"),
	],
)
def test_number_in_words(number, words):
	assert number_in_words(number) == words


def test_money_in_words_begins_with_a_capital():
	assert money_in_words(1_410_000) == "Một triệu bốn trăm mười nghìn đồng chẵn"


def test_money_takes_the_float_of_a_currency_field():
	assert money_in_words(710_000.0) == "Bảy trăm mười nghìn đồng chẵn"
	assert money(Decimal("1410000.00")) == "1.410.000 đồng"


@pytest.mark.parametrize("amount", [-1, 0.5, Decimal("710000.25"), float("nan"), float("inf")])
def test_money_refuses_what_is_no_amount_in_dong(amount):
	with pytest.raises(ValueError, match="đồng"):
		money(amount)
	with pytest.raises(ValueError, match="đồng"):
		money_in_words(amount)


def test_number_below_zero_is_refused():
	with pytest.raises(ValueError, match="-1"):
		number_in_words(-1)


_READ = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5}
_READ |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def _listen(words: str) -> int:
	"""The number a clerk hears: an independent reader of what number_in_words says, below 1,000 tỷ."""
	total = group = last = 0
	for word in words.split():
		if word in _READ:
			last = _READ[word]
			group += last
		elif word in ("mươi", "trăm"):
			group += last * ({"mươi": 10, "trăm": 100}[word] - 1)
		elif word in ("nghìn", "triệu", "tỷ"):
			total += group * {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}[word]
			group = 0
	return total + group


@given(st.integers(0, 10**12 - 1))
def test_number_in_words_reads_back(number):
	assert _listen(number_in_words(number)) == number


@given(st.integers(0, 10**15))
def test_money_reads_back(amount):
	assert int(money(amount).removesuffix(" đồng").replace(".", "")) == amount


@pytest.mark.parametrize(
	("day", "text"),
	[
		(date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
		(date(2025, 2, 10), "ngày 10 tháng 02 năm 2025"),
		(date(2025, 3, 9), "ngày 09 tháng 3 năm 2025"),
		(date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
	],
)
def test_long_date(day, text):
	assert long_date(day) == text


@pytest.mark.parametrize(
	"in_order",
	[
		[
			"Lê An",
			"Lê Anh",
			"Lê Ăn",
			"Lê Ân",
			"Lê Bình",
			"Lê Cường",
			"Lê Dung",
			"Lê Đức",
			"Lê Em",
			"Lê Êm",
			"Lê Giang",
		],
		["Lê Oanh", "Lê Ôn", "Lê Ơn", "Lê Út", "Lê Ưng", "Lê Vân", "Lê Ý"],
		["Lê Hoa", "Lê Hòa", "Lê Hỏa", "Lê Hõa", "Lê Hóa", "Lê Họa", "Lê Hoài"],  # tones, then longer words
		["Trần Văn An", "Lê Thị Bình"],  # given name before family name
		[
			"Vũ An",
			"Nguyễn Bá An",
			"Nguyễn Thị An",
			"Trần Thị An",
			"Lê Văn An",
		],  # no middle name, middle, family
		["Xóm 2", "Xóm 10"],
		["", "An"],
	],
)
def test_sort_key_orders_as_a_vietnamese_list(in_order):
	assert sorted(reversed(in_order), key=sort_key) == in_order


def test_sort_key_is_the_same_for_both_tone_placements_and_both_normal_forms():
	assert sort_key("Lê Hòa") == sort_key("Lê Hoà") == sort_key("Lê Hoà".replace("à", "à"))


def test_sort_key_reads_foreign_letters_and_marks():
	assert sort_key("H'Hen Niê") == sort_key("HHen Niê")
	assert sort_key("Siméon Ñ") < sort_key("Siméon O")


@given(st.text(max_size=200))
def test_sort_key_is_plain_ascii_and_fits_a_data_field(name):
	key = sort_key(name)
	assert len(key) <= 140
	assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())
