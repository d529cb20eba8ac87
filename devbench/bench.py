"""The bench folder: environment, framework, this app, assets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from devbench import cache, database, interpreter, platform_source, processes, tools
from devbench.settings import APP, REPO, Settings
from devbench.steps import CommandFailed, State, command, fingerprint

_INIT = """
import sys
from bench.utils.system import init
init(path=sys.argv[1], frappe_path=sys.argv[2], frappe_branch=sys.argv[3], python=sys.argv[4],
	no_procfile=True, no_backups=True, skip_redis_config_generation=True, skip_assets=True)
"""
TEST_REQUIREMENTS = REPO / "tests" / "requirements.txt"


def init(settings: Settings) -> None:
	"""`bench init` on the fetched source, through its Python interface (its command refuses root)."""
	python = interpreter.choose(settings)
	shutil.rmtree(settings.bench, ignore_errors=True)
	# bench puts --branch and --depth together only for addresses; a plain folder is cloned whole, which is what we have.
	command(
		[
			settings.tools / "bin/python",
			"-c",
			_INIT,
			settings.bench,
			settings.source,
			platform_source.BRANCH,
			python,
		],
		log=settings.logs / "bench-init.log",
		env=tools.environment(settings),
	)
	if not settings.python.exists() or not (settings.bench / "apps/frappe/node_modules").is_dir():
		raise CommandFailed(
			f"bench init left no environment or no node modules: see {settings.logs / 'bench-init.log'}"
		)
	# uv seeds the newest setuptools, which has no pkg_resources.
	install_python(settings, ["setuptools<81"])


def update_root_files(settings: Settings) -> None:
	"""Bring our root files in the bench up to date, and the node modules when their list changed."""
	if platform_source.choose(settings) != "registry":
		return
	target = settings.bench / "apps/frappe"
	modules = (target / "package.json").read_text()
	platform_source.copy_root_files(target)
	if (target / "package.json").read_text() != modules:
		command(
			["yarn", "install", "--check-files"],
			log=settings.logs / "yarn.log",
			cwd=target,
			env=tools.environment(settings),
		)


def init_key(settings: Settings) -> str:
	return platform_source.key(settings)


def init_present(settings: Settings) -> bool:
	return settings.python.exists() and (settings.bench / "apps/frappe/node_modules").is_dir()


def install_python(settings: Settings, requirements: list[str]) -> None:
	"""Install packages into the bench's environment with uv."""
	command(
		[settings.tools / "bin/uv", "pip", "install", "--quiet", "--python", settings.python, *requirements],
		log=settings.logs / "python.log",
		env=tools.environment(settings),
	)


def install_app(settings: Settings) -> None:
	"""Put this checkout into the bench as app, with its Python requirements and those of the tests."""
	link = settings.bench / "apps" / APP
	if not link.exists():
		link.symlink_to(REPO, target_is_directory=True)
	install_python(settings, ["-e", str(REPO), "-r", str(TEST_REQUIREMENTS)])
	apps = settings.sites / "apps.txt"
	apps.write_text(f"frappe\n{APP}\n")


def app_key(settings: Settings) -> str:
	return fingerprint([REPO / "setup.py", TEST_REQUIREMENTS])


def app_present(settings: Settings) -> bool:
	return (settings.bench / "apps" / APP / "setup.py").exists() and APP in (
		settings.sites / "apps.txt"
	).read_text()


def usable(settings: Settings) -> bool:
	"""Whether the environment with this app's requirements stands."""
	return init_present(settings) and (settings.sites / "apps.txt").exists() and app_present(settings)


def configure(settings: Settings) -> None:
	"""Write ports and addresses of this run into common_site_config.json, keeping what a person added."""
	path = settings.sites / "common_site_config.json"
	config = json.loads(path.read_text()) if path.exists() else {}
	redis, at = cache.urls(settings), database.server(settings)
	state = State(settings)
	state.set("web_port", _port_for(settings, "web", "web_port", 8000, settings.port))
	state.set("socketio_port", _port_for(settings, "socketio", "socketio_port", 9000))
	config |= {
		"db_host": at.host,
		"db_port": at.port,
		"redis_cache": redis["cache"],
		"redis_queue": redis["queue"],
		"redis_socketio": redis["queue"],
		"socketio_port": state.get("socketio_port"),
		"webserver_port": state.get("web_port"),
		"serve_default_site": True,
		"default_site": settings.demo_site,
		"live_reload": False,
	}
	path.write_text(json.dumps(config, indent=1, sort_keys=True))


def _port_for(settings: Settings, process: str, name: str, first: int, wanted: int | None = None) -> int:
	"""The remembered port; another one when a stranger took it meanwhile, or the one the user wants."""
	remembered = State(settings).get(name)
	if processes.is_running(settings, process):
		return remembered
	port = wanted or remembered or processes.free_port(first)
	if not processes.answers(port):
		return port
	if wanted:
		raise CommandFailed(f"port {wanted} (TDKT_PORT) is in use by another program: choose another one")
	return processes.free_port(first)


def frappe(
	settings: Settings, *args: str, log: str = "frappe", site: str | None = None, text: str | None = None
) -> str:
	"""Run one command of the framework, as `bench` would; returns its output."""
	return command(
		[*frappe_command(settings), *(["--site", site] if site else []), *args],
		log=settings.logs / f"{log}.log",
		cwd=settings.sites,
		env=tools.environment(settings),
		text=text,
	)


def frappe_command(settings: Settings) -> list[str | Path]:
	return [settings.python, "-m", "frappe.utils.bench_helper", "frappe"]


def build_assets(settings: Settings) -> None:
	"""`frappe build`: all bundles of all apps into sites/assets."""
	frappe(settings, "build", "--force", log="assets")


def assets_key(settings: Settings) -> str:
	bundles = sorted((REPO / APP / "public").rglob("*")) if (REPO / APP / "public").is_dir() else []
	made_from = f"{platform_source.key(settings)} {platform_source.root_files_key(settings)}"
	return f"{made_from} {fingerprint(p for p in bundles if p.is_file())}"


def assets_present(settings: Settings) -> bool:
	return (settings.sites / "assets" / "assets.json").exists()
