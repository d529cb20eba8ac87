"""Targets of the Makefile."""

from __future__ import annotations

import shutil
import sys
import time

from devbench import bench, cache, database, debian, platform_source, processes, serve, site, testing, tools
from devbench.settings import VARIABLES, Misconfigured, Settings
from devbench.steps import CommandFailed, State, Step, StepFailed, command, run_steps

REGISTRY_HINT = (
	"check that the package registry answers, then run the same command again: finished steps are kept"
)

PLATFORM = [
	Step(
		"debian",
		"Debian packages",
		debian.install,
		remember=False,
		hint="see the line above, or logs/debian.log",
	),
	Step("tools", "bench and yarn", tools.install, tools.key, tools.present, REGISTRY_HINT),
	Step(
		"source",
		"framework source",
		platform_source.fetch,
		platform_source.key,
		platform_source.present,
		REGISTRY_HINT,
	),
	Step(
		"database",
		"private MariaDB",
		database.create,
		present=database.present,
		hint="see logs/mariadb-install.log",
	),
	Step("database-up", "MariaDB answers", database.start, remember=False, hint="see logs/mariadb.log"),
	Step(
		"cache-up",
		"Redis answers",
		cache.start,
		remember=False,
		hint="see logs/redis-cache.log and redis-queue.log",
	),
	Step("bench", "bench with the framework", bench.init, bench.init_key, bench.init_present, REGISTRY_HINT),
	Step(
		"root-files",
		"root files of the restored source",
		bench.update_root_files,
		platform_source.root_files_key,
		hint=REGISTRY_HINT,
	),
	Step(
		"app",
		"this app and its requirements",
		bench.install_app,
		bench.app_key,
		bench.app_present,
		REGISTRY_HINT,
	),
	Step("config", "ports and addresses", bench.configure, remember=False),
	Step(
		"assets",
		"scripts and styles",
		bench.build_assets,
		bench.assets_key,
		bench.assets_present,
		"see logs/assets.log",
	),
]


def site_steps(which: str) -> list[Step]:
	"""A site of its own, up to date with the code. `which`: demo | test"""

	def migrate(settings: Settings) -> None:
		# A site made a moment ago already has this schema.
		if State(settings).get(f"schema-{which}") != site.schema_key(settings):
			site.smoke_import(settings)
			site.migrate(settings, which)
			State(settings).set(f"schema-{which}", site.schema_key(settings))

	def create(settings: Settings) -> None:
		site.smoke_import(settings)
		site.create(settings, which)
		State(settings).set(f"schema-{which}", site.schema_key(settings))

	hint = f"see logs/site-{which}.log"
	made_from = platform_source.key
	return [
		Step(f"site-{which}", f"{which} site", create, made_from, lambda s: site.present(s, which), hint),
		Step(f"follow-{which}", "sites follow the database", site.follow_server, remember=False),
		Step(f"migrate-{which}", f"{which} site up to date", migrate, site.schema_key, hint=hint),
	]


DEMO = [
	*PLATFORM,
	*site_steps("demo"),
	Step("demo", "demo data of xã Cát Nê", site.load_demo, hint="see logs/demo.log"),
]


def _restored_and_current(settings: Settings) -> None:
	"""Before a migrate the test site goes back to its snapshot: leftovers of a broken run must not enter the next one."""
	if site.snapshot_present(settings) and State(settings).get("schema-test") != site.schema_key(settings):
		site.restore_snapshot(settings)


_create, _follow, _migrate = site_steps("test")
TEST = [
	*PLATFORM,
	_create,
	_follow,
	Step("clean-test", "test site put back before changes", _restored_and_current, remember=False),
	_migrate,
	Step("snapshot", "snapshot of the test site", site.snapshot, site.schema_key, site.snapshot_present),
]


def run(settings: Settings, _arguments: list[str]) -> int:
	"""Build what is missing, load demo data, serve until Ctrl-C."""
	start(settings, _arguments)
	print("\nCtrl-C stops the site.", flush=True)
	serve.wait_for_interrupt(settings)
	return 0


def start(settings: Settings, _arguments: list[str]) -> int:
	"""As run, but give the shell back; `make stop` ends it."""
	began = time.monotonic()
	run_steps(
		settings,
		[
			*DEMO,
			Step(
				"serve",
				"web, worker, scheduler, events",
				serve.start_all,
				remember=False,
				hint="see logs/web.log",
			),
		],
	)
	print(f"Ready after {time.monotonic() - began:.0f} s.\n")
	info(settings, [])
	return 0


