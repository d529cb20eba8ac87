"""Pick the Python the chosen platform runs on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from devbench import platform_source
from devbench.settings import Settings
from devbench.steps import CommandFailed

_CLAUSE = re.compile(r"\s*(>=|<=|==|<|>|~=)\s*(\d+)\.(\d+)")


def fits(version: tuple[int, int], requirement: str) -> bool:
	"""Whether (major, minor) meets a `requires-python` such as `>=3.10,<3.14`."""
	for clause in requirement.split(","):
		match = _CLAUSE.match(clause)
		if not match:
			raise CommandFailed(f"cannot read requires-python {requirement!r}")
		bound = (int(match[2]), int(match[3]))
		holds = {
			">=": version >= bound,
			"~=": version >= bound,
			"<=": version <= bound,
			"==": version == bound,
			"<": version < bound,
			">": version > bound,
		}[match[1]]
		if not holds:
			return False
	return True


def choose(settings: Settings) -> str:
	"""Path of an interpreter that fits; the one running this tool is tried first.

	Raises:
	    CommandFailed: none fits; names the platform, what it needs and what was found.
	"""
	requirement = platform_source.requires_python(settings)
	found = {}
	for path in _candidates():
		version = _version(path)
		if version and version not in found:
			found[version] = path
			if fits(version, requirement):
				return path
	names = ", ".join(f"{major}.{minor}" for major, minor in sorted(found))
	raise CommandFailed(
		f"Frappe {platform_source.version(settings)} needs Python {requirement}; found only {names}. Install one that fits."
	)


def _candidates():
	yield sys.executable
	for minor in range(20, 9, -1):
		if path := shutil.which(f"python3.{minor}"):
			yield path
	versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
	for folder in sorted(
		versions.glob("3.*"), key=lambda p: [int(n) for n in re.findall(r"\d+", p.name)], reverse=True
	):
		yield str(folder / "bin" / "python")


def _version(path: str) -> tuple[int, int] | None:
	try:
		out = subprocess.run(
			[path, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True
		)
	except OSError:
		return None
	return tuple(int(n) for n in out.stdout.split()) if out.returncode == 0 else None
