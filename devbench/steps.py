"""Steps that say what they do, how long it took, and what to try when one fails.

A finished step is remembered with a key of what it was made from. It runs again when that key
changes or when its result is gone, so an interrupted run resumes and a second run takes seconds.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from devbench.settings import Settings

_SECRET = re.compile(r"""(password["'=:\s]+)[^\s"']+""")


class StepFailed(Exception):
	"""A step did not finish. Carries the name, the reason and what to try."""

	def __init__(self, step: str, reason: str, hint: str = "") -> None:
		super().__init__(reason)
		self.step, self.reason, self.hint = step, reason, hint


class CommandFailed(Exception):
	"""A command ended with an error; the message holds its last lines and where the rest is."""


@dataclass(frozen=True)
class Step:
	"""One unit of work of the bench."""

	name: str
	title: str
	run: Callable[[Settings], None]
	key: Callable[[Settings], str] = lambda settings: ""
	present: Callable[[Settings], bool] = lambda settings: True
	hint: str = ""
	remember: bool = True


class State:
	"""What was built, in `state.json`; also generated secrets and ports. Readable by the owner only."""

	def __init__(self, settings: Settings) -> None:
		self.path = settings.root / "state.json"

	def read(self) -> dict:
		return json.loads(self.path.read_text()) if self.path.exists() else {}

	def get(self, name: str, default=None):
		return self.read().get(name, default)

	def set(self, name: str, value) -> None:
		data = self.read() | {name: value}
		self.path.parent.mkdir(parents=True, exist_ok=True)
		draft = self.path.with_suffix(".new")
		with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
			json.dump(data, file, indent=1, sort_keys=True)
		draft.replace(self.path)

	def once(self, name: str, make: Callable[[], object]):
		"""The stored value, made and stored on first use."""
		value = self.get(name)
		if value is None:
			value = make()
			self.set(name, value)
		return value


def run_steps(settings: Settings, steps: Iterable[Step]) -> None:
	"""Run what is missing or stale, in order.

	Raises:
	    StepFailed: with the step's name, the reason and the hint; earlier steps stay done.
	"""
	state = State(settings)
	for step in steps:
		key = step.key(settings)
		done = state.get("steps", {})
		if step.remember and done.get(step.name) == key and step.present(settings):
			print(f"  ✓ {step.title}", flush=True)
			continue
		print(f"  → {step.title} …", flush=True)
		started = time.monotonic()
		try:
			step.run(settings)
		except (CommandFailed, OSError, ValueError, LookupError) as error:
			raise StepFailed(step.name, str(error), step.hint) from error
		print(f"  ✓ {step.title} ({time.monotonic() - started:.1f} s)", flush=True)
		if step.remember:
			state.set("steps", state.get("steps", {}) | {step.name: step.key(settings)})


def command(
	args: list[str | Path],
	*,
	log: Path,
	cwd: Path | None = None,
	env: dict[str, str] | None = None,
	text: str | None = None,
) -> str:
	"""Run a command to its end, its output appended to `log`; return the output.

	Raises:
	    CommandFailed: exit code other than 0; shows the last lines.
	"""
	log.parent.mkdir(parents=True, exist_ok=True)
	line = _SECRET.sub(r"\1…", " ".join(str(a) for a in args))
	result = subprocess.run(
		[str(a) for a in args],
		cwd=cwd,
		env={**os.environ, **(env or {})},
		input=text,
		stdin=None if text is not None else subprocess.DEVNULL,
		stdout=subprocess.PIPE,
		stderr=subprocess.STDOUT,
		text=True,
		errors="replace",
	)
	with log.open("a") as file:
		file.write(f"$ {line}\n{result.stdout}\n")
	if result.returncode:
		tail = "\n".join("      " + row for row in result.stdout.strip().splitlines()[-15:])
		raise CommandFailed(f"«{line[:200]}» ended with {result.returncode}; all of it in {log}\n{tail}")
	return result.stdout


def fingerprint(paths: Iterable[Path]) -> str:
	"""A short hash of the names and contents of files, and of all files below folders."""
	digest = sha256()
	for path in paths:
		files = sorted(path.rglob("*")) if path.is_dir() else [path]
		for file in files:
			if file.is_file() and "__pycache__" not in file.parts and "node_modules" not in file.parts:
				digest.update(str(file.relative_to(path) if file != path else file.name).encode())
				digest.update(file.read_bytes())
	return digest.hexdigest()[:16]
