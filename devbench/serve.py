"""Web server, job worker, scheduler and events of a site."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from pathlib import Path

from devbench import bench, processes, tools
from devbench.settings import Settings
from devbench.steps import State

MOST_TEST_PROCESSES = 4
_WEB_SERVER = Path(__file__).with_name("web_server.py")


def test_web(number: int) -> str:
	"""Name of the web server of a test process, from 1."""
	return f"test-web-{number}"


PROCESSES = (
	"socketio",
	"schedule",
	"worker",
	"web",
	*(test_web(number + 1) for number in range(MOST_TEST_PROCESSES)),
)


def start_web(settings: Settings, name: str, port: int, site_name: str) -> None:
	"""Start the web server `name` for a site when it is not running; wait until a page answers."""
	if processes.is_running(settings, name):
		return
	processes.start(
		settings,
		name,
		[settings.python, _WEB_SERVER, str(port), site_name],
		cwd=settings.sites,
		# DEV_SERVER: pages find the events server on its own port. CI: no debugger console in error pages.
		env={**tools.environment(settings), "DEV_SERVER": "1", "CI": "1"},
	)
	processes.wait_for(f"web server on port {port}", lambda: _serves(port), settings, name, 90)


def start_all(settings: Settings) -> None:
	"""Everything a person needs who works on the demo site."""
	start_web(settings, "web", web_port(settings), settings.demo_site)
	command, env = bench.frappe_command(settings), tools.environment(settings)
	for name, args in {
		"worker": ["worker", "--queue", "long,default,short"],
		"schedule": ["schedule"],
	}.items():
		if not processes.is_running(settings, name):
			processes.start(settings, name, [*command, *args], cwd=settings.sites, env=env)
	start_events(settings)


def start_events(settings: Settings) -> None:
	"""The socket.io server, one for all sites of the bench."""
	if not processes.is_running(settings, "socketio"):
		args = ["node", "apps/frappe/socketio.js"]
		processes.start(settings, "socketio", args, cwd=settings.bench, env=tools.environment(settings))


def stop_all(settings: Settings) -> list[str]:
	"""Stop what `start_all` and the tests started; returns the names."""
	return [name for name in PROCESSES if processes.stop(settings, name)]


def wait_for_interrupt(settings: Settings) -> None:
	"""Block until Ctrl-C, or until the web server ends by itself."""
	try:
		while processes.is_running(settings, "web"):
			time.sleep(1)
		print(f"The web server ended; its log is {settings.logs / 'web.log'}")
	except KeyboardInterrupt:
		print()
	finally:
		print("Stopped: " + ", ".join(stop_all(settings)))


def web_port(settings: Settings) -> int:
	return State(settings).get("web_port")


def url(settings: Settings) -> str:
	return f"http://127.0.0.1:{web_port(settings)}"


def logins(settings: Settings) -> list[tuple[str, str]]:
	"""(user, what for) of the demo site, asked from the app's own demo data."""
	out = bench.frappe(settings, "execute", "tdkt_app.setup.demo.logins", site=settings.demo_site, log="demo")

	return [("Administrator", "hệ thống"), *(tuple(row) for row in json.loads(out.strip().splitlines()[-1]))]


def _serves(port: int) -> bool:
	try:
		with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/method/ping", timeout=10) as reply:
			return reply.status == 200
	except (urllib.error.URLError, OSError):
		return False
