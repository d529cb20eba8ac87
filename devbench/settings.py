"""Where everything lives, and what the environment may change."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
APP = "tdkt_app"

# What an administrator of the machine may set; printed by `make help`.
VARIABLES = {
	"FRAPPE_PATH": "local clone of Frappe to build on (with FRAPPE_BRANCH); gets a bench folder of its own",
	"FRAPPE_BRANCH": "branch or tag in FRAPPE_PATH, e.g. version-15, v15.92.0, version-16",
	"TDKT_BENCH_DIR": "folder for everything that is built (default: .bench in the checkout)",
	"TDKT_PORT": "web port of `make run` (default: the first free port from 8000)",
	"TDKT_PASSWORD": "password of Administrator and the demo users (default: generated, see bench-info)",
	"TDKT_DB_HOST": "use this MariaDB instead of a private one (with TDKT_DB_PORT, _ROOT_USER, _ROOT_PASSWORD)",
	"TDKT_REDIS_CACHE": "use this Redis URL for the cache instead of a private one",
	"TDKT_REDIS_QUEUE": "use this Redis URL for jobs and events instead of a private one",
}


class Misconfigured(Exception):
	"""The environment asks for something impossible; the message names the variable."""


@dataclass(frozen=True)
class Settings:
	"""Paths and choices of one run, read once from the environment."""

	root: Path
	frappe_path: str | None = None
	frappe_branch: str | None = None
	port: int | None = None
	password: str | None = None
	db_host: str | None = None
	db_port: int = 3306
	db_root_user: str = "root"
	db_root_password: str | None = None
	redis_cache: str | None = None
	redis_queue: str | None = None
	demo_site: str = field(default="tdkt.localhost")
	test_site: str = field(default="test-tdkt.localhost")

	@property
	def bench(self) -> Path:
		return self.root / "bench"

	@property
	def sites(self) -> Path:
		return self.bench / "sites"

	@property
	def python(self) -> Path:
		return self.bench / "env" / "bin" / "python"

	@property
	def tools(self) -> Path:
		return self.root / "tools"

	@property
	def logs(self) -> Path:
		return self.root / "logs"

	@property
	def source(self) -> Path:
		return self.root / "source" / "frappe"

	@classmethod
	def from_environment(cls, env: dict[str, str] | None = None) -> Settings:
		"""Read `VARIABLES`.

		Raises:
		    Misconfigured: FRAPPE_PATH without FRAPPE_BRANCH or the other way round, or a bad port.
		"""
		env = dict(os.environ if env is None else env)
		path, branch = env.get("FRAPPE_PATH"), env.get("FRAPPE_BRANCH")
		if bool(path) != bool(branch):
			raise Misconfigured("FRAPPE_PATH and FRAPPE_BRANCH go together: set both or none")
		folder = ".bench" + (f"-{re.sub(r'[^A-Za-z0-9.]+', '-', branch)}" if branch else "")
		root = Path(env.get("TDKT_BENCH_DIR") or REPO / folder)
		return cls(
			root=root.expanduser().resolve(),
			frappe_path=path,
			frappe_branch=branch,
			port=_port(env, "TDKT_PORT"),
			password=env.get("TDKT_PASSWORD") or None,
			db_host=env.get("TDKT_DB_HOST") or None,
			db_port=_port(env, "TDKT_DB_PORT") or 3306,
			db_root_user=env.get("TDKT_DB_ROOT_USER") or "root",
			db_root_password=env.get("TDKT_DB_ROOT_PASSWORD"),
			redis_cache=env.get("TDKT_REDIS_CACHE") or None,
			redis_queue=env.get("TDKT_REDIS_QUEUE") or None,
		)


def _port(env: dict[str, str], name: str) -> int | None:
	value = env.get(name)
	if not value:
		return None
	if not value.isdigit() or not 0 < int(value) < 65536:
		raise Misconfigured(f"{name}={value!r} is not a port: expected a number from 1 to 65535")
	return int(value)
