"""Personal identification number (số định danh cá nhân): what its twelve digits say. No frappe.

Source: NĐ 137/2015/NĐ-CP Art. 13; TT 59/2021/TT-BCA Art. 4: province (3 digits), century and sex (1), year of birth
within the century (2), six random digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LENGTH = 12
_SHOWN = 4
_SEPARATORS = re.compile(r"[\s.\-]+")
_FIRST_CENTURY = 1900  # digit 0: man born 1900–1999, 1: woman; 2 and 3: 2000–2099; and so on


@dataclass(frozen=True)
class Bearer:
	"""What a number says of the person: `sex` is "Male" or "Female"."""

	birth_year: int
	sex: str


def clean(text: str) -> str:
	"""The twelve digits; blanks, dots and hyphens between them are dropped. Raises ValueError for anything else."""
	digits = _SEPARATORS.sub("", text)
	if not re.fullmatch(r"[0-9]{12}", digits) or digits.startswith("000"):
		raise ValueError(f"not a personal identification number of {LENGTH} digits")
	return digits


def masked(digits: str) -> str:
	""" "019186001234" → "********1234"."""
	return "*" * (len(digits) - _SHOWN) + digits[-_SHOWN:]


def bearer(digits: str) -> Bearer:
	century_and_sex = int(digits[3])
	century = _FIRST_CENTURY + 100 * (century_and_sex // 2)
	return Bearer(century + int(digits[4:6]), "Female" if century_and_sex % 2 else "Male")
