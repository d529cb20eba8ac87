"""Only processes that this tool started are ever stopped."""

import subprocess
import sys

import pytest

from devbench import interpreter, processes
from devbench.settings import Settings
from devbench.steps import CommandFailed, State

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def settings(tmp_path):
	return Settings(root=tmp_path)


def test_starts_and_stops(settings):
	processes.start(settings, "nap", SLEEP)
	assert processes.is_running(settings, "nap")
	assert processes.stop(settings, "nap")
	assert not processes.is_running(settings, "nap")


def test_a_stranger_with_a_remembered_pid_is_left_alone(settings):
	stranger = subprocess.Popen(SLEEP)
	try:
		State(settings).set("processes", {"nap": {"pid": stranger.pid, "born": "1"}})
		assert not processes.stop(settings, "nap")
		assert stranger.poll() is None
	finally:
		stranger.kill()
		stranger.wait()


def test_a_server_that_dies_shows_its_log(settings):
	processes.start(settings, "bad", [sys.executable, "-c", "raise SystemExit('no such site')"])
	with pytest.raises(CommandFailed, match="no such site"):
		processes.wait_for("web server", lambda: False, settings, "bad", 10)


@pytest.mark.parametrize(
	("version", "requirement", "answer"),
	[
		((3, 11), ">=3.10,<3.12", True),
		((3, 12), ">=3.10,<3.12", False),
		((3, 14), ">=3.14,<3.15", True),
		((3, 9), ">=3.10", False),
	],
)
def test_interpreter_by_platform(version, requirement, answer):
	assert interpreter.fits(version, requirement) is answer


def test_a_port_answered_by_a_stranger_does_not_count_as_our_server(settings):
	processes.start(settings, "late", [sys.executable, "-c", "raise SystemExit('Address already in use')"])
	with pytest.raises(CommandFailed, match="Address already in use"):
		processes.wait_for(
			"web server", lambda: not processes.is_running(settings, "late"), settings, "late", 10
		)
