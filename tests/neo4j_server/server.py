"""A real Neo4j server for tests and benchmarks: one that was given, one in Docker, or one started with Java."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from neo4j import Auth, Driver, GraphDatabase, basic_auth
from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j_server.lines import LTS, Line, find_java, jars

READY_WITHIN = 120.0


class NoServerError(Exception):
    """No Neo4j can be had here; the message says what was looked for."""


class Server(Protocol):
    """A running server: where it listens, how to get in, and how to treat it badly."""

    url: str
    user: str
    password: str
    database: str
    may_be_killed: bool

    def start(self) -> None: ...

    def kill(self) -> None: ...

    def stop(self) -> None: ...


class GivenServer:
    """The server that `GRAPH_DIRECTORY_TEST_NEO4J` names; it is never stopped, and its database is emptied."""

    may_be_killed = False

    def __init__(self, url: str) -> None:
        self.url = url
        self.user = os.environ.get("GRAPH_DIRECTORY_NEO4J_USER", "neo4j")
        self.password = os.environ.get("GRAPH_DIRECTORY_NEO4J_PASSWORD", "")
        self.database = os.environ.get("GRAPH_DIRECTORY_NEO4J_DATABASE", "neo4j")

    def start(self) -> None:
        """Waits until it answers."""
        _wait_until_ready(self)

    def kill(self) -> None:
        """Refuses: it is not ours."""
        raise AssertionError("a given server is not ours to kill")

    def stop(self) -> None:
        """Leaves it running."""


class DockerServer:
    """The official Community image in a container of its own, on a free loopback port."""

    may_be_killed = True

    def __init__(self, line: Line = LTS) -> None:
        self.user, self.password, self.database = "neo4j", secrets.token_hex(12), "neo4j"
        self._port = _free_port()
        self.url = f"bolt://127.0.0.1:{self._port}"
        self._name = f"graph-directory-test-{self._port}"
        self._image = f"neo4j:{line.version}-community"
        self._made = False

    def start(self) -> None:
        """Makes the container or starts it again, and waits until it answers."""
        if self._made:
            _docker("start", self._name)
        else:
            settings = [f"NEO4J_AUTH=neo4j/{self.password}", "NEO4J_server_memory_heap_max__size=512m"]
            settings += ["NEO4J_dbms_usage__report_enabled=false"]
            given = [part for setting in settings for part in ("-e", setting)]
            _docker("run", "-d", "--name", self._name, "-p", f"127.0.0.1:{self._port}:7687", *given, self._image)
            self._made = True
        _wait_until_ready(self)

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        _docker("kill", "--signal=KILL", self._name)

    def stop(self) -> None:
        """Takes the container away with all it holds."""
        _docker("rm", "-f", "-v", self._name)


class JavaServer:
    """A server from Maven Central as a child process, with a temporary home on a free loopback port."""

    may_be_killed = True

    def __init__(self, line: Line = LTS, heap: str = "512m", page_cache: str = "64m") -> None:
        java = find_java(line)
        if java is None:
            raise NoServerError(f"no Java {' or '.join(map(str, line.java))} for Neo4j {line.version}")
        self.user, self.password, self.database = "neo4j", secrets.token_hex(12), "neo4j"
        self.home = Path(tempfile.mkdtemp(prefix="graph-directory-neo4j-"))
        self._port = _free_port()
        self.url = f"bolt://127.0.0.1:{self._port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._java = [str(java), f"-Xmx{heap}", *line.flags, "-cp", f"{jars(line)}/*"]
        self._command = [*self._java, line.main_class]
        self._command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"]
        self._password_is_set = False
        self._write_configuration(line, heap, page_cache)

    def start(self) -> None:
        """Starts the process, sets the password the first time, and waits until it answers."""
        with (self.home / "console.log").open("ab") as log:
            self.process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if not self._password_is_set:
            _wait_until_ready(self, basic_auth("neo4j", "neo4j"))
            with _driver(self, basic_auth("neo4j", "neo4j")) as driver:
                setting = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
                driver.execute_query(setting, {"password": self.password}, database_="system")
            self._password_is_set = True
        _wait_until_ready(self)

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self._end(signal.SIGKILL)

    def shut_down(self) -> None:
        """Ends it in order and keeps its home."""
        self._end(signal.SIGTERM)

    def admin(self, *arguments: str) -> None:
        """What `neo4j-admin` does with these arguments, on the home of this server while it is shut down.

        Raises subprocess.CalledProcessError when it cannot.
        """
        home = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = [*self._java, "org.neo4j.cli.AdminTool", *arguments]
        subprocess.run(command, env={**os.environ, **home}, check=True, capture_output=True, timeout=300)

    def stop(self) -> None:
        """Ends it and takes its home away; no orderly end, since nothing of it is kept."""
        self._end(signal.SIGKILL)
        shutil.rmtree(self.home, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=30)
        self.process = None

    def _write_configuration(self, line: Line, heap: str, page_cache: str) -> None:
        for folder in ("conf", "data", "logs", "plugins", "import", "run"):
            (self.home / folder).mkdir()
        listen = f"127.0.0.1:{self._port}"
        settings = [
            "server.default_listen_address=127.0.0.1",
            f"server.bolt.listen_address={listen}",
            f"server.bolt.advertised_address={listen}",
            "server.http.enabled=false",
            "server.https.enabled=false",
            "dbms.usage_report.enabled=false",
            "dbms.security.auth_enabled=true",
            "dbms.security.auth_max_failed_attempts=0",  # a test gives a wrong password on purpose
            f"server.memory.heap.max_size={heap}",
            f"server.memory.pagecache.size={page_cache}",
            *line.extra_settings,
        ]
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(settings) + "\n", "utf-8")


def find_server(line: Line = LTS) -> Server:
    """A server as the contract orders them: the one given, Docker, Java with Maven. Not started yet.

    Raises NoServerError when there is none to be had.
    """
    if given := os.environ.get("GRAPH_DIRECTORY_TEST_NEO4J"):
        return GivenServer(given)
    if _docker_engine_answers():
        return DockerServer(line)
    if shutil.which("mvn") is None:
        raise NoServerError("no GRAPH_DIRECTORY_TEST_NEO4J, no Docker engine, no Maven")
    try:
        return JavaServer(line)
    except subprocess.SubprocessError as error:
        raise NoServerError(f"Maven could not resolve Neo4j {line.version}: {error}") from error


def _docker_engine_answers() -> bool:
    if shutil.which("docker") is None:
        return False
    try:
        return subprocess.run(["docker", "info"], capture_output=True, check=False, timeout=15).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _docker(*arguments: str) -> None:
    subprocess.run(["docker", *arguments], check=True, capture_output=True, timeout=600)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _driver(server: Server, auth: Auth) -> Driver:
    return GraphDatabase.driver(server.url, auth=auth, connection_timeout=2, max_transaction_retry_time=0)


def _wait_until_ready(server: Server, auth: Auth | None = None) -> None:
    # Short connections of our own: the driver's retry would sleep for seconds between two tries.
    auth = auth or basic_auth(server.user, server.password)
    until = time.monotonic() + READY_WITHIN
    while True:
        with suppress(DriverError, Neo4jError, OSError), _driver(server, auth) as driver:
            driver.verify_connectivity()
            return
        if time.monotonic() > until:
            raise NoServerError(f"the server at {server.url} did not answer within {READY_WITHIN:.0f} s")
        time.sleep(0.2)
