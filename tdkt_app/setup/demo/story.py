"""The demo year, told through the documents as the people do it: each step by the user whose step it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import frappe
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import getdate
from frappe.utils.password import update_password

from tdkt_app.doctype.consolidated_report.drafting import draft_report
from tdkt_app.setup.demo.evidence import one_page_pdf, picture
from tdkt_app.states import AchievementState, CampaignState, DecisionState, PlanState, ReviewState

DATA = Path(__file__).parent / "data"
DOMAIN = "demo.tdkt.example"
_CAMPAIGN_LAUNCHED = (CampaignState.LAUNCHED, CampaignState.UNDER_REVIEW, CampaignState.CLOSED)
# Texts of the plan that its data file holds paragraph by paragraph.
PARAGRAPHS = (
	"introduction",
	"purposes",
	"requirements",
	"other_contents",
	"conclusion",
	"recipients_note",
)
# Keys of the data files that tell the story and are no fields.
_PLOT = frozenset(
	(
		"key",
		"step",
		"submitted_on",
		"verdict_on",
		"remark",
		"registered_on",
		"issued_on",
		"self_scores",
		"officer_scores",
		"corrections",
		"ranking_frozen_on",
		"consolidated",
	)
)


class Story:
	"""Loads the files of `data/`. Keys of the files stand for the names that the site gives."""

	def __init__(self, password: str):
		self.password = password
		self.honorees: dict[str, str] = {}
		self.plans: dict[str, str] = {}
		self.campaigns: dict[str, str] = {}
		self.achievements: dict[str, str] = {}

	def tell(self) -> None:
		self.create_blocks()
		self.create_units()
		self.create_honorees()
		self.create_councils()
		self.issue_plans()
		self.launch_campaigns()
		self.register()
		self.report_achievements()
		self.freeze_rankings()
		self.write_reviews()
		self.close_campaigns()
		self.report_on_campaigns()
		self.decide()
		self.sign_settings()

	def create_users(self) -> None:
		for row in read("users"):
			name = account(row["account"])
			if not frappe.db.exists("User", name):
				user = frappe.new_doc("User")
				family, _space, rest = row["full_name"].partition(" ")
				user.update({"email": name, "first_name": family, "last_name": rest, "language": "vi"})
				user.update({"send_welcome_email": 0, "time_zone": "Asia/Ho_Chi_Minh"})
				for role in row["roles"]:
					user.append("roles", {"role": role})
				user.insert()
			frappe.db.set_value("User", name, "enabled", 1)
			update_password(name, self.password)

	def create_blocks(self) -> None:
		for row in read("blocks"):
			if not frappe.db.exists("Emulation Block", row["block_code"]):
				_insert_as("officer", frappe.get_doc({"doctype": "Emulation Block", **row}))

	def create_units(self) -> None:
		users = {row["unit"]: row for row in read("users") if row.get("unit")}
		for row in read("units"):
			if frappe.db.exists("Emulation Unit", row["unit_code"]):
				continue  # kept by an earlier removal, because entered papers need it
			unit = frappe.get_doc({"doctype": "Emulation Unit", **row})
			if user := users.get(row["unit_code"]):
				unit.append("users", {"user": account(user["account"]), "position": user["position"]})
			_insert_as("officer", unit)

	def create_honorees(self) -> None:
		for row in read("honorees"):
			honoree = frappe.get_doc({"doctype": "Honoree", **_fields(row)})
			self.honorees[row["key"]] = _insert_as("officer", honoree)

	def create_councils(self) -> None:
		for row in read("councils"):
			named = {"is_demo": 1, "council_name": row["council_name"]}
			if frappe.db.exists("Award Council", named):
				continue  # kept by an earlier removal, because entered papers need it
			members = [{**member, "member_user": account(member["member_user"])} for member in row["members"]]
			_insert_as("officer", frappe.get_doc({"doctype": "Award Council", **row, "members": members}))

	def issue_plans(self) -> None:
		for row in read("plans"):
			name = frappe.db.get_value("Emulation Plan", {"is_demo": 1, "plan_title": row["plan_title"]})
			if not name:  # else kept by an earlier removal, because entered papers need it
				name = self.issue_plan(row)
			self.plans[row["key"]] = name

	def issue_plan(self, row: dict) -> str:
		"""As in the office: signed without a number, which the register gives afterwards."""
		values = _fields(row)
		number = values.pop("number", None)
		values.update({field: "\n".join(row[field]) for field in PARAGRAPHS if field in row})
		values["legal_bases"] = [{"basis": basis} for basis in row.get("legal_bases", ())]
		name = _insert_as("officer", frappe.get_doc({"doctype": "Emulation Plan", **values}))
		if row["step"] == PlanState.ISSUED:
			_act("officer", "Emulation Plan", name, "Submit for Approval")
			_act("chairman", "Emulation Plan", name, "Issue")
			_move_stamps("Emulation Plan", name, {"issued_on": row["issued_on"]})
			with _acting_as("officer"):
				frappe.get_doc("Emulation Plan", name).update({"number": number}).save()
		return name

	def launch_campaigns(self) -> None:
		for row in read("campaigns"):
			values = _fields(row)
			values["content_areas"] = [{"content_area": area} for area in row["content_areas"]]
			values["plan"] = self.plans[row["plan"]]
			reason = values.pop("cancel_reason", None)
			name = _insert_as("officer", frappe.get_doc({"doctype": "Emulation Campaign", **values}))
			self.campaigns[row["key"]] = name
			if row["step"] != CampaignState.DRAFT:
				_act("officer", "Emulation Campaign", name, "Submit for Approval")
			if row["step"] in _CAMPAIGN_LAUNCHED:
				_act("chairman", "Emulation Campaign", name, "Launch")
			if row["step"] == CampaignState.CANCELLED:
				_act("chairman", "Emulation Campaign", name, "Cancel Campaign", cancel_reason=reason)

	def register(self) -> None:
		for row in read("registrations"):
			registration = frappe.get_doc({"doctype": "Campaign Registration", **self.linked(row)})
			name = _insert_as("officer", registration)
			deadline = frappe.db.get_value(
				"Emulation Campaign", registration.campaign, "registration_deadline"
			)
			late = int(getdate(row["registered_on"]) > deadline)
			_move_stamps(
				"Campaign Registration", name, {"registered_on": row["registered_on"], "is_late": late}
			)

	def report_achievements(self) -> None:
		for row in read("achievements"):
			reporter = _reporter(row["unit"])
			paper = frappe.get_doc({"doctype": "Achievement", **self.linked(row)})
			name = self.achievements[row["key"]] = _insert_as(reporter, paper)
			_attach_evidence(reporter, name, row)
			_score(
				reporter, name, "self_score", [[i, p, ""] for i, p in enumerate(row.get("self_scores", ()))]
			)
			self.take_to_step(name, reporter, row)

	def take_to_step(self, name: str, reporter: str, row: dict) -> None:
		step, remark = row["step"], row.get("remark")
		if step == AchievementState.DRAFT:
			return
		_act(reporter, "Achievement", name, "Submit")
		if step != AchievementState.SUBMITTED:
			_act("officer", "Achievement", name, "Start Verification")
			_score("officer", name, "officer_score", row.get("officer_scores", ()))
		verdict = {
			AchievementState.VERIFIED: "Verify",
			AchievementState.RETURNED: "Return for Correction",
			AchievementState.REJECTED: "Reject",
		}.get(step)
		if verdict:
			_act(
				"officer",
				"Achievement",
				name,
				verdict,
				verifier_remark=remark,
				corrections=row.get("corrections"),
			)
		stamps = {"submitted_on": f"{row['submitted_on']} 15:00:00"}
		if step == AchievementState.VERIFIED:
			stamps["verified_on"] = f"{row['verdict_on']} 10:00:00"
		_move_stamps("Achievement", name, stamps)

	def freeze_rankings(self) -> None:
		for row in read("campaigns"):
			if frozen_on := row.get("ranking_frozen_on"):
				snapshot = frappe.new_doc("Campaign Ranking Snapshot")
				snapshot.update({"campaign": self.campaigns[row["key"]], "note": "Họp xét thi đua đợt 1"})
				name = _insert_as("officer", snapshot)
				_move_stamps("Campaign Ranking Snapshot", name, {"frozen_on": f"{frozen_on} 16:00:00"})

	def close_campaigns(self) -> None:
		for row in read("campaigns"):
			name = self.campaigns[row["key"]]
			if row["step"] in (CampaignState.UNDER_REVIEW, CampaignState.CLOSED):
				_act("officer", "Emulation Campaign", name, "Start Review")
			if row["step"] == CampaignState.CLOSED:
				_act("officer", "Emulation Campaign", name, "Close")

	def write_reviews(self) -> None:
		for row in read("reviews"):
			reporter = _reporter(row["unit"])
			review = frappe.get_doc({"doctype": "Campaign Review", **self.linked(row)})
			name = _insert_as(reporter, review)
			if row["step"] == ReviewState.DRAFT:
				continue
			_act(reporter, "Campaign Review", name, "Submit")
			if row["step"] == ReviewState.ACCEPTED:
				_act("officer", "Campaign Review", name, "Accept")
			elif row["step"] == ReviewState.RETURNED:
				_act(
					"officer", "Campaign Review", name, "Return for Correction", officer_remark=row["remark"]
				)
			late = int(getdate(row["submitted_on"]) > getdate(review.due_date))
			_move_stamps(
				"Campaign Review", name, {"submitted_on": f"{row['submitted_on']} 16:00:00", "is_late": late}
			)

	def report_on_campaigns(self) -> None:
		"""The officer drafts the commune's report from the accepted ones, the chairman issues it."""
		for row in read("campaigns"):
			if "consolidated" not in row:
				continue
			with _acting_as("officer"):
				report = draft_report(self.campaigns[row["key"]])
			values = dict(row["consolidated"])
			issued_on, number = values.pop("issued_on"), values.pop("number")
			report.update({"signer_name": _signer(), **values})
			name = _insert_as("officer", report)
			_act("officer", "Consolidated Report", name, "Submit for Approval")
			_act("chairman", "Consolidated Report", name, "Issue")
			_move_stamps("Consolidated Report", name, {"issued_on": issued_on})
			with _acting_as("officer"):
				frappe.get_doc("Consolidated Report", name).update({"number": number}).save()

	def decide(self) -> None:
		for row in read("decisions"):
			values = _fields(row)
			award_type, keys = values.pop("award_type"), values.pop("achievements")
			values["campaign"] = self.campaigns[row["campaign"]]
			values["legal_bases"] = [{"basis": basis} for basis in row["legal_bases"]]
			values["recipients"] = [self.recipient(key, award_type) for key in keys]
			values["signer_name"] = _signer()
			name = _insert_as("officer", frappe.get_doc({"doctype": "Award Decision", **values}))
			_act("officer", "Award Decision", name, "Send for Signature")
			if row["step"] == DecisionState.ISSUED:
				_act("chairman", "Award Decision", name, "Issue")
				_move_stamps("Award Decision", name, {"issued_on": row["issued_on"]})

	def recipient(self, key: str, award_type: str) -> dict:
		achievement = self.achievements[key]
		honoree = frappe.db.get_value("Achievement", achievement, "honoree")
		return {"achievement": achievement, "honoree": honoree, "award_type": award_type}

	def linked(self, row: dict) -> dict:
		"""The row's fields with the site's names in place of keys."""
		values = _fields(row)
		for field, names in (("campaign", self.campaigns), ("honoree", self.honorees)):
			if field in values:
				values[field] = names[values[field]]
		return values

	def sign_settings(self) -> None:
		"""Let new drafts find a signer, where the site has none yet."""
		if not frappe.db.get_single_value("TDKT Settings", "signer_name"):
			frappe.db.set_single_value("TDKT Settings", "signer_name", _signer())


