"""The two sites: one with demo data to work in, one that tests start from afresh."""

from __future__ import annotations

import base64
import json
import secrets
import shutil
from pathlib import Path

from devbench import bench, database, tools
from devbench.settings import APP, REPO, Settings
from devbench.steps import State, command, fingerprint

DATABASES = {"demo": "tdkt_demo", "test": "tdkt_test"}

_WIZARD = "frappe.desk.page.setup_wizard.setup_wizard.setup_complete"
_WIZARD_ANSWERS = {
	"language": "Tiếng Việt",
	"country": "Vietnam",
	"timezone": "Asia/Ho_Chi_Minh",
	"currency": "VND",
	"enable_telemetry": 0,
}


def password(settings: Settings) -> str:
	"""Password of Administrator and of every demo user."""
	if settings.password:
		State(settings).set("password", settings.password)
		return settings.password
	return State(settings).once("password", lambda: secrets.token_urlsafe(9))


def create(settings: Settings, which: str) -> None:
	"""A new site with this app. An unfinished earlier attempt is replaced."""
	name, at = site_name(settings, which), database.server(settings)
	shutil.rmtree(settings.sites / name, ignore_errors=True)
	bench.frappe(
		settings,
		"new-site",
		name,
		"--force",
		f"--db-name={DATABASES[which]}",
		f"--db-root-username={at.user}",
		f"--db-root-password={at.password}",
		f"--admin-password={password(settings)}",
		_any_host(settings),
		log=f"site-{which}",
	)
	_set_config(settings, name, {"db_port": at.port, "db_host": at.host, "encryption_key": _encryption_key()})
	# What a person would enter in the framework's setup wizard.
	bench.frappe(
		settings,
		"execute",
		_WIZARD,
		"--kwargs",
		json.dumps({"args": _WIZARD_ANSWERS}),
		site=name,
		log=f"site-{which}",
	)
	bench.frappe(settings, "install-app", APP, site=name, log=f"site-{which}")


def _encryption_key() -> str:
	"""Written at once: left to the framework it appears with the first secret, in two processes perhaps twice."""
	return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _any_host(settings: Settings) -> str:
	"""Let the site's database user in over TCP; newer platforms have another word for it."""
	scope = "--mariadb-user-host-login-scope"
	return f"{scope}=%" if scope in bench.frappe(settings, "new-site", "--help") else "--no-mariadb-socket"


def present(settings: Settings, which: str) -> bool:
	return (settings.sites / site_name(settings, which) / "site_config.json").exists()


def site_name(settings: Settings, which: str) -> str:
	return {"demo": settings.demo_site, "test": settings.test_site}[which]


def follow_server(settings: Settings) -> None:
	"""A restarted private server may have another port: tell the sites."""
	at = database.server(settings)
	for which in DATABASES:
		if present(settings, which):
			_set_config(settings, site_name(settings, which), {"db_port": at.port, "db_host": at.host})


def schema_key(settings: Settings) -> str:
	"""Changes when a migrate is due: anything but Python code without schema, and translations."""
	package = REPO / APP
	files = [
		p
		for p in package.rglob("*")
		if p.suffix in (".json", ".txt") or (p.parent.name in ("setup", "patches") and p.suffix == ".py")
	]
	return fingerprint([*sorted(files), package / "hooks.py"])


def migrate(settings: Settings, which: str) -> None:
	"""`frappe migrate`, after a smoke import: a controller that cannot be imported makes migrate drop its DocType."""
	bench.frappe(
		settings, "migrate", "--skip-search-index", site=site_name(settings, which), log=f"site-{which}"
	)


def smoke_import(settings: Settings) -> None:
	"""Import every module of the app in the bench's environment."""
	code = (
		f"import importlib, pkgutil, {APP}\n"
		f"for m in pkgutil.walk_packages({APP}.__path__, '{APP}.'):\n"
		f"\tif not m.name.startswith('{APP}.{APP}'): importlib.import_module(m.name)\n"
	)
	command(
		[settings.python, "-c", code],
		log=settings.logs / "smoke.log",
		cwd=settings.sites,
		env=tools.environment(settings),
	)


def load_demo(settings: Settings, again: bool = False) -> None:
	"""Load the demo year; `again` first removes what an earlier load made, and nothing else."""
	kwargs = json.dumps({"password": password(settings)})
	function = f"{APP}.setup.demo.{'reset' if again else 'load'}"
	bench.frappe(settings, "execute", function, "--kwargs", kwargs, site=settings.demo_site, log="demo")


def snapshot(settings: Settings) -> None:
	"""Keep the fresh test site's database, so that every test run starts from the same state."""
	at = database.server(settings)
	command(
		[
			"mariadb-dump",
			"--no-defaults",
			f"--host={at.host}",
			f"--port={at.port}",
			f"--user={at.user}",
			"--single-transaction",
			f"--result-file={_dump(settings)}",
			DATABASES["test"],
		],
		log=settings.logs / "snapshot.log",
		env={"MYSQL_PWD": at.password},
	)


def test_site(settings: Settings, number: int = 1) -> str:
	"""Name of the test site, or of its copy that a further test process works on."""
	first, dot, rest = settings.test_site.partition(".")
	return settings.test_site if number == 1 else f"{first}-{number}{dot}{rest}"


def restore_snapshot(settings: Settings, number: int = 1) -> None:
	"""Put a test site's database back, and drop files that tests uploaded; a copy that is not there yet is made."""
	name, folder = _test_database(number), settings.sites / test_site(settings, number)
	database.execute(
		settings,
		f"DROP DATABASE IF EXISTS `{name}`; CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;",
	)
	if number > 1:
		_copy_test_site(settings, number)
	database.execute(
		settings, f"SET unique_checks=0; SET foreign_key_checks=0; SOURCE {_dump(settings)};", name
	)
	for files in ("public/files", "private/files"):
		shutil.rmtree(folder / files, ignore_errors=True)
		(folder / files).mkdir(parents=True)
	bench.frappe(settings, "clear-cache", site=folder.name, log=f"site-{name}")


def _copy_test_site(settings: Settings, number: int) -> None:
	"""Configuration and database user of a copy; the framework logs in by the name of the database."""
	name, folder = _test_database(number), settings.sites / test_site(settings, number)
	config = json.loads((settings.sites / settings.test_site / "site_config.json").read_text())
	config["db_name"] = name
	if "db_user" in config:
		config["db_user"] = name
	for part in ("logs", "locks"):
		(folder / part).mkdir(parents=True, exist_ok=True)
	(folder / "site_config.json").write_text(json.dumps(config, indent=1, sort_keys=True))
	user = f"'{name}'@'%'"
	database.execute(
		settings,
		f"CREATE OR REPLACE USER {user} IDENTIFIED BY '{config['db_password']}'; GRANT ALL ON `{name}`.* TO {user};",
	)


def _test_database(number: int) -> str:
	return DATABASES["test"] if number == 1 else f"{DATABASES['test']}_{number}"


def snapshot_present(settings: Settings) -> bool:
	return _dump(settings).exists()


def _dump(settings: Settings) -> Path:
	return settings.root / "test-site.sql"


def _set_config(settings: Settings, name: str, values: dict) -> None:
	path = settings.sites / name / "site_config.json"
	config = json.loads(path.read_text())
	if config | values != config:
		path.write_text(json.dumps(config | values, indent=1, sort_keys=True))
