import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import IfNull
from frappe.utils import cint, getdate, nowdate
from pypika.terms import Criterion

from tdkt_app.emulation.periods import check_date_order
from tdkt_app.guards.freezing import keep_server_fields
from tdkt_app.guards.required import check_required
from tdkt_app.law import rule_packs
from tdkt_app.permissions import check_access
from tdkt_app.rules.award_rule import AwardRule as Rule
from tdkt_app.rules.finding import Finding
from tdkt_app.rules.keys import KEYS, VALUE_TITLES, Value
from tdkt_app.rules.messages import Phrase, Term, sentence
from tdkt_app.rules.value_text import TextError, hint, parse, write

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]*")
_SCOPE = ("award_type", "honoree_kind", "method")


class AwardRule(Document):
	"""What the law says about one rule, for a scope and for as long as it stands: a row of a pack."""

	def autoname(self):
		self.row_code = (self.row_code or "").strip() or self.code_of_scope()
		self.name = name_of(self.rule_pack, self.row_code)

	def before_validate(self):
		if not self.flags.from_file:
			keep_server_fields(self)

	def validate(self):
		check_required(self)
		check_date_order(self, "effective_from", "effective_to")
		self.check_code()
		self.check_values()
		self.stamp_verification()
		self.find_legal_document()
		if not self.flags.from_file:
			self.check_overlap()

	def on_update(self):
		rule_packs.forget()

	def on_trash(self):
		rule_packs.forget()

	def as_rule(self, name: str | None = None) -> Rule:
		"""The row as the rules read it; throws, naming row and value, when a value cannot be read."""
		return rule_packs.rule_of(
			self.as_dict(), {row.value_name: row.value for row in self.rule_values}, name or self.name
		)

	def take(self, rule: Rule) -> None:
		"""Fill the document from a row of a pack file."""
		self.update(
			{
				"rule_key": rule.key,
				"row_code": rule.name,
				"award_type": rule.award_type or None,
				"honoree_kind": rule.honoree_kind,
				"method": rule.method,
				"effective_from": rule.effective_from,
				"effective_to": rule.effective_to,
				"severity": rule.severity.value if rule.severity else "",
				"legal_source": rule.legal_source,
				"verified": int(rule.verified),
				"note": rule.note,
			}
		)
		self.legal_document = None
		self.set("rule_values", [])
		for name, value in rule.values.items():
			self.append("rule_values", {"value_name": name, "value": write(value)})

	def code_of_scope(self) -> str:
		"""money.multiplier/GK/Individual/2025-07"""
		day = str(getdate(self.effective_from)) if self.effective_from else ""
		parts = (self.rule_key, *(self.get(field) for field in _SCOPE), day.removesuffix("-01"))
		return "/".join(part.replace(" ", "-") for part in parts if part)

	def check_code(self):
		if not _CODE.fullmatch(self.row_code or ""):
			frappe.throw(
				_(
					"{0}: use letters A–Z without marks, digits, points, hyphens and slashes, not “{1}”."
				).format(_(self.meta.get_label("row_code")), self.row_code)
			)

	def check_values(self):
		"""Every value the rule needs is there and of its kind; the table shows them in the order of the rule."""
		texts = {row.value_name: (row.value or "").strip() for row in self.rule_values}
		self.set("rule_values", [])
		for row in value_rows(self.rule_key):
			row["value"] = self.canonical(row["value_name"], texts.pop(row["value_name"], ""))
			self.append("rule_values", row)
		if unknown := [name for name, text in texts.items() if text]:
			self.refuse(Phrase(_("not a value of this rule: {name}"), name=unknown))
		for problem in self.as_rule().problems():
			self.refuse(problem)

	def canonical(self, name: str, text: str) -> str:
		"""The text as `parse` understands it, in one spelling; the empty text of an optional value stays."""
		title = Term(VALUE_TITLES[name])
		if not text and name in KEYS[self.rule_key].required:
			self.refuse(Phrase(_("“{name}” is to be filled in"), name=title))
		try:
			return text and write(parse(KEYS[self.rule_key].values[name], text))
		except TextError as error:
			self.refuse(Phrase("{name}: {problem}", name=title, problem=error.problem))

	def refuse(self, problem: Phrase) -> None:
		frappe.throw(
			_said("rule-bad-value", row=self.name, day=getdate(self.effective_from), problem=problem)
		)

	def stamp_verification(self):
		"""Who vouches for the row. What ships with the app is vouched for by nobody on the site."""
		before = self.get_doc_before_save()
		if not cint(self.verified):
			self.verified_by = self.verified_on = None
		elif not (before and cint(before.verified)) and not self.flags.shipped:
			self.verified_by, self.verified_on = frappe.session.user, nowdate()

	def find_legal_document(self):
		if self.legal_document:
			return
		numbers = frappe.get_all("Legal Document", fields=["name", "document_number"], order_by="name")
		self.legal_document = next(
			(row.name for row in numbers if row.document_number in (self.legal_source or "")), None
		)

	def check_overlap(self):
		"""On any day at most one row of a pack decides about a rule and a scope."""
		other = self.overlapping_row()
		if other:
			day = max(getdate(other.effective_from), getdate(self.effective_from))
			frappe.throw(_said("rule-overlap", row=other.name, other_row=self.name, day=day))

	def overlapping_row(self) -> frappe._dict | None:
		rule = frappe.qb.DocType("Award Rule")
		conditions = [
			rule.rule_pack == self.rule_pack,
			rule.rule_key == self.rule_key,
			*((_or_empty(rule[field]) == (self.get(field) or "")) for field in _SCOPE),
			rule.name != (self.name or ""),
			rule.effective_to.isnull() | (rule.effective_to >= self.effective_from),
		]
		if self.effective_to:
			conditions.append(rule.effective_from <= self.effective_to)
		query = frappe.qb.from_(rule).select(rule.name, rule.effective_from).where(Criterion.all(conditions))
		rows = query.limit(1).run(as_dict=True)
		return rows[0] if rows else None


def name_of(rule_pack: str, row_code: str) -> str:
	"""Name of the document of a row: VN, money.multiplier/GK/2025-07 → VN-money.multiplier-GK-2025-07."""
	return f"{rule_pack}-{row_code}".replace("/", "-")


def value_rows(rule_key: str) -> list[dict[str, str]]:
	"""Rows of the table of values for a key: name, title and what to enter, in English."""
	return [
		{"value_name": name, "label": VALUE_TITLES[name], "hint": hint(rule_key, name)}
		for name in KEYS[rule_key].values
	]


@frappe.whitelist()
def values_of_rule(rule_key: str) -> list[dict]:
	"""The rows of `value_rows` for the form, titles and hints in the user's language."""
	check_access("Award Rule", "read")
	return [
		{
			"value_name": row["value_name"],
			"label": _(row["label"]),
			"hint": row["hint"].translated(_with_meaning),
			"is_flag": KEYS[rule_key].values[row["value_name"]] is Value.FLAG,
		}
		for row in value_rows(rule_key)
	]


def _with_meaning(text: str) -> str:
	"""A word to be typed keeps its code: "down (làm tròn xuống)"."""
	meaning = _(str(text))
	return f"{text} ({meaning})" if isinstance(text, Term) and meaning != text else meaning


def _said(code: str, **data: object) -> str:
	return sentence(Finding.of(code, **data), _)


def _or_empty(field):
	return IfNull(field, "")
