"""How far a new commune is with what it needs before its first campaign. Read from the site, in a fixed number of queries.

Demo rows do not count: what is told is the commune's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import frappe
from frappe import _
from frappe.utils import getdate

from tdkt_app.access.roles import CHAIRMAN, COUNCIL_MEMBER, MANAGER, OFFICER
from tdkt_app.commendation.numbering import register_code
from tdkt_app.setup.demo.acting import DOMAIN
from tdkt_app.setup.install import SAMPLE_COMMUNE
from tdkt_app.states import CampaignState, PlanState

_NAMED = 5  # so many names of a longer list
_AUTHORITY = (
	"authority_name",
	"commune_name",
	"superior_authority",
	"place_name",
	"standing_body",
	"decision_symbol",
)
_SIGNER = ("signer_position", "signer_name")


@dataclass(frozen=True)
class Step:
	"""`missing`: what the commune cannot do without; `advice`: what can wait; `links`: (label, route of the desk)."""

	key: str
	title: str
	purpose: str
	facts: Sequence[str] = ()
	missing: Sequence[str] = ()
	advice: Sequence[str] = ()
	links: Sequence[tuple[str, Sequence[str]]] = field(default=())

	@property
	def route(self) -> Sequence[str]:
		"""Where the step is taken."""
		return self.links[0][1]

	@property
	def doctype(self) -> str:
		return self.route[1]

	def as_dict(self) -> dict:
		return {**asdict(self), "done": not self.missing}


def steps() -> list[Step]:
	"""In the order in which a commune goes through them."""
	settings, today = frappe.get_doc("TDKT Settings"), getdate()
	accounts = _accounts_by_role()
	return [
		_authority(settings),
		_signers(settings, accounts),
		_council(today),
		_units(),
		_base_data(settings, today),
		_users(accounts),
		_first_campaign(),
	]


def has_own_units() -> bool:
	return bool(frappe.db.exists("Emulation Unit", {}))


def _authority(settings) -> Step:
	missing = _empty(settings, _AUTHORITY)
	if settings.commune_name == SAMPLE_COMMUNE and not settings.superior_authority:
		missing.append(_("The name is still the sample {0}: enter your commune.").format(SAMPLE_COMMUNE))
	return Step(
		"authority",
		_("Name and Symbols of the Commune"),
		_("Printed at the head of every paper, and in the number of every decision."),
		facts=_filled(settings, ("commune_name", "superior_authority", "decision_symbol")),
		missing=missing,
		links=[(_("TDKT Settings"), ("Form", "TDKT Settings"))],
	)


def _signers(settings, accounts: dict[str, list[str]]) -> Step:
	missing = _empty(settings, _SIGNER)
	if not accounts[CHAIRMAN]:
		missing.append(_without_account(CHAIRMAN))
	return Step(
		"signers",
		_("Signers"),
		_("Who signs plans and decisions, under which title, and who issues them in the system."),
		facts=_filled(settings, _SIGNER),
		missing=missing,
		links=[
			(_("TDKT Settings"), ("Form", "TDKT Settings")),
			(_("Users"), ("List", "User")),
		],
	)


def _council(today: datetime.date) -> Step:
	council, member = frappe.qb.DocType("Award Council"), frappe.qb.DocType("Council Member")
	query = (
		frappe.qb.from_(council)
		.left_join(member)
		.on((member.parent == council.name) & (member.parenttype == "Award Council"))
		.select(council.name, council.council_name, member.council_role, member.member_user)
		.where((council.council_kind == "Emulation and Commendation") & (council.is_demo == 0))
		.where(council.term_from.isnull() | (council.term_from <= today))
		.where(council.term_to.isnull() | (council.term_to >= today))
	)
	rows = query.run(as_dict=True)
	members = [row for row in rows if row.council_role]
	offline = [row for row in members if not row.member_user]
	advice = []
	if offline:
		advice.append(
			_("{0} of {1} members have no account and cannot vote online.").format(len(offline), len(members))
		)
	return Step(
		"council",
		_("Emulation and Commendation Council"),
		_("Members by the commune's decision; meetings and votes are held to this list."),
		facts=[_("{0}: {1} members").format(rows[0].council_name, len(members))] if rows else (),
		missing=() if members else [_("No council is in office today: enter it with its members and term.")],
		advice=advice,
		links=[
			(
				_("Award Council"),
				("Form", "Award Council", rows[0].name) if rows else ("List", "Award Council"),
			)
		],
	)


def _units() -> Step:
	unit = frappe.qb.DocType("Emulation Unit")
	query = frappe.qb.from_(unit).select(unit.name, unit.block, unit.is_group).where(unit.is_demo == 0)
	rows = query.run(as_dict=True)
	without_block = [row for row in rows if not row.is_group and not row.block]
	advice = []
	if without_block:
		advice.append(_("{0} units belong to no emulation block.").format(len(without_block)))
	return Step(
		"units",
		_("Units of the Commune"),
		_(
			"Hamlets, schools, offices, associations. Take the template from the list, fill it in and import it with “Excel Workbook”."
		),
		facts=[_("{0} units").format(len(rows))] if rows else (),
		missing=() if rows else [_("No unit yet: import the list of units.")],
		advice=advice,
		links=[
			(_("Units by Excel"), ("List", "Emulation Unit", "List")),
			(_("Emulation Block"), ("List", "Emulation Block")),
		],
	)


def _base_data(settings, today: datetime.date) -> Step:
	missing, advice = [], []
	awards = frappe.db.count("Award Type", {"is_active": 1})
	if not awards:
		missing.append(_("No award type is active."))
	unverified, rules = _rules_in_force(today)
	if not rules:
		missing.append(_("No rule is in force today: activate the national rule pack."))
	elif unverified:
		advice.append(
			_("{0} of {1} rules in force are not checked against the law yet.").format(unverified, rules)
		)
	salary = frappe.get_all(
		"Base Salary",
		filters={"effective_from": ("<=", today)},
		fields=["amount", "verified"],
		order_by="effective_from desc",
		limit=1,
	)
	if not salary:
		missing.append(_("No base salary is in force today."))
	elif not salary[0].verified:
		advice.append(_("The base salary in force is not checked against the law yet."))
	if not frappe.db.exists("Content Area", {}):
		missing.append(_("No content area yet."))
	register = register_code(settings.decision_symbol or "", today.year)
	if settings.decision_symbol and not frappe.db.exists("Number Register", register):
		advice.append(
			_(
				"The number register of this year opens with the first decision; open it earlier by saving the settings."
			)
		)
	return Step(
		"base-data",
		_("Base Data"),
		_("Awards, dated rules, base salary and number register ship with the app: look them over once."),
		facts=[_("{0} award types, {1} rules in force").format(awards, rules)],
		missing=missing,
		advice=advice,
		links=[
			(_("Award Type"), ("List", "Award Type")),
			(_("Applicable Rules"), ("query-report", "Applicable Rules")),
			(_("Base Salary"), ("List", "Base Salary")),
			(_("Number Register"), ("List", "Number Register")),
		],
	)


def _rules_in_force(today: datetime.date) -> tuple[int, int]:
	"""(not verified, all) in active packs."""
	rule, pack = frappe.qb.DocType("Award Rule"), frappe.qb.DocType("Rule Pack")
	query = (
		frappe.qb.from_(rule)
		.join(pack)
		.on(pack.name == rule.rule_pack)
		.select(rule.verified)
		.where(pack.is_active == 1)
		.where(rule.effective_from.isnull() | (rule.effective_from <= today))
		.where(rule.effective_to.isnull() | (rule.effective_to >= today))
	)
	marks = [verified for (verified,) in query.run()]
	return marks.count(0), len(marks)


def _users(accounts: dict[str, list[str]]) -> Step:
	units = _units_reached()
	without = [name for name, reached in units if not reached]
	missing = [_without_account(role) for role in (OFFICER,) if not accounts[role]]
	advice = [_without_account(role) for role in (COUNCIL_MEMBER, MANAGER) if not accounts[role]]
	if units and len(without) == len(units):
		missing.append(_("No unit has a user of the portal."))
	elif without:
		advice.append(
			_("{0} units have no user of the portal: {1}").format(len(without), _shortened(without))
		)
	return Step(
		"users",
		_("Users"),
		_(
			"Users of a unit are invited from its form; all other accounts are made by a System Manager of the site."
		),
		facts=[_("{0} of {1} units have a user").format(len(units) - len(without), len(units))]
		if units
		else (),
		missing=missing,
		advice=advice,
		links=[
			(_("Users"), ("List", "User")),
			(_("Emulation Unit"), ("List", "Emulation Unit", "List")),
		],
	)


def _units_reached() -> list[tuple[str, bool]]:
	"""(name of a unit that reports, whether somebody who can sign in reports for it or for a unit above)."""
	unit, row, user = (frappe.qb.DocType(name) for name in ("Emulation Unit", "Emulation Unit User", "User"))
	query = (
		frappe.qb.from_(unit)
		.left_join(row)
		.on((row.parent == unit.name) & (row.parenttype == "Emulation Unit"))
		.left_join(user)
		.on((user.name == row.user) & (user.enabled == 1))
		.select(unit.unit_name, unit.lft, unit.rgt, unit.is_group, unit.is_demo, user.name.as_("account"))
		.orderby(unit.unit_name)
	)
	rows = query.run(as_dict=True)
	spans = [(row.lft, row.rgt) for row in rows if row.account]
	reporting = {row.lft: row for row in rows if not row.is_group and not row.is_demo}
	return [
		(row.unit_name, any(lft <= row.lft and row.rgt <= rgt for lft, rgt in spans))
		for row in reporting.values()
	]


def _first_campaign() -> Step:
	plans = frappe.db.count("Emulation Plan", {"is_demo": 0, "workflow_state": PlanState.ISSUED})
	campaigns = frappe.db.count(
		"Emulation Campaign", {"is_demo": 0, "workflow_state": ("in", CampaignState.KNOWN_TO_UNITS)}
	)
	return Step(
		"campaign",
		_("First Plan and Campaign"),
		_("The plan of the year, and the campaign that units register for and report on."),
		facts=[_("{0} plans issued, {1} campaigns launched").format(plans, campaigns)],
		missing=() if plans or campaigns else [_("No plan is issued and no campaign is launched yet.")],
		links=[
			(_("Emulation Plan"), ("List", "Emulation Plan")),
			(_("Emulation Campaign"), ("List", "Emulation Campaign")),
		],
	)


def _accounts_by_role() -> dict[str, list[str]]:
	"""Enabled people of each role of the desk; accounts of the demo left out."""
	user, role = frappe.qb.DocType("User"), frappe.qb.DocType("Has Role")
	roles = (OFFICER, CHAIRMAN, COUNCIL_MEMBER, MANAGER)
	query = (
		frappe.qb.from_(user)
		.join(role)
		.on((role.parent == user.name) & (role.parenttype == "User"))
		.select(role.role, user.name)
		.where((user.enabled == 1) & role.role.isin(roles) & user.name.not_like(f"%@{DOMAIN}"))
		.where(user.name != "Administrator")
	)
	found = {role: [] for role in roles}
	for role_name, name in query.run():
		found[role_name].append(name)
	return found


def _without_account(role: str) -> str:
	return _("Nobody has the role {0}.").format(_(role))


def _empty(settings, fields: Sequence[str]) -> list[str]:
	return [
		_("{0} is empty.").format(_(settings.meta.get_label(name)))
		for name in fields
		if not settings.get(name)
	]


def _filled(settings, fields: Sequence[str]) -> list[str]:
	return [
		f"{_(settings.meta.get_label(name))}: {settings.get(name)}" for name in fields if settings.get(name)
	]


def _shortened(names: list[str]) -> str:
	rest = len(names) - _NAMED
	text = ", ".join(names[:_NAMED])
	return _("{0} and {1} more").format(text, rest) if rest > 0 else text
