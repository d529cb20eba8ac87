"""The table of `access.py` against a real site: each document asked by each role, by call and over the wire."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import access, commune
from tests.site.access import DESK, GUEST, PAPERS, REPORTS, RIGHTS, ROLES, Paper
from tests.site.council import account

DESK_OUTSIDER = "desk-outsider@test.example"
USERS = {
	access.OFFICER: commune.OFFICER,
	access.CHAIRMAN: commune.CHAIRMAN,
	access.MEMBER: account(4),
	access.OTHER_MEMBER: commune.COUNCIL,
	access.OWN_UNIT: commune.UNIT_A,
	access.NEIGHBOUR: commune.UNIT_B,
	access.MANAGER: commune.MANAGER,
	access.AUDITOR: commune.AUDITOR,
	access.OUTSIDER: DESK_OUTSIDER,
	access.GUEST: "Guest",
}
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "phan-quyen.md"
BY_KEY = {paper.key: paper for paper in PAPERS}
FIRST = {paper.doctype: paper for paper in reversed(PAPERS)}
SINGLE = "TDKT Settings"
# Roles whose rows are narrowed at the desk.
NARROWED = (access.MEMBER, access.OTHER_MEMBER, access.OUTSIDER)
# What each role asks over the wire; that the wire and `frappe.has_permission` agree need not be asked for all by all.
WIRE = {
	access.OFFICER: "read list search count write create delete",
	access.CHAIRMAN: "read write create",
	access.MEMBER: "read list search count write create delete",
	access.OTHER_MEMBER: "read list search count write",
	access.OWN_UNIT: "read write",
	access.NEIGHBOUR: "read",
	access.MANAGER: "read write",
	access.AUDITOR: "read list write create delete",
	access.OUTSIDER: "read list write create",
	access.GUEST: "read",
}
# Their rows stay as the catalogues ship them.
CATALOGUE = frozenset(
	("Award Rule", "Award Type", "Base Salary", "Content Area", "Legal Document", "Rule Pack", SINGLE)
)
OK, CREATED, BAD_INPUT = 200, 202, 417


@pytest.fixture(scope="module")
def world(site, request) -> Iterator:
	"""Committed, so that real requests see it; everything made since is taken out again."""
	import frappe

	from tests.site.access_world import World
	from tests.site.council import CouncilRoom

	frappe.db.rollback()
	frappe.set_user("Administrator")
	people = commune.Commune(_user_maker(), _acting)
	people.settle()
	room = CouncilRoom(people)
	room.settle()
	people.make_user(DESK_OUTSIDER, "Dashboard Manager")
	frappe.db.commit()
	before = _state_of_tables()
	made = World(people, room)
	frappe.db.commit()
	yield made
	frappe.db.rollback()
	_put_back(before, made)
	frappe.db.commit()


def _user_maker() -> Callable[..., str]:
	from tests.conftest import make_user

	return make_user.__wrapped__()


def _acting(user: str):
	from tests.conftest import as_user

	return as_user.__wrapped__()(user)


def _tables() -> list[str]:
	import frappe

	ours = frappe.get_all("DocType", {"module": "TDKT App", "issingle": 0}, pluck="name")
	return [*ours, "File", "Version", "Comment", "Notification Log", "Workflow Action", "Deleted Document"]


def _state_of_tables() -> dict[str, dict]:
	"""Names and, of the number registers, the last number."""
	import frappe

	names = {table: {row: None for row in frappe.get_all(table, pluck="name")} for table in _tables()}
	names["Number Register"] = dict(frappe.get_all("Number Register", ["name", "last_number"], as_list=True))
	return names


def _put_back(before: dict[str, dict], made) -> None:
	import frappe
	from frappe.core.doctype.file.utils import delete_file

	for url in made.files.values():
		delete_file(url)
	for table, rows in before.items():
		new = [row for row in frappe.get_all(table, pluck="name") if row not in rows]
		if new:
			frappe.db.delete(table, {"name": ("in", new)})
	for register, number in before["Number Register"].items():
		frappe.db.set_value("Number Register", register, "last_number", number, update_modified=False)
	frappe.clear_cache()


def denied_or_wrong(cells: list[tuple[str, str, object, object]]) -> str:
	"""One line for each cell that is not as the table says."""
	wrong = [
		f"{who}: {what} is {got}, the table says {said}" for who, what, got, said in cells if got != said
	]
	return "\n".join(wrong)


def test_every_document_type_stands_in_the_table(site):
	import frappe

	doctypes = set(frappe.get_all("DocType", {"module": "TDKT App", "istable": 0}, pluck="name"))
	assert doctypes - {paper.doctype for paper in PAPERS} == set()
	assert {paper.doctype for paper in PAPERS} - doctypes == set()


def test_every_report_stands_in_the_table(site):
	import frappe

	assert set(frappe.get_all("Report", {"module": "TDKT App"}, pluck="name")) == set(REPORTS)


def test_the_table_knows_its_words():
	assert {role for paper in PAPERS for role in paper.rights} <= set(ROLES)
	assert {word for paper in PAPERS for words in paper.rights.values() for word in words.split()} <= set(
		RIGHTS
	)
	assert len(BY_KEY) == len(PAPERS)
	for paper in PAPERS:
		assert not paper.rights.get(GUEST) and not paper.rights.get(access.OUTSIDER), paper.key
		assert not {"write", "create", "submit", "cancel", "delete", "import", "share"}.intersection(
			paper.rights.get(access.AUDITOR, "").split()
		), paper.key


@pytest.mark.parametrize("key", BY_KEY)
def test_rights(world, key):
	"""frappe.has_permission on a real document; creating is asked of an unsaved copy."""
	import frappe

	paper, name = BY_KEY[key], world.documents[key].name
	doc = None if paper.doctype == "Secret Ballot" else frappe.get_doc(paper.doctype, name)
	cells = []
	for role, user in USERS.items():
		for right in set(RIGHTS) - {"list"}:
			if (right == "delete" and paper.kept) or (right == "write" and role in paper.locked):
				continue  # the role could, the state does not let it: asked over the wire
			asked = frappe.copy_doc(doc) if right == "create" and doc else doc
			may = frappe.has_permission(paper.doctype, right, doc=asked, user=user)
			cells.append((role, right, bool(may), paper.may(role, right)))
	assert not denied_or_wrong(cells), denied_or_wrong(cells)


@pytest.mark.parametrize("key", [key for key in BY_KEY if key != SINGLE])
def test_lists(world, as_user, key):
	paper, name = BY_KEY[key], world.documents[key].name
	cells = []
	for role, user in USERS.items():
		with as_user(user):
			cells.append((role, "list", name in _listed(paper.doctype, name), paper.may(role, "list")))
	assert not denied_or_wrong(cells), denied_or_wrong(cells)


def _listed(doctype: str, name: str) -> list[str]:
	import frappe

	try:
		return frappe.get_list(doctype, filters={"name": name}, pluck="name")
	except frappe.PermissionError:
		return []


@pytest.mark.parametrize("key", BY_KEY)
def test_over_the_wire(world, http, key):
	"""REST, link search told to ignore permissions, counts and download; portal users get nowhere but to files."""
	import frappe

	paper, name = BY_KEY[key], world.documents[key].name
	before, cells = _all_of(paper), []
	for role, user in USERS.items():
		ask = _asker(http, user)
		if not _is_known(paper, role):
			answers = _answers(paper, name, ask)
			for what in WIRE[role].split():
				if said := _said(paper, role, what):
					cells.append((role, f"REST {what}", answers[what](), said == "yes"))
		if key in world.files:
			got = ask("GET", world.files[key]).status_code == OK
			cells.append((role, "file", got, paper.may(role, "read")))
	assert not denied_or_wrong(cells), denied_or_wrong(cells)
	frappe.db.rollback()
	assert set(_all_of(paper)) == set(before)


def _said(paper: Paper, role: str, what: str) -> str:
	"""yes or no; "" when it is not asked: what would make or take away a document, change a catalogue, list a single."""
	may = role in DESK and paper.may(role, {"search": "list", "count": "list"}.get(what, what))
	if paper.doctype == SINGLE and what not in ("read", "write"):
		return ""
	if may and (what in ("create", "delete") or (what == "write" and paper.doctype in CATALOGUE)):
		return ""
	if what == "create" and paper is not FIRST[paper.doctype]:
		return ""
	return "yes" if may else "no"


def _is_known(paper: Paper, role: str) -> bool:
	"""Whose rows are not narrowed is answered by the type or at the entrance, in every state alike: asked in the first."""
	return (
		role not in (access.OFFICER, access.CHAIRMAN, *access.COUNCIL) and paper is not FIRST[paper.doctype]
	)


def _answers(paper: Paper, name: str, ask: Callable) -> dict[str, Callable[[], bool]]:
	where, only = f"/api/resource/{paper.doctype}", _only(name)
	search = {"doctype": paper.doctype, "txt": name, "ignore_user_permissions": 1}
	method = "/api/method/frappe"
	return {
		"read": lambda: ask("GET", f"{where}/{name}").status_code == OK,
		"list": lambda: name in _names(ask("GET", where, **only)),
		"search": lambda: (
			name
			in {row["value"] for row in _results(ask("GET", f"{method}.desk.search.search_link", **search))}
		),
		"count": lambda: (
			_message(ask("GET", f"{method}.client.get_count", doctype=paper.doctype, **only)) == 1
		),
		"write": lambda: ask("PUT", f"{where}/{name}", json={}).status_code == OK,
		"create": lambda: ask("POST", where, json={}).status_code in (OK, BAD_INPUT),
		"delete": lambda: ask("DELETE", f"{where}/{name}").status_code == CREATED,
	}


@pytest.mark.parametrize("report", REPORTS)
def test_reports(world, http, report):
	filters = json.dumps({"campaign": world.campaign.name, "honoree": world.honoree.name, "year": 2025})
	if report in ("Honoree Record", "Unit History"):
		filters = json.dumps({"honoree": world.honoree.name, "unit": commune.HAMLET_A})
	cells = []
	for role, user in USERS.items():
		ask = _asker(http, user)
		asked = {"report_name": report, "filters": filters}
		may = role in REPORTS[report]
		reply = ask("GET", "/api/method/frappe.desk.query_report.run", **asked)
		cells.append((role, "run", reply.status_code == OK, may))
		asked.update({"file_format_type": "Excel", "visible_idx": "[]", "include_indentation": 0})
		reply = ask("POST", "/api/method/frappe.desk.query_report.export_query", data=asked)
		cells.append((role, "export", reply.status_code == OK, may))
	assert not denied_or_wrong(cells), denied_or_wrong(cells)


@pytest.mark.parametrize("role", NARROWED)
def test_lists_are_exported_by_who_may(world, http, role):
	ask, cells = _asker(http, USERS[role]), []
	for key, paper in BY_KEY.items():
		if key == SINGLE:
			continue
		name = world.documents[key].name
		asked = {"doctype": paper.doctype, "file_format_type": "CSV", "title": "x", **_only(name)}
		asked["fields"] = json.dumps([f"`tab{paper.doctype}`.`name`"])
		reply = ask("POST", "/api/method/frappe.desk.reportview.export_query", data=asked)
		exported = reply.status_code == OK and name in reply.get_data(as_text=True)
		cells.append((role, f"{key} export", exported, paper.may(role, "export") and paper.may(role, "list")))
	assert not denied_or_wrong(cells), denied_or_wrong(cells)


PORTAL_CLOSED = (
	"frappe.client.get",
	"frappe.client.get_list",
	"frappe.client.get_value",
	"frappe.client.get_count",
	"frappe.client.set_value",
	"frappe.client.insert",
	"frappe.client.save",
	"frappe.client.delete",
	"frappe.desk.form.assign_to.add",
	"frappe.desk.form.linked_with.get",
	"frappe.desk.form.load.get_docinfo",
	"frappe.desk.form.save.savedocs",
	"frappe.desk.form.utils.add_comment",
	"frappe.desk.doctype.tag.tag.add_tag",
	"frappe.desk.like.toggle_like",
	"frappe.desk.notifications.get_open_count",
	"frappe.desk.reportview.export_query",
	"frappe.desk.reportview.get",
	"frappe.desk.reportview.get_count",
	"frappe.desk.search.get_link_title",
	"frappe.desk.search.search_widget",
	"frappe.model.workflow.apply_workflow",
	"frappe.share.add",
	"frappe.utils.print_format.download_pdf",
)


@pytest.mark.parametrize("method", PORTAL_CLOSED)
def test_a_unit_is_refused_the_framework_s_own_methods(world, http, method):
	"""On its own draft, which it may write in the portal."""
	name = world.documents["Achievement: Draft"].name
	asked = {
		"doctype": "Achievement",
		"name": name,
		"fieldname": "summary",
		"filters": json.dumps({"name": name}),
	}
	for verb in ("GET", "POST"):
		reply = http(verb, f"/api/method/{method}", user=commune.UNIT_A, query_string=asked)
		assert reply.status_code == 403
		assert "PermissionError" in reply.get_data(as_text=True)


@pytest.mark.parametrize("role", [access.MEMBER, access.OTHER_MEMBER, access.OUTSIDER])
def test_who_sees_no_holds_learns_of_none(world, http, role):
	"""Neither from the papers that link to an honoree nor from the counts on his form."""
	ask = _asker(http, USERS[role])
	honoree = {"doctype": "Honoree", "docname": world.honoree.name, "name": world.honoree.name}
	hold = world.documents["Award Hold"].name
	reply = ask("GET", "/api/method/frappe.desk.form.linked_with.get", **honoree)
	assert hold not in reply.get_data(as_text=True)
	assert (reply.status_code == OK) is (role == access.MEMBER)
	counted = ask("GET", "/api/method/frappe.desk.notifications.get_open_count", **honoree)
	assert "Award Hold" not in counted.get_data(as_text=True)
	asked = {"doctype": "Award Hold", "filters": json.dumps({"honoree": world.honoree.name})}
	assert ask("GET", "/api/method/frappe.client.get_count", **asked).status_code == 403


def test_an_officer_still_sees_what_links_to_an_honoree(world, http):
	ask = _asker(http, commune.OFFICER)
	honoree = {"doctype": "Honoree", "docname": world.honoree.name}
	linked = _message(ask("GET", "/api/method/frappe.desk.form.linked_with.get", **honoree))
	assert world.documents["Award Hold"].name in {row["name"] for row in linked["Award Hold"]}


@pytest.mark.parametrize(
	("role", "listed"),
	[
		(access.OFFICER, {"Achievement: Draft", "Achievement: Verified", "Award Nomination: Appraised"}),
		(access.MEMBER, {"Achievement: Verified", "Award Nomination: Appraised"}),
		(access.OTHER_MEMBER, set()),
		(access.OUTSIDER, set()),
	],
)
def test_files_are_listed_with_their_paper(world, as_user, role, listed):
	import frappe

	keys = (
		"Achievement: Draft",
		"Achievement: Verified",
		"Award Nomination: Appraised",
		"Award Decision: Appraised",
	)
	if role == access.OFFICER:
		listed = {*listed, "Award Decision: Appraised"}
	with as_user(USERS[role]):
		urls = set(frappe.get_list("File", pluck="file_url", limit_page_length=0))
	assert {key for key in keys if world.files[key] in urls} == listed


@pytest.mark.parametrize(("user", "counted"), [("Administrator", 0), (commune.OFFICER, None)])
def test_secret_ballots_are_not_counted_while_the_vote_is_open(world, as_user, user, counted):
	"""A count by choice would be the result before the closing."""
	import frappe

	from tdkt_app.access.desk_entrances import get_count

	meeting = world.documents["Council Meeting: Voting"].name
	with as_user(user):
		if counted is None:
			with pytest.raises(frappe.PermissionError):
				get_count("Secret Ballot", {"meeting": meeting, "choice": "For"})
		else:
			assert get_count("Secret Ballot", {"meeting": meeting, "choice": "For"}) == counted


def test_history_shows_no_field_of_a_closed_level(world, http):
	"""Written opinions are the officers': the change that entered them is not the members' to read."""
	asked = {"doctype": "Council Meeting", "name": world.written.name}
	seen = {}
	for role in (access.MEMBER, access.OFFICER):
		reply = _asker(http, USERS[role])("GET", "/api/method/frappe.desk.form.load.getdoc", **asked)
		seen[role] = json.dumps(reply.json["docinfo"]["versions"], ensure_ascii=False)
	assert "written_opinions" in seen[access.OFFICER] and "bổ sung" in seen[access.MEMBER]
	assert "written_opinions" not in seen[access.MEMBER] and "Against" not in seen[access.MEMBER]


def test_history_speaks_the_language_of_the_reader(world, monkeypatch):
	import frappe

	from tdkt_app.access.desk_entrances import getdoc

	meeting = world.written.name
	opinion = [["choice", "Against", "For"], ["candidate_title", "Against", "For"]]
	changes = {
		"changed": [["workflow_state", "Draft", "Voting"]],
		"row_changed": [["written_opinions", 0, "x", opinion]],
	}
	version = {
		"doctype": "Version",
		"ref_doctype": "Council Meeting",
		"docname": meeting,
		"data": json.dumps(changes),
	}
	frappe.get_doc(version).insert()
	monkeypatch.setattr(frappe.local, "lang", "vi")
	getdoc("Council Meeting", meeting)
	shown = json.loads(frappe.response.docinfo["versions"][0]["data"])
	assert shown["changed"] == [["workflow_state", "Dự thảo", "Đang bỏ phiếu"]]
	assert shown["row_changed"][0][3] == [
		["choice", "Không đồng ý", "Đồng ý"],
		["candidate_title", "Against", "For"],
	]
	frappe.db.rollback()


def test_the_page_is_current():
	assert PAGE.read_text(encoding="utf-8") == access.page(), (
		"run: python tests/site/access.py docs/phan-quyen.md"
	)


def test_the_page_is_written_by_a_command(tmp_path):
	target = tmp_path / "phan-quyen.md"
	command = [sys.executable, access.__file__, str(target)]
	subprocess.run(command, check=True, cwd=ROOT, timeout=60)
	assert target.read_text(encoding="utf-8") == access.page()


def _asker(http: Callable, user: str) -> Callable:
	def ask(method: str, path: str, json=None, data=None, **asked):
		sent = {"json": json} if json is not None else {"data": data} if data is not None else {}
		if asked:
			sent["query_string"] = asked
		return http(method, path, user=None if user == "Guest" else user, **sent)

	return ask


def _only(name: str) -> dict[str, str]:
	return {"filters": json.dumps({"name": name})}


def _names(reply) -> set[str]:
	return {row["name"] for row in reply.json["data"]} if reply.status_code == OK else set()


def _message(reply):
	return reply.json.get("message") if reply.status_code == OK else None


def _results(reply) -> list[dict]:
	"""Version 15.0 puts them aside, later ones into the message."""
	if reply.status_code != OK:
		return []
	return reply.json.get("results") or reply.json.get("message") or []


def _all_of(paper: Paper) -> list[str]:
	"""Names of all documents of the type: none came, none went."""
	import frappe

	return [] if paper.doctype == SINGLE else frappe.get_all(paper.doctype, pluck="name")