def account(local_part: str) -> str:
	return f"{local_part}@{DOMAIN}"


@cache
def read(name: str) -> list[dict]:
	return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def _fields(row: dict) -> dict:
	return {field: value for field, value in row.items() if field not in _PLOT}


def _signer() -> str:
	return next(row["full_name"] for row in read("users") if row["account"] == "chairman")


def _reporter(unit: str) -> str:
	"""The unit's own user, or the officer who enters the paper for a unit without one."""
	return next((row["account"] for row in read("users") if row.get("unit") == unit), "officer")


@contextmanager
def _acting_as(local_part: str) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(account(local_part))
	try:
		yield
	finally:
		frappe.set_user(before)


def _insert_as(local_part: str, doc: Document) -> str:
	with _acting_as(local_part):
		doc.insert()
	frappe.db.set_value(doc.doctype, doc.name, "is_demo", 1, update_modified=False)
	return doc.name


def _act(local_part: str, doctype: str, name: str, action: str, **reason: str | list | None) -> None:
	with _acting_as(local_part):
		doc = frappe.get_doc(doctype, name)
		if any(reason.values()):
			doc.update(reason)
			doc.save()
		apply_workflow(doc, action)


def _attach_evidence(local_part: str, name: str, row: dict) -> None:
	with _acting_as(local_part):
		paper = frappe.get_doc("Achievement", name)
		paper.add_evidence(f"anh-{row['key']}.png", picture(row["key"]), "Ảnh chụp thực tế")
		if row["step"] != AchievementState.DRAFT:
			lines = ["BIEN BAN XAC NHAN THANH TICH", row["achievement_title"], row["summary"], "(demo)"]
			paper.add_evidence(f"bien-ban-{row['key']}.pdf", one_page_pdf(lines), "Biên bản xác nhận")
		paper.save()


def _score(local_part: str, name: str, score: str, points: Iterable) -> None:
	"""`points`: (number of the criterion, points, reason why they differ from the score before)."""
	if not points:
		return
	with _acting_as(local_part):
		paper = frappe.get_doc("Achievement", name)
		for number, given, reason in points:
			paper.scores[number].set(score, given)
			if reason:
				paper.scores[number].officer_reason = reason
		paper.save()


def _move_stamps(doctype: str, name: str, stamps: dict) -> None:
	"""The server stamps with the clock; the story is of 2025."""
	frappe.db.set_value(doctype, name, stamps, update_modified=False)
