"""Run pytest: the whole suite in the bench's environment, or only what needs no site."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from devbench import bench, processes, serve, site
from devbench.settings import REPO, Settings
from devbench.steps import State, command, fingerprint

FAST_REQUIREMENTS = REPO / "tests" / "requirements-fast.txt"
FAST_FOLDERS = ("tests/rules", "tests/translations", "tests/devbench")


def run(settings: Settings, extra: list[str]) -> int:
	"""Tests on test sites put back to their first state; returns pytest's exit code.

	The whole suite runs in as many processes as there are cores, at most four, each on a site of its own; tests named
	in `extra` run in one.
	"""
	numbers = range(1, 1 + (1 if extra else min(os.cpu_count() or 1, serve.MOST_TEST_PROCESSES)))
	with ThreadPoolExecutor(len(numbers)) as at_once:
		list(at_once.map(partial(site.restore_snapshot, settings), numbers))
	serve.start_events(settings)
	urls = [_serve(settings, number) for number in numbers]
	environment = {
		**os.environ,
		"TDKT_SITES_PATH": str(settings.sites),
		"TDKT_TEST_SITES": " ".join(site.test_site(settings, number) for number in numbers),
		"TDKT_TEST_URLS": " ".join(urls),
		"TDKT_TEST_PASSWORD": site.password(settings),
		"TDKT_ARTIFACTS": str(settings.root / "artifacts"),
	}
	in_parallel = [f"--numprocesses={len(numbers)}", "--dist=loadfile"] if len(numbers) > 1 else []
	try:
		return subprocess.run(
			[settings.python, "-m", "pytest", *in_parallel, *(extra or ["tests"])], cwd=REPO, env=environment
		).returncode
	finally:
		for number in numbers:
			processes.stop(settings, serve.test_web(number))


def _serve(settings: Settings, number: int) -> str:
	"""Start the web server of a test process afresh, since code may have changed; its address."""
	name = serve.test_web(number)
	processes.stop(settings, name)
	port = processes.free_port(8200)
	serve.start_web(settings, name, port, site.test_site(settings, number))
	return f"http://127.0.0.1:{port}"


def measure(settings: Settings, wanted: list[str]) -> int:
	"""Benchmarks in the bench's environment, on the test site; 1 when a figure is beyond its limit.

	`wanted`: names of some of them; the page with all figures is then left as it is.
	"""
	site.restore_snapshot(settings)
	environment = {
		**os.environ,
		"TDKT_SITES_PATH": str(settings.sites),
		"TDKT_TEST_SITES": site.test_site(settings, 1),
	}
	return subprocess.run(
		[settings.python, "-m", "benchmarks", *wanted], cwd=REPO, env=environment
	).returncode


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
