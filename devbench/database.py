"""A private MariaDB under `.bench/mariadb`, or the one the environment names."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass

from devbench import processes
from devbench.settings import Settings
from devbench.steps import CommandFailed, State, command

NAME = "mariadb"
FIRST_PORT = 13306


@dataclass(frozen=True)
class Server:
	"""How to reach the database server as an administrator."""

	host: str
	port: int
	user: str
	password: str


def server(settings: Settings) -> Server:
	if settings.db_host:
		return Server(
			settings.db_host, settings.db_port, settings.db_root_user, settings.db_root_password or ""
		)
	state = State(settings)
	port = state.once("db_port", lambda: processes.free_port(FIRST_PORT))
	return Server(
		"127.0.0.1", port, "root", state.once("db_root_password", lambda: secrets.token_urlsafe(18))
	)


def create(settings: Settings) -> None:
	"""Make the data directory with a password for root (nothing to do for a given server)."""
	if settings.db_host:
		return
	home = settings.root / NAME
	shutil.rmtree(home, ignore_errors=True)
	(home / "run").mkdir(parents=True)
	log = settings.logs / "mariadb-install.log"
	command(
		[
			"mariadb-install-db",
			"--no-defaults",
			f"--datadir={home / 'data'}",
			"--auth-root-authentication-method=normal",
			"--skip-test-db",
			*_as_root(),
		],
		log=log,
	)
	# Grants are written once by the server itself, before it ever listens on a port.
	password = server(settings).password
	statements = (
		"USE mysql;\n"
		"FLUSH PRIVILEGES;\n"
		f"CREATE OR REPLACE USER 'root'@'localhost' IDENTIFIED BY '{password}', 'root'@'127.0.0.1' IDENTIFIED BY '{password}';\n"
		"GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost', 'root'@'127.0.0.1' WITH GRANT OPTION;\n"
		"DELETE FROM global_priv WHERE User = '' OR (User = 'root' AND Host NOT IN ('localhost', '127.0.0.1'));\n"
		"FLUSH PRIVILEGES;\n"
	)
	command(
		[_program(), "--no-defaults", *_as_root(), f"--datadir={home / 'data'}", "--bootstrap"],
		log=log,
		text=statements,
	)


def present(settings: Settings) -> bool:
	return bool(settings.db_host) or (settings.root / NAME / "data" / "mysql").is_dir()


def start(settings: Settings) -> None:
	"""Start the private server when it is not running, and wait until it answers."""
	if settings.db_host:
		_check(settings)
		return
	if processes.is_running(settings, NAME):
		return
	home, state = settings.root / NAME, State(settings)
	if processes.answers(server(settings).port):  # somebody else took the port meanwhile
		state.set("db_port", processes.free_port(FIRST_PORT))
	(home / "run").mkdir(parents=True, exist_ok=True)
	processes.start(
		settings,
		NAME,
		[
			_program(),
			"--no-defaults",
			*_as_root(),
			f"--datadir={home / 'data'}",
			f"--socket={_socket(settings)}",
			f"--pid-file={home / 'run' / 'mariadb.pid'}",
			"--bind-address=127.0.0.1",
			f"--port={server(settings).port}",
			"--character-set-server=utf8mb4",
			"--collation-server=utf8mb4_unicode_ci",
			"--skip-character-set-client-handshake",
			"--skip-name-resolve",
			"--innodb-buffer-pool-size=512M",
			"--innodb-log-file-size=128M",
			# Losing the last second on a power cut is fine for a bench; new-site takes a third of the time.
			"--innodb-flush-log-at-trx-commit=2",
			"--innodb-doublewrite=0",
			"--max-allowed-packet=256M",
		],
	)
	processes.wait_for("MariaDB", lambda: _answers(settings), settings, NAME)


def execute(settings: Settings, sql: str, database: str = "") -> str:
	"""Run statements as administrator; returns the client's output, tab separated, without heads."""
	at = server(settings)
	return command(
		[*_connect(at), "--batch", "--skip-column-names", *([database] if database else [])],
		log=settings.logs / "sql.log",
		env={"MYSQL_PWD": at.password},
		text=sql,
	)


def version(settings: Settings) -> str:
	return execute(settings, "SELECT VERSION()").strip()


def _check(settings: Settings) -> None:
	try:
		execute(settings, "SELECT 1")
	except CommandFailed as error:
		raise CommandFailed(f"the MariaDB named by TDKT_DB_HOST does not let us in: {error}") from error


def _answers(settings: Settings) -> bool:
	at = server(settings)
	result = subprocess.run(
		[*_connect(at), "-e", "SELECT 1"], capture_output=True, env={**os.environ, "MYSQL_PWD": at.password}
	)
	return result.returncode == 0


def _connect(at: Server) -> list[str]:
	client = shutil.which("mariadb") or "mysql"
	return [client, "--no-defaults", f"--host={at.host}", f"--port={at.port}", f"--user={at.user}"]


def _socket(settings: Settings) -> str:
	"""The socket of the private server; a socket's path may have 107 bytes, so a deep checkout gets a short one."""
	path = settings.root / NAME / "run" / "mariadb.sock"
	if len(str(path)) < 100:
		return str(path)
	return str(State(settings).once("db_socket", lambda: f"/tmp/tdkt-{secrets.token_hex(6)}.sock"))


def _program() -> str:
	return shutil.which("mariadbd") or shutil.which("mysqld") or "/usr/sbin/mariadbd"


def _as_root() -> list[str]:
	return ["--user=root"] if os.geteuid() == 0 else []
