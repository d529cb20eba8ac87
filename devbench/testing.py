"""Run pytest: the whole suite in the bench's environment, or only what needs no site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from devbench import bench, processes, serve, site
from devbench.settings import REPO, Settings
from devbench.steps import State, command, fingerprint

FAST_REQUIREMENTS = REPO / "tests" / "requirements-fast.txt"
FAST_FOLDERS = ("tests/rules", "tests/translations", "tests/devbench")


def run(settings: Settings, extra: list[str]) -> int:
	"""The whole suite on a test site put back to its first state; returns pytest's exit code."""
	processes.stop(settings, "test-web")  # code may have changed since
	port = processes.free_port(8200)
	site.restore_snapshot(settings)
	environment = {
		**os.environ,
		"TDKT_SITES_PATH": str(settings.sites),
		"TDKT_TEST_SITE": settings.test_site,
		"TDKT_TEST_URL": f"http://127.0.0.1:{port}",
		"TDKT_TEST_PASSWORD": site.password(settings),
		"TDKT_ARTIFACTS": str(settings.root / "artifacts"),
	}
	serve.start_events(settings)
	serve.start_web(settings, "test-web", port, settings.test_site)
	try:
		return subprocess.run(
			[settings.python, "-m", "pytest", *(extra or ["tests"])], cwd=REPO, env=environment
		).returncode
	finally:
		processes.stop(settings, "test-web")


def run_fast(settings: Settings, extra: list[str]) -> int:
	"""Tests that need no site, no database and no bench."""
	python = _fast_python(settings)
	folders = [folder for folder in FAST_FOLDERS if (REPO / folder).is_dir()]
	return subprocess.run([python, "-m", "pytest", *(extra or folders)], cwd=REPO).returncode


def _fast_python(settings: Settings) -> Path:
	if bench.usable(settings):
		return settings.python
	home, key = settings.root / "fast", fingerprint([FAST_REQUIREMENTS])
	python = home / "bin" / "python"
	if State(settings).get("fast") != key or not python.exists():
		log = settings.logs / "fast.log"
		command([sys.executable, "-m", "venv", "--clear", home], log=log)
		command([python, "-m", "pip", "install", "--quiet", "-r", FAST_REQUIREMENTS], log=log)
		State(settings).set("fast", key)
	return python
