"""Private Redis instances (cache; queue and events), or those the environment names."""

from __future__ import annotations

from devbench import processes
from devbench.settings import Settings
from devbench.steps import State

FIRST_PORTS = {"cache": 13000, "queue": 11000}


def urls(settings: Settings) -> dict[str, str]:
	"""{"cache": url, "queue": url}"""
	given = {"cache": settings.redis_cache, "queue": settings.redis_queue}
	return {role: given[role] or f"redis://127.0.0.1:{_port(settings, role)}" for role in FIRST_PORTS}


def start(settings: Settings) -> None:
	"""Start the private instances that do not run yet."""
	given = {"cache": settings.redis_cache, "queue": settings.redis_queue}
	for role in FIRST_PORTS:
		name = f"redis-{role}"
		if given[role] or processes.is_running(settings, name):
			continue
		if processes.answers(_port(settings, role)):
			State(settings).set(f"redis_{role}_port", processes.free_port(FIRST_PORTS[role]))
		port = _port(settings, role)
		# Cache and queue of a bench need not survive a restart.
		volatile = ["--save", "", "--appendonly", "no"]
		memory = ["--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru"] if role == "cache" else []
		processes.start(
			settings,
			name,
			["redis-server", "--bind", "127.0.0.1", "--port", str(port), *volatile, *memory],
			cwd=settings.logs,
		)
		processes.wait_for(f"Redis ({role})", lambda port=port: processes.answers(port), settings, name, 20)


def _port(settings: Settings, role: str) -> int:
	return State(settings).once(f"redis_{role}_port", lambda: processes.free_port(FIRST_PORTS[role]))
