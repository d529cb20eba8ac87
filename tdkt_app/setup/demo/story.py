"""The demo year, told through the documents as the people do it: each step by the user whose step it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.utils import getdate
from frappe.utils.password import update_password

from tdkt_app.doctype.consolidated_report.drafting import draft_report
from tdkt_app.setup.demo import accounts, routine
from tdkt_app.setup.demo.acting import (
	account,
	act,
	acting_as,
	fields,
	insert_as,
	move_stamps,
	read,
	reporter_of,
)
from tdkt_app.setup.demo.evidence import one_page_pdf, picture
from tdkt_app.states import AchievementState, CampaignState, DecisionState, PlanState, ReviewState

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


class Story:
	"""Loads the files of `data/`. Keys of the files stand for the names that the site gives."""

	def __init__(self, password: str):
		self.password = password
		self.honorees: dict[str, str] = {}
		self.plans: dict[str, str] = {}
		self.campaigns: dict[str, str] = {}
		self.achievements: dict[str, str] = {}
		self.issued: list[tuple[str, dict]] = []
		# Nominations by the list they are shown to the public in.
		self.lists: dict[str | None, list[str]] = defaultdict(list)

	def tell(self) -> None:
		self.create_blocks()
		self.create_units()
		self.create_honorees()
		self.create_councils()
		routine.settle_people(self)
		self.issue_plans()
		self.keep_criteria()
		self.launch_campaigns()
		self.register()
		routine.register(self)
		self.report_achievements()
		self.freeze_rankings()
		self.write_reviews()
		routine.write_reviews(self)
		self.close_campaigns()
		self.report_on_campaigns()
		self.decide()
		self.sign_settings()

	def create_users(self) -> None:
		accounts.create(read("users"))
		for row in read("users"):
			update_password(account(row["account"]), self.password)

	def create_blocks(self) -> None:
		for row in read("blocks"):
			if not frappe.db.exists("Emulation Block", row["block_code"]):
				insert_as("officer", frappe.get_doc({"doctype": "Emulation Block", **row}))

	def create_units(self) -> None:
		users = {row["unit"]: row for row in read("users") if row.get("unit")}
		for row in read("units"):
			if frappe.db.exists("Emulation Unit", row["unit_code"]):
				continue  # kept by an earlier removal, because entered papers need it
			unit = frappe.get_doc({"doctype": "Emulation Unit", **row})
			if user := users.get(row["unit_code"]):
				unit.append("users", {"user": account(user["account"]), "position": user["position"]})
			insert_as("officer", unit)

	def create_honorees(self) -> None:
		for row in read("honorees"):
			honoree = frappe.get_doc({"doctype": "Honoree", **fields(row)})
			self.honorees[row["key"]] = insert_as("officer", honoree)

	def create_councils(self) -> None:
		for row in read("councils"):
			named = {"is_demo": 1, "council_name": row["council_name"]}
			if frappe.db.exists("Award Council", named):
				continue  # kept by an earlier removal, because entered papers need it
			members = [self.council_member(member) for member in row["members"]]
			insert_as("officer", frappe.get_doc({"doctype": "Award Council", **row, "members": members}))

	def council_member(self, row: dict) -> dict:
		return {
			**row,
			"member_user": account(row["member_user"]),
			"honoree": self.honorees.get(row.get("honoree")),
		}

	def keep_criteria(self) -> None:
		"""Criteria of the year's regular campaign as a set, for the year that follows."""
		row = read("campaigns")[0]
		values = {"set_name": "Đơn vị thi đua thường xuyên (mẫu minh họa)", "criteria": row["criteria"]}
		if not frappe.db.exists("Criteria Set", {"set_name": values["set_name"]}):
			insert_as("officer", frappe.get_doc({"doctype": "Criteria Set", **values}))

	def issue_plans(self) -> None:
		for row in read("plans"):
			name = frappe.db.get_value("Emulation Plan", {"is_demo": 1, "plan_title": row["plan_title"]})
			if not name:  # else kept by an earlier removal, because entered papers need it
				name = self.issue_plan(row)
			self.plans[row["key"]] = name

	def issue_plan(self, row: dict) -> str:
		"""As in the office: signed without a number, which the register gives afterwards."""
		values = fields(row)
		number = values.pop("number", None)
		values.update({field: "\n".join(row[field]) for field in PARAGRAPHS if field in row})
		values["legal_bases"] = [{"basis": basis} for basis in row.get("legal_bases", ())]
		name = insert_as("officer", frappe.get_doc({"doctype": "Emulation Plan", **values}))
		if row["step"] == PlanState.ISSUED:
			act("officer", "Emulation Plan", name, "Submit for Approval")
			act("chairman", "Emulation Plan", name, "Issue")
			move_stamps("Emulation Plan", name, {"issued_on": row["issued_on"]})
			with acting_as("officer"):
				frappe.get_doc("Emulation Plan", name).update({"number": number}).save()
		return name

	def launch_campaigns(self) -> None:
		for row in read("campaigns"):
			values = fields(row)
			values["content_areas"] = [{"content_area": area} for area in row["content_areas"]]
			values["plan"] = self.plans[row["plan"]]
			if parent := row.get("parent_campaign"):
				values["parent_campaign"] = self.campaigns[parent]
			reason = values.pop("cancel_reason", None)
			name = insert_as("officer", frappe.get_doc({"doctype": "Emulation Campaign", **values}))
			self.campaigns[row["key"]] = name
			if row["step"] != CampaignState.DRAFT:
				act("officer", "Emulation Campaign", name, "Submit for Approval")
			if row["step"] in _CAMPAIGN_LAUNCHED:
				act("chairman", "Emulation Campaign", name, "Launch")
			if row["step"] == CampaignState.CANCELLED:
				act("chairman", "Emulation Campaign", name, "Cancel Campaign", cancel_reason=reason)

	def register(self) -> None:
		for row in read("registrations"):
			registration = frappe.get_doc({"doctype": "Campaign Registration", **self.linked(row)})
			insert_as("officer", registration)
			registration.registered_on = row["registered_on"]
			registration.stamp_registration()
			stamps = {field: registration.get(field) for field in ("registered_on", "is_late")}
			move_stamps("Campaign Registration", registration.name, stamps)

	def report_achievements(self) -> None:
		"""Some are walked through every step; the others are routine."""
		rows = read("achievements")
		for row in rows:
			if row.get("walked"):
				self.report_achievement(row)
		others = [row for row in rows if not row.get("walked")]
		routine.report_achievements(self, [*others, *routine.routine_achievements()])

	def report_achievement(self, row: dict) -> None:
		reporter = reporter_of(row["unit"])
		paper = frappe.get_doc({"doctype": "Achievement", **self.linked(row)})
		name = self.achievements[row["key"]] = insert_as(reporter, paper)
		_attach_evidence(reporter, name, row)
		_score(reporter, name, "self_score", [[i, p, ""] for i, p in enumerate(row.get("self_scores", ()))])
		self.take_to_step(name, reporter, row)

	def take_to_step(self, name: str, reporter: str, row: dict) -> None:
		step, remark = row["step"], row.get("remark")
		if step == AchievementState.DRAFT:
			return
		act(reporter, "Achievement", name, "Submit")
		if step != AchievementState.SUBMITTED:
			act("officer", "Achievement", name, "Start Verification")
			_score("officer", name, "officer_score", row.get("officer_scores", ()))
		verdict = {
			AchievementState.VERIFIED: "Verify",
			AchievementState.RETURNED: "Return for Correction",
			AchievementState.REJECTED: "Reject",
		}.get(step)
		if verdict:
			act(
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
		move_stamps("Achievement", name, stamps)

	def freeze_rankings(self) -> None:
		for row in read("campaigns"):
			if frozen_on := row.get("ranking_frozen_on"):
				snapshot = frappe.new_doc("Campaign Ranking Snapshot")
				snapshot.update({"campaign": self.campaigns[row["key"]], "note": "Họp xét thi đua đợt 1"})
				name = insert_as("officer", snapshot)
				move_stamps("Campaign Ranking Snapshot", name, {"frozen_on": f"{frozen_on} 16:00:00"})

	def close_campaigns(self) -> None:
		for row in read("campaigns"):
			name = self.campaigns[row["key"]]
			if row["step"] in (CampaignState.UNDER_REVIEW, CampaignState.CLOSED):
				act("officer", "Emulation Campaign", name, "Start Review")
			if row["step"] == CampaignState.CLOSED:
				act("officer", "Emulation Campaign", name, "Close")

	def write_reviews(self) -> None:
		for row in read("reviews"):
			reporter = reporter_of(row["unit"])
			review = frappe.get_doc({"doctype": "Campaign Review", **self.linked(row)})
			name = insert_as(reporter, review)
			if row["step"] == ReviewState.DRAFT:
				continue
			act(reporter, "Campaign Review", name, "Submit")
			if row["step"] == ReviewState.ACCEPTED:
				act("officer", "Campaign Review", name, "Accept")
			elif row["step"] == ReviewState.RETURNED:
				act("officer", "Campaign Review", name, "Return for Correction", officer_remark=row["remark"])
			late = int(getdate(row["submitted_on"]) > getdate(review.due_date))
			move_stamps(
				"Campaign Review", name, {"submitted_on": f"{row['submitted_on']} 16:00:00", "is_late": late}
			)

	def report_on_campaigns(self) -> None:
		"""The officer drafts the commune's report from the accepted ones, the chairman issues it."""
		for row in read("campaigns"):
			if "consolidated" not in row:
				continue
			with acting_as("officer"):
				report = draft_report(self.campaigns[row["key"]])
			values = dict(row["consolidated"])
			issued_on, number = values.pop("issued_on"), values.pop("number")
			report.update({"signer_name": _signer(), **values})
			name = insert_as("officer", report)
			act("officer", "Consolidated Report", name, "Submit for Approval")
			act("chairman", "Consolidated Report", name, "Issue")
			move_stamps("Consolidated Report", name, {"issued_on": issued_on})
			with acting_as("officer"):
				frappe.get_doc("Consolidated Report", name).update({"number": number}).save()

	def decide(self) -> None:
		for row in read("decisions"):
			values = fields(row)
			award_type = values.pop("award_type")
			keys = values.pop("achievements", None)
			values["campaign"] = self.campaigns[row["campaign"]]
			values["legal_bases"] = [{"basis": basis} for basis in row["legal_bases"]]
			names = (
				[self.achievements[key] for key in keys] if keys else best_of(values["campaign"], row["best"])
			)
			values["recipients"] = [recipient(name, award_type) for name in names]
			values["signer_name"] = _signer()
			name = insert_as("officer", frappe.get_doc({"doctype": "Award Decision", **values}))
			act("officer", "Award Decision", name, "Send for Signature")
			if row["step"] == DecisionState.ISSUED:
				act("chairman", "Award Decision", name, "Issue")
				move_stamps("Award Decision", name, {"issued_on": row["issued_on"]})
				self.issued.append((name, row))

	def linked(self, row: dict) -> dict:
		"""The row's fields with the site's names in place of keys."""
		values = fields(row)
		for field, names in (("campaign", self.campaigns), ("honoree", self.honorees)):
			if values.get(field):
				values[field] = names[values[field]]
		return values

	def sign_settings(self) -> None:
		"""Let new drafts find a signer, where the site has none yet."""
		if not frappe.db.get_single_value("TDKT Settings", "signer_name"):
			frappe.db.set_single_value("TDKT Settings", "signer_name", _signer())


def _signer() -> str:
	return next(row["full_name"] for row in read("users") if row["account"] == "chairman")


def _attach_evidence(local_part: str, name: str, row: dict) -> None:
	with acting_as(local_part):
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
	with acting_as(local_part):
		paper = frappe.get_doc("Achievement", name)
		for number, given, reason in points:
			paper.scores[number].set(score, given)
			if reason:
				paper.scores[number].officer_reason = reason
		paper.save()


def best_of(campaign: str, count: int) -> list[str]:
	"""Verified achievements of a campaign with the most points."""
	return frappe.get_all(
		"Achievement",
		filters={"campaign": campaign, "workflow_state": AchievementState.VERIFIED},
		order_by="total_score desc, name",
		limit_page_length=count,
		pluck="name",
	)


def recipient(achievement: str, award_type: str) -> dict:
	honoree = frappe.db.get_value("Achievement", achievement, "honoree")
	return {"achievement": achievement, "honoree": honoree, "award_type": award_type}
