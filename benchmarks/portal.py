"""The portal under load: 50 unit users and as many guests, against the framework's own page at the same rate.

Gunicorn as the framework's production set-up starts it, on 127.0.0.1. The rate is 70 % of what the bare page of the
framework (My Account, signed in) reaches in the same run. Requests start by the clock, whether the ones before have been
answered or not, and a response time counts from the moment its request was due.
"""

from __future__ import annotations

import http.client
import itertools
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.figure import Figure

USERS, SHARE_OF_SATURATION, SECONDS, WARM_UP = 50, 0.7, 60, 8
MOST_RATIO = 1.5
WORKERS = max(2, os.cpu_count() or 2)
CLIENTS = 24  # threads that send
_PASSWORD = "Do-tai-cong-thi-dua-2025!"
_BARE = "/me"
_OF_UNITS = (
	"/thi-dua",
	"/thi-dua/dang-ky",
	"/thi-dua/con-nguoi",
	"/thi-dua/thong-bao",
	"/thi-dua/de-nghi",
)
_OF_GUESTS = ("/thi-dua-khen-thuong", "/phong-trao", "/vinh-danh", "/dien-hinh", "/kiem-tra")


@dataclass(frozen=True)
class Request:
	path: str
	cookie: str = ""


@dataclass(frozen=True)
class Run:
	"""Seconds each answered request took, and how many were refused or broken."""

	taken: tuple[float, ...]
	errors: int
	seconds: float

	@property
	def rate(self) -> float:
		return len(self.taken) / self.seconds

	@property
	def p95(self) -> float:
		ordered = sorted(self.taken)
		return ordered[int(0.95 * (len(ordered) - 1))]


