"""Debian packages the bench needs: installed when allowed, else named in one line."""

from __future__ import annotations

import os
import shutil
import subprocess

from devbench.settings import Settings
from devbench.steps import CommandFailed, command

# package: why
PACKAGES = {
	"git": "bench clones the platform",
	"ca-certificates": "package registries",
	"mariadb-server-core": "private database",
	"mariadb-client": "the framework restores and dumps through the client",
	"redis-server": "private cache and queue",
	"libpango-1.0-0": "WeasyPrint",
	"libpangoft2-1.0-0": "WeasyPrint",
	"libharfbuzz-subset0": "WeasyPrint embeds only the letters used",
	"libcairo2": "cairocffi of the framework",
	"poppler-utils": "tests read PDF files back",
	"libreoffice-writer-nogui": "tests open Word files and count their pages",
	"chromium": "browser tests and screenshots",
}
# Frappe 16 compiles its MariaDB driver.
COMPILER_PACKAGES = {
	"libmariadb-dev": "mysqlclient",
	"pkg-config": "mysqlclient",
	"build-essential": "mysqlclient",
}


def missing(wanted: dict[str, str]) -> list[str]:
	"""Names of packages that are not installed, in order."""
	query = subprocess.run(
		["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *wanted],
		capture_output=True,
		text=True,
	)
	installed = {row.split()[0] for row in query.stdout.splitlines() if row.endswith(" installed")}
	return [name for name in wanted if name not in installed]


def install(settings: Settings, wanted: dict[str, str] | None = None) -> None:
	"""Install what is missing without starting any service.

	Raises:
	    CommandFailed: not Debian, or not root; the message is the one line to type.
	"""
	if not shutil.which("dpkg-query"):
		raise CommandFailed(
			"this is not Debian: install MariaDB, Redis, Pango, Chromium, poppler and git yourself"
		)
	names = missing(wanted or needed(settings))
	if not names:
		return
	if os.geteuid() != 0:
		raise CommandFailed(f"as root, type: apt-get install --no-install-recommends {' '.join(names)}")
	# RUNLEVEL=1: the maintainer scripts install the servers but do not start them.
	quiet = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
	log = settings.logs / "debian.log"
	command(["apt-get", "update", "-q"], log=log, env=quiet)
	command(["apt-get", "install", "-q", "-y", "--no-install-recommends", *names], log=log, env=quiet)


def needed(settings: Settings) -> dict[str, str]:
	return PACKAGES | (COMPILER_PACKAGES if settings.frappe_path else {})
