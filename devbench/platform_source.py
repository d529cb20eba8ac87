"""Where the framework comes from: a clone you name, the upstream repository, or the package registry."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import tomllib

from devbench import restore
from devbench.settings import REPO, Settings
from devbench.steps import CommandFailed, State, command, fingerprint

UPSTREAM = "https://github.com/frappe/frappe"
UPSTREAM_BRANCH = "version-15"
ANSWER_WITHIN = 5  # seconds
BRANCH = "tdkt-source"
ROOT_FILES = REPO / "devbench" / "registry_root"


def choose(settings: Settings) -> str:
	"""local | upstream | registry. A choice once built on is kept until `make clean`."""
	if settings.frappe_path:
		return "local"
	made = State(settings).get("source", {}).get("kind")
	if made:
		return made
	return "upstream" if _upstream_answers() else "registry"


def key(settings: Settings) -> str:
	kind = choose(settings)
	if kind == "local":
		return f"local {settings.frappe_path} {settings.frappe_branch} {_commit(Path(settings.frappe_path), settings.frappe_branch)}"
	return kind if kind == "upstream" else f"registry {restore.SHA256[:12]}"


def root_files_key(settings: Settings) -> str:
	"""Of the files this project writes because the package lacks them; constant for a real repository."""
	return fingerprint([ROOT_FILES]) if choose(settings) == "registry" else ""


def present(settings: Settings) -> bool:
	return (settings.source / ".git").exists()


def fetch(settings: Settings) -> None:
	"""Bring the framework into `source/frappe`, a git repository with branch `tdkt-source`."""
	kind = choose(settings)
	log = settings.logs / "source.log"
	shutil.rmtree(settings.source, ignore_errors=True)
	settings.source.parent.mkdir(parents=True, exist_ok=True)
	if kind == "registry":
		_from_registry(settings, log)
		origin = f"{restore.REQUIREMENT} (Frappe {restore.UPSTREAM_COMMIT} restored)"
	else:
		url, branch = (
			(str(Path(settings.frappe_path).resolve()), settings.frappe_branch)
			if kind == "local"
			else (UPSTREAM, UPSTREAM_BRANCH)
		)
		command(
			["git", "clone", "-q", "--depth", "1", "--branch", branch, _file_url(url), settings.source],
			log=log,
		)
		command(["git", "-C", settings.source, "checkout", "-q", "-b", BRANCH], log=log)
		command(["git", "-C", settings.source, "remote", "remove", "origin"], log=log)
		origin = f"{url} {branch} {_commit(settings.source, 'HEAD')}"
	State(settings).set("source", {"kind": kind, "origin": origin})


def copy_root_files(target: Path) -> None:
	"""Our package.json, bundler, events server and README into a restored framework."""
	shutil.copytree(ROOT_FILES, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))


def version(settings: Settings) -> str:
	"""The framework's own version, e.g. 15.0.0-dev."""
	text = (settings.source / "frappe" / "__init__.py").read_text()
	return re.search(r"""^__version__\s*=\s*["']([^"']+)""", text, re.M).group(1)


def major(settings: Settings) -> int:
	return int(version(settings).partition(".")[0])


def requires_python(settings: Settings) -> str:
	"""The `requires-python` of the framework, with the upper bound its imports imply."""
	with (settings.source / "pyproject.toml").open("rb") as file:
		declared = tomllib.load(file)["project"]["requires-python"]
	# Source of 2023: imports distutils, which Python 3.12 removed.
	return f"{declared},<3.12" if State(settings).get("source", {}).get("kind") == "registry" else declared


def _from_registry(settings: Settings, log: Path) -> None:
	downloads = settings.root / "downloads"
	pip = [
		settings.tools / "bin" / "python",
		"-m",
		"pip",
		"download",
		"--quiet",
		"--no-deps",
		"--only-binary",
		":all:",
	]
	command([*pip, "--dest", downloads, restore.REQUIREMENT], log=log)
	wheel = next(downloads.glob("criscostack-*.whl"))
	requirements = restore.restore(wheel, settings.source)
	(settings.source / "pyproject.toml").write_text(_pyproject(requirements))
	copy_root_files(settings.source)
	(settings.source / ".gitignore").write_text("*.pyc\n__pycache__/\nnode_modules/\n*.egg-info/\n")
	git = ["git", "-C", settings.source, "-c", "user.name=devbench", "-c", "user.email=devbench@localhost"]
	command([*git, "init", "-q", "-b", BRANCH], log=log)
	command([*git, "add", "-A"], log=log)
	command(
		[*git, "commit", "-q", "-m", f"Frappe {restore.UPSTREAM_COMMIT} restored from {restore.REQUIREMENT}"],
		log=log,
	)


def _pyproject(requirements: list[str]) -> str:
	rows = "".join(f"    {requirement!r},\n" for requirement in requirements)
	return f"""[project]
name = "frappe"
description = "Frappe 15.0.0-dev, restored; for evaluation, development and CI only"
readme = "README.md"
requires-python = ">=3.10"
dynamic = ["version"]
dependencies = [
{rows}]

[build-system]
requires = ["flit_core >=3.4,<4"]
build-backend = "flit_core.buildapi"
"""


def _upstream_answers() -> bool:
	try:
		result = subprocess.run(
			["git", "ls-remote", "--heads", UPSTREAM, UPSTREAM_BRANCH],
			capture_output=True,
			timeout=ANSWER_WITHIN,
			env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
		)
	except (subprocess.TimeoutExpired, FileNotFoundError):
		return False
	return result.returncode == 0 and bool(result.stdout.strip())


def _commit(repository: Path, name: str | None) -> str:
	result = subprocess.run(
		["git", "-c", "safe.directory=*", "-C", repository, "rev-parse", "--short=12", f"{name}^{{commit}}"],
		capture_output=True,
		text=True,
	)
	if result.returncode:
		raise CommandFailed(f"{repository} has no branch or tag {name}: {result.stderr.strip()}")
	return result.stdout.strip()


def _file_url(url: str) -> str:
	"""A shallow clone of a folder needs a file:// address."""
	return f"file://{url}" if url.startswith("/") else url