def measure() -> list[Figure]:
	sites, site = os.environ["TDKT_SITES_PATH"], os.environ["TDKT_TEST_SITES"].split()[0]
	users = _in_own_process(sites, site)
	with _server(sites) as port:
		client = _Client(port, site)
		cookies = [client.sign_in(user) for user in users]
		bare = [Request(_BARE, cookie) for cookie in cookies]
		pages = list(_mixed(cookies))
		client.as_fast_as_it_goes(pages, WARM_UP)  # caches of templates and schemas
		client.as_fast_as_it_goes(bare, WARM_UP)
		rate = SHARE_OF_SATURATION * client.as_fast_as_it_goes(bare, WARM_UP).rate
		floor = client.at_rate(bare, rate, SECONDS // 2)
		mine = client.at_rate(pages, rate, SECONDS)
	failed = floor.errors + mine.errors
	what = f"Cổng đơn vị và trang công khai, {rate:.0f} lượt/giây trong {SECONDS} s"
	return [
		Figure(
			f"{what}: 95 % lượt xem",
			"s",
			mine.p95,
			MOST_RATIO,
			floor.p95,
			"trang của nền tảng, cùng nhịp",
		),
		Figure(f"{what}: lượt lỗi", "lượt", failed, 0),
	]


def _mixed(cookies: Sequence[str]) -> Iterator[Request]:
	"""A unit user and a guest in turn, each going round the pages."""
	of_units, of_guests = itertools.cycle(_OF_UNITS), itertools.cycle(_OF_GUESTS)
	for _round in range(len(_OF_UNITS)):
		for cookie in cookies:
			yield Request(next(of_units), cookie)
			yield Request(next(of_guests))
		next(of_units)


class _Client:
	def __init__(self, port: int, site: str):
		self.port, self.headers = port, {"X-Frappe-Site-Name": site, "Accept": "text/html"}

	def sign_in(self, user: str) -> str:
		body = f"usr={user}&pwd={_PASSWORD}"
		form = {"Content-Type": "application/x-www-form-urlencoded"}
		status, headers = self._send("POST", "/api/method/login", body, form)
		if status != 200:
			raise RuntimeError(f"{user} is not signed in: {status}")
		return next(value for value in headers.get_all("Set-Cookie") if value.startswith("sid=")).partition(
			";"
		)[0]

	def as_fast_as_it_goes(self, requests: Sequence[Request], seconds: float) -> Run:
		until = time.perf_counter() + seconds
		turn = itertools.cycle(requests)
		return self._run(lambda: (time.perf_counter(), next(turn)), until, seconds)

	def at_rate(self, requests: Sequence[Request], rate: float, seconds: float) -> Run:
		began = time.perf_counter()
		turn, numbers = itertools.cycle(requests), itertools.count()
		lock = threading.Lock()

		def due() -> tuple[float, Request]:
			with lock:
				when, request = began + next(numbers) / rate, next(turn)
			time.sleep(max(0.0, when - time.perf_counter()))
			return when, request

		return self._run(due, began + seconds, seconds)

	def _run(self, due, until: float, seconds: float) -> Run:
		taken: queue.Queue[float] = queue.Queue()
		errors = itertools.count()
		wrong: list[int] = []

		def work() -> None:
			while time.perf_counter() < until:
				when, request = due()
				try:
					status, _headers = self._send("GET", request.path, cookie=request.cookie)
				except OSError:
					status = 0
				if status == 200:
					taken.put(time.perf_counter() - when)
				else:
					wrong.append(next(errors))

		threads = [threading.Thread(target=work) for _number in range(CLIENTS)]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()
		return Run(tuple(taken.queue), len(wrong), seconds)

	def _send(
		self, method: str, path: str, body: str | None = None, more: dict | None = None, cookie: str = ""
	):
		connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
		try:
			headers = {**self.headers, **(more or {}), **({"Cookie": cookie} if cookie else {})}
			connection.request(method, path, body, headers)
			reply = connection.getresponse()
			reply.read()
			return reply.status, reply.headers
		finally:
			connection.close()


@contextmanager
def _server(sites: str) -> Iterator[int]:
	"""Gunicorn with the options of the framework's own set-up."""
	with socket.socket() as free:
		free.bind(("127.0.0.1", 0))
		port = free.getsockname()[1]
	command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", str(WORKERS)]
	command += ["--max-requests", "5000", "--max-requests-jitter", "500", "-t", "120", "--preload"]
	server = subprocess.Popen([*command, "--log-level", "error", "frappe.app:application"], cwd=sites)
	try:
		for _try in range(100):
			with socket.socket() as probe:
				if probe.connect_ex(("127.0.0.1", port)) == 0:
					break
			time.sleep(0.2)
		yield port
	finally:
		server.terminate()
		server.wait(20)


def _in_own_process(sites: str, site: str) -> list[str]:
	"""Make the units, users and papers; the users' names."""
	code = "import sys; from benchmarks.portal import settle; settle(*sys.argv[1:])"
	repo = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
	environment = {**os.environ, "PYTHONPATH": repo}
	subprocess.run([sys.executable, "-c", code, site], cwd=sites, env=environment, check=True)
	return [_user(number) for number in range(USERS)]


def _user(number: int) -> str:
	return f"don-vi-{number}@do-tai.example"


def settle(site: str) -> None:
	"""Fifty units as they are in the middle of a year: people, registrations, reports in several states, announcements."""
	import frappe
	from frappe.utils import add_days, nowdate
	from frappe.utils.password import update_password

	frappe.init(site=site, sites_path=".")
	frappe.connect()
	frappe.flags.mute_emails = True
	frappe.flags.in_test = True  # what the framework does for a new user is done now, not beside the measurement
	frappe.local.conf.disable_global_search = 1

	def made(doctype: str, **values):
		return frappe.get_doc({"doctype": doctype, **values}).insert()

	top = made(
		"Emulation Unit",
		unit_code="DO-TAI",
		unit_name="Xã đo tải",
		unit_type="People's Committee",
		is_group=1,
	)
	campaigns = [_campaign(made, top.name, number, add_days, nowdate()) for number in range(4)]
	for number in range(USERS):
		user = made("User", email=_user(number), first_name="Đơn vị", send_welcome_email=0, language="vi")
		user.add_roles("TDKT Unit User")
		update_password(user.name, _PASSWORD)
		unit = made(
			"Emulation Unit",
			unit_code=f"DO-TAI-{number}",
			unit_name=f"Xóm {number}",
			unit_type="Hamlet",
			parent_emulation_unit=top.name,
			users=[{"user": user.name}],
		)
		_papers(made, unit.name, campaigns)
	for number in range(5):
		paper = made(
			"Announcement",
			announcement_title=f"Hướng dẫn {number}",
			announcement_kind="Campaign News",
			content="Nộp đúng hạn.",
			to_all_units=1,
		)
		paper.db_set("workflow_state", "Published")
		from tdkt_app.emulation.announcement_delivery import deliver

		deliver(paper)
	# The server measured is another process: it sees only what is committed.
	frappe.db.commit()
	frappe.destroy()


def _campaign(made, unit: str, number: int, add_days, today: str) -> str:
	campaign = made(
		"Emulation Campaign",
		campaign_title=f"Thi đua đo tải {number}",
		campaign_type="Thematic",
		launching_unit=unit,
		year=int(today[:4]),
		launch_date=add_days(today, -60),
		registration_deadline=add_days(today, 10 * (number - 1)),
		report_deadline=add_days(today, 30),
		end_date=add_days(today, 60),
	)
	campaign.db_set("workflow_state", "Launched")
	return campaign.name


def _papers(made, unit: str, campaigns: Sequence[str]) -> None:
	people = [
		made("Honoree", kind="Individual", full_name=f"Người thứ {n}", unit=unit).name for n in range(4)
	]
	for campaign in campaigns[:2]:
		made("Campaign Registration", campaign=campaign, unit=unit, targets="Không có hộ tái nghèo")
	for person, campaign, state in zip(
		people,
		itertools.cycle(campaigns),
		("Draft", "Returned", "Submitted", "Verified"),
		strict=False,
	):
		paper = made(
			"Achievement",
			achievement_title="Hiến đất làm đường",
			unit=unit,
			honoree=person,
			campaign=campaign,
			period_from="2025-01-10",
			period_to="2025-11-20",
			summary="Hiến 210 m² đất.",
		)
		paper.db_set("workflow_state", state)
