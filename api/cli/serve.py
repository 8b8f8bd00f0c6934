"""`serve`: the pages and the GraphQL API on this machine."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import threading
import time
from dataclasses import dataclass
from typing import Annotated

import typer

from api.cli.load import run_load
from api.cli.running import StoreOption, run, settings_for, told
from graph_directory.errors import SettingsError
from graph_directory.importing import LoadOptions
from graph_directory.settings import Settings
from graph_directory.shipped import shipped_folder
from graph_directory.stores import is_embedded, open_store


@dataclass(frozen=True, slots=True)
class _Place:
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    store: StoreOption = None,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 1,
) -> None:
    """Serve the pages and the GraphQL API; the address is printed when both can be used."""
    with told():
        settings = settings_for(store)
        _check_rules(settings)
        listening = _listen(host, port)
        _prepare(settings)
    os.environ["GRAPH_DIRECTORY_STORE"] = settings.store  # worker processes read their settings from here
    if workers > 1:
        os.environ["GRAPH_DIRECTORY_HOLD_QUESTIONS"] = "0"  # what one process holds, another does not find
    place = _Place(host, listening.getsockname()[1])
    threading.Thread(target=_announce, args=(place,), daemon=True).start()
    _serve(listening, workers)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"Port {port} on {host} is taken. Choose another with --port.") from error
        raise SettingsError(f"Cannot listen on {host}:{port}: {error.strerror or error}.") from error
    return listening


def _check_rules(settings: Settings) -> None:
    if settings.trusted_documents:
        from api.graphql.rules import Rules  # noqa: PLC0415  (the schema takes a moment to build)

        Rules.of(settings)


def _prepare(settings: Settings) -> None:
    version = run(_version(settings))
    if version == 0 and is_embedded(settings):
        options = LoadOptions(by="installation", why="First start: the seed directory was loaded.")
        run_load(settings, [shipped_folder("seed_data")], options)


async def _version(settings: Settings) -> int:
    opened = await open_store(settings)
    try:
        return (await (await opened.reader()).info()).version
    finally:
        await opened.close()


def _serve(listening: socket.socket, workers: int) -> None:
    import uvicorn  # noqa: PLC0415  (only this command needs a web server)
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    config = uvicorn.Config("api.asgi:app", workers=workers, log_level="warning")
    server = uvicorn.Server(config)
    try:
        if workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            server.run(sockets=[listening])
    except KeyboardInterrupt:
        return
    if workers == 1 and not server.started:
        raise typer.Exit(1)


def _announce(place: _Place) -> None:
    while not _ready(place):
        time.sleep(0.05)
    print(f"Graph Directory is ready at {place.address}", flush=True)


def _ready(place: _Place) -> bool:
    # asked over the wire, so that it holds for one process as for several
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.host, place.host)  # noqa: S104  (compared, not bound)
    connection = http.client.HTTPConnection(host, place.port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
