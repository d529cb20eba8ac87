"""Writes the reference of all rules for readers of law: `python -m tdkt_app.rules.reference docs/quy-tac.md`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tdkt_app.rules.award_rule import AwardRule
from tdkt_app.rules.keys import GROUPS, KEYS, VALUE_TITLES, Value
from tdkt_app.rules.messages import MESSAGES
from tdkt_app.rules.pack import RuleSet
from tdkt_app.rules.pack_file import loads

_APP = Path(__file__).parents[1]
_INTRO = """# Quy tắc thi đua, khen thưởng trong phần mềm

Tệp này được sinh từ mã nguồn và danh mục (`python -m tdkt_app.rules.reference docs/quy-tac.md`), không sửa bằng tay.

Mỗi quy tắc là các dòng có ngày hiệu lực và căn cứ pháp lý; người quản trị sửa được, bộ quy định của tỉnh hoặc xã
thay từng dòng. Mức **chặn** dừng việc trình, **cảnh báo** bỏ qua được khi có lý do, **thông tin** chỉ để biết. Dòng
ghi “chưa” ở cột Đối chiếu là dòng chưa so với văn bản gốc: phải kiểm tra trước khi dựa vào.
"""


def national_rules() -> RuleSet:
	"""The national rows that ship."""
	return loads((_APP / "catalogue" / "national_rules.json").read_text(encoding="utf-8"))


def vietnamese_terms() -> dict[str, str]:
	"""English source → Vietnamese of the whole app, as the desk shows it; words with a context are left out."""
	with (_APP / "translations" / "vi.csv").open(encoding="utf-8", newline="") as file:
		return {row[0]: row[1] for row in csv.reader(file) if len(row) == 2 or not row[2]}


def reference(rules: RuleSet, terms: Mapping[str, str]) -> str:
	"""The whole reference as Markdown."""
	lines = [_INTRO]
	for number, (group, title) in enumerate(GROUPS.items(), start=1):
		lines += [f"## {number}. {terms[title]}\n", *_codes_of(group, rules, terms)]
		for key, described in KEYS.items():
			if described.group == group:
				basis = terms[described.basis.value]
				lines += [f"### {terms[described.title]} (`{key}`)\n", f"Chọn dòng theo {basis}.\n"]
				lines += _rows_of([rule for rule in rules.rows if rule.key == key], terms)
	lines += ["## Lỗi của bộ quy định và danh mục\n", *_codes_of("", rules, terms)]
	return "\n".join(lines).rstrip() + "\n"


def _codes_of(group: str, rules: RuleSet, terms: Mapping[str, str]) -> Iterator[str]:
	yield "| Mã | Mức | Nội dung | Căn cứ hiện hành | Đối chiếu |\n| --- | --- | --- | --- | --- |"
	for code, message in MESSAGES.items():
		if _group_of(message.key) == group:
			rows = [
				rule for rule in rules.rows if _is_of(rule.key, message.key) and rule.effective_to is None
			]
			cells = (f"`{code}`", terms[message.severity.value], terms[message.template])
			yield _row(*cells, "; ".join(dict.fromkeys(rule.legal_source for rule in rows)), _verified(rows))
	yield ""


def _rows_of(rows: list[AwardRule], terms: Mapping[str, str]) -> Iterator[str]:
	if not rows:
		yield "Chưa có dòng nào của Trung ương; tỉnh hoặc xã đặt.\n"
		return
	yield "| Áp dụng cho | Từ | Đến | Giá trị | Căn cứ | Đối chiếu | Ghi chú |\n| --- | --- | --- | --- | --- | --- | --- |"
	for rule in rows:
		scope = ", ".join(terms.get(part, part) for part in rule.scope if part) or "mọi trường hợp"
		until = f"{rule.effective_to:%d/%m/%Y}" if rule.effective_to else "nay"
		values = "; ".join(_values(rule, terms)) or "–"
		since = f"{rule.effective_from:%d/%m/%Y}"
		yield _row(scope, since, until, values, rule.legal_source, _verified([rule]), rule.note)
	yield ""


def _values(rule: AwardRule, terms: Mapping[str, str]) -> Iterator[str]:
	for name, value in rule.values.items():
		yield f"{terms[VALUE_TITLES[name]].lower()}: {_value(KEYS[rule.key].values[name], value, terms)}"


def _value(kind: Value, value: object, terms: Mapping[str, str]) -> str:
	if kind is Value.FLAG:
		return "có" if value else "không"
	if kind is Value.LABELS:
		return ", ".join(f"{label} (`{code}`)" for code, label in value.items())
	if kind is Value.CODES:
		return ", ".join(terms.get(code, code) for code in value)
	if kind in (Value.NUMBER, Value.SHARE):
		return str(value).replace(".", ",")
	return terms.get(str(value), str(value))


def _verified(rows: Iterable[AwardRule]) -> str:
	verified = {rule.verified for rule in rows}
	return {frozenset(): "–", frozenset({True}): "rồi", frozenset({False}): "chưa"}.get(
		frozenset(verified), "một phần"
	)


def _group_of(key: str) -> str:
	return next((described.group for name, described in KEYS.items() if key and _is_of(name, key)), "")


def _is_of(name: str, key: str) -> bool:
	"""A message may name one rule ("vote.council") or a family ("deadline")."""
	return bool(key) and (name == key or name.startswith(f"{key}."))


def _row(*cells: str) -> str:
	return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
	Path(sys.argv[1]).write_text(reference(national_rules(), vietnamese_terms()), encoding="utf-8")
