"""Tools that build the bench: `frappe-bench` in an environment of its own, and classic yarn."""

from __future__ import annotations

import os
import shutil
import sys

from devbench.settings import Settings
from devbench.steps import CommandFailed, command

FRAPPE_BENCH = "frappe-bench==5.31.1"
YARN = "yarn@1.22.22"  # the framework calls `yarn run build`; only classic yarn takes its arguments


def install(settings: Settings) -> None:
	"""Create `tools/` with bench, uv and yarn."""
	if sys.version_info < (3, 11):
		raise CommandFailed(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
	if not shutil.which("node") or not shutil.which("npm"):
		raise CommandFailed("node and npm are not on the PATH: install Node.js 18 or newer (20 is tested)")
	log = settings.logs / "tools.log"
	shutil.rmtree(settings.tools, ignore_errors=True)
	command([sys.executable, "-m", "venv", settings.tools], log=log)
	command([settings.tools / "bin" / "python", "-m", "pip", "install", "--quiet", FRAPPE_BENCH], log=log)
	command(
		["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", settings.tools / "node", YARN],
		log=log,
	)


def present(settings: Settings) -> bool:
	return (settings.tools / "bin" / "bench").exists() and (
		settings.tools / "node/node_modules/.bin/yarn"
	).exists()


def key(settings: Settings) -> str:
	return f"{FRAPPE_BENCH} {YARN}"


def environment(settings: Settings) -> dict[str, str]:
	"""PATH with our tools first, and limits on what pip and uv may pick."""
	path = os.pathsep.join(
		[
			str(settings.tools / "bin"),
			str(settings.tools / "node/node_modules/.bin"),
			os.environ.get("PATH", ""),
		]
	)
	constraints = settings.root / "constraints.txt"
	# pkg_resources is gone from newer setuptools; WeasyPrint 59 breaks on newer pydyf.
	constraints.write_text('setuptools<81\npydyf==0.10.0; python_version<"3.14"\n')
	return {
		"PATH": path,
		"UV_CONSTRAINT": str(constraints),
		"PIP_CONSTRAINT": str(constraints),
		"UV_LINK_MODE": "copy",
		"FRAPPE_BENCH_ROOT": str(settings.bench),
		"GIT_CONFIG_COUNT": "1",
		"GIT_CONFIG_KEY_0": "safe.directory",
		"GIT_CONFIG_VALUE_0": "*",
	}
