"""Start background processes, and later stop exactly those and no other."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from devbench.settings import Settings
from devbench.steps import CommandFailed, State


def start(
	settings: Settings,
	name: str,
	args: list[str | Path],
	cwd: Path | None = None,
	env: dict[str, str] | None = None,
) -> int:
	"""Start `args` detached, output in `logs/<name>.log`, and remember its identity. Returns the pid."""
	settings.logs.mkdir(parents=True, exist_ok=True)
	with (settings.logs / f"{name}.log").open("ab") as log:
		process = subprocess.Popen(
			[str(a) for a in args],
			cwd=cwd,
			env={**os.environ, **(env or {})},
			stdin=subprocess.DEVNULL,
			stdout=log,
			stderr=subprocess.STDOUT,
			start_new_session=True,
		)
	running = State(settings).get("processes", {})
	State(settings).set("processes", running | {name: {"pid": process.pid, "born": _born(process.pid)}})
	return process.pid


def is_running(settings: Settings, name: str) -> bool:
	"""Whether the process started under `name` still lives (a reused pid does not count)."""
	entry = State(settings).get("processes", {}).get(name)
	return bool(entry) and entry["born"] is not None and _born(entry["pid"]) == entry["born"]


def stop(settings: Settings, name: str, seconds: float = 20) -> bool:
	"""Stop the process started under `name` and its group; returns whether there was one."""
	if not is_running(settings, name):
		return False
	pid = State(settings).get("processes")[name]["pid"]
	for sign in (signal.SIGTERM, signal.SIGKILL):
		try:
			os.killpg(pid, sign)
		except ProcessLookupError:
			return True
		deadline = time.monotonic() + seconds
		while time.monotonic() < deadline:
			if not is_running(settings, name):
				return True
			time.sleep(0.1)
	raise CommandFailed(f"{name} (process {pid}) did not end")


def wait_for(
	what: str, ready: Callable[[], bool], settings: Settings, name: str, seconds: float = 60
) -> None:
	"""Wait until `ready()`; a process that dies or a time-out raises with the end of its log."""
	deadline = time.monotonic() + seconds
	while time.monotonic() < deadline:
		if not is_running(settings, name):
			break
		# Asked second: another program may answer on the port that ours could not get.
		if ready() and is_running(settings, name):
			return
		time.sleep(0.1)
	log = settings.logs / f"{name}.log"
	tail = (
		"\n".join("      " + row for row in log.read_text(errors="replace").splitlines()[-15:])
		if log.exists()
		else ""
	)
	raise CommandFailed(f"{what} did not come up; its log is {log}\n{tail}")


def free_port(first: int) -> int:
	"""The first port from `first` on that nobody listens on at 127.0.0.1."""
	for port in range(first, first + 1000):
		with socket.socket() as probe:
			probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
			try:
				probe.bind(("127.0.0.1", port))
			except OSError:
				continue
			return port
	raise CommandFailed(f"no free port between {first} and {first + 999}")


def answers(port: int, host: str = "127.0.0.1") -> bool:
	"""Whether somebody accepts connections on the port."""
	try:
		socket.create_connection((host, port), timeout=1).close()
	except OSError:
		return False
	return True


def _born(pid: int) -> str | None:
	"""Kernel start time of a live process; None for a dead or zombie one."""
	try:
		after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
	except OSError:
		return None
	return None if after_name[0] == "Z" else after_name[19]