def stop(settings: Settings, _arguments: list[str]) -> int:
	"""Stop everything this tool started, databases included."""
	stopped = serve.stop_all(settings)
	stopped += [
		name for name in ("redis-cache", "redis-queue", database.NAME) if processes.stop(settings, name)
	]
	print("Stopped: " + (", ".join(stopped) or "nothing was running"))
	return 0


def test(settings: Settings, arguments: list[str]) -> int:
	"""The whole suite, building whatever is missing (ARGS='-k name' passes arguments to pytest)."""
	run_steps(settings, TEST)
	return testing.run(settings, arguments)


def test_fast(settings: Settings, arguments: list[str]) -> int:
	"""Only the tests that need no site: seconds."""
	return testing.run_fast(settings, arguments)


def bench_(settings: Settings, arguments: list[str]) -> int:
	"""Measure speed and write docs/hieu-nang.md (ARGS=reports measures the reports alone and writes nothing)."""
	run_steps(settings, TEST)
	return testing.measure(settings, arguments)


def demo(settings: Settings, _arguments: list[str]) -> int:
	"""Reset the demo data, and only it."""
	run_steps(settings, DEMO)
	site.load_demo(settings, again=True)
	print("Demo data loaded again.")
	return 0


def migrate(settings: Settings, _arguments: list[str]) -> int:
	"""Bring platform and both sites up to date with the code."""
	run_steps(settings, [*TEST, *DEMO])
	return 0


def info(settings: Settings, _arguments: list[str]) -> int:
	"""Versions, source, ports, site, URL, logins."""
	if not bench.init_present(settings):
		print("There is no bench yet: make run builds it.")
		return 1
	database.start(settings)
	cache.start(settings)
	out = settings.logs / "info.log"
	rows = [
		("Platform", f"Frappe {platform_source.version(settings)}"),
		("Source", State(settings).get("source", {}).get("origin")),
		("Python", command([settings.python, "--version"], log=out).split()[-1]),
		("Node", command(["node", "--version"], log=out).strip()),
		("MariaDB", f"{database.version(settings)} on port {database.server(settings).port}"),
		(
			"Redis",
			f"{command(['redis-server', '--version'], log=out).split()[2]} on {' and '.join(cache.urls(settings).values())}",
		),
		("Bench", settings.bench),
		("Site", settings.demo_site),
		(
			"URL",
			f"{serve.url(settings)} ({'running' if processes.is_running(settings, 'web') else 'not running: make run'})",
		),
		("Password", site.password(settings)),
	]
	if site.present(settings, "demo"):
		rows += [("Login", f"{user}  ({what})") for user, what in serve.logins(settings)]
	for name, value in rows:
		print(f"{name + ':':<10} {value}")
	return 0


def clean(settings: Settings, _arguments: list[str]) -> int:
	"""Stop what this tool started and remove the bench folder."""
	if settings.root.exists():
		stop(settings, [])
		shutil.rmtree(settings.root)
		print(f"Removed {settings.root}")
	return 0


def help_(settings: Settings, _arguments: list[str]) -> int:
	"""This list."""
	print("Targets:")
	for name, function in TARGETS.items():
		print(f"  make {name:<11} {function.__doc__.splitlines()[0]}")
	print("\nEnvironment:")
	for name, what in VARIABLES.items():
		print(f"  {name:<17} {what}")
	return 0


TARGETS = {
	"run": run,
	"start": start,
	"stop": stop,
	"test": test,
	"test-fast": test_fast,
	"bench": bench_,
	"demo": demo,
	"migrate": migrate,
	"bench-info": info,
	"clean": clean,
	"help": help_,
}


def main(arguments: list[str]) -> int:
	name = arguments[0] if arguments else "help"
	if name not in TARGETS:
		print(f"There is no target «{name}».", file=sys.stderr)
		help_(None, [])
		return 2
	try:
		return TARGETS[name](Settings.from_environment(), arguments[1:])
	except StepFailed as error:
		print(f"\n✗ Step «{error.step}» failed: {error.reason}", file=sys.stderr)
		if error.hint:
			print(f"  Try: {error.hint}", file=sys.stderr)
	except (Misconfigured, CommandFailed) as error:
		print(f"\n✗ {error}", file=sys.stderr)
	return 1


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
