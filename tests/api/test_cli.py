"""The command line keeps its promises: plain answers, all problems at once, exit codes a script can trust."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from api.cli import app
from graph_directory.shipped import shipped_folder

COMMANDS = ("serve", "load", "find", "check", "export", "network", "schema")
SEED = str(shipped_folder("seed_data"))


def cli(*arguments: str, store: Path | None = None) -> Result:
    environment = {
        "GRAPH_DIRECTORY_STORE": f"sqlite://{store}" if store else "sqlite:///nowhere/else.db",
        "COLUMNS": "200",
    }
    return CliRunner().invoke(app, list(arguments), env=environment)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "directory.db"
    assert cli("load", SEED, store=store).exit_code == 0
    return store


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    answer = cli(command, "--help")
    assert answer.exit_code == 0
    assert f"Example: graph-directory {command}" in answer.output


def test_there_is_no_command_without_a_test() -> None:
    assert set(typer.main.get_command(app).commands) == set(COMMANDS)  # type: ignore[attr-defined]


def test_no_command_at_all_shows_what_there_is_and_is_wrong_use() -> None:
    answer = cli()
    assert answer.exit_code == 2
    assert all(command in answer.output for command in COMMANDS)


def test_loading_tells_what_is_new_and_then_that_nothing_changed(tmp_path: Path) -> None:
    store = tmp_path / "directory.db"
    first = cli("load", SEED, store=store)
    assert (first.exit_code, "Loaded: 3791 new, 0 changed, 0 unchanged." in first.output) == (0, True)
    again = cli("load", SEED, "--json", store=store)
    assert json.loads(again.stdout)["version"] == 1
    assert json.loads(again.stdout)["new"] == {}


def test_a_dry_run_loads_nothing(tmp_path: Path) -> None:
    store = tmp_path / "directory.db"
    assert "Would change: 3791 new" in cli("load", SEED, "--dry-run", store=store).output
    assert "Would change: 3791 new" in cli("load", SEED, "--dry-run", store=store).output


def test_every_problem_is_listed_with_its_line_and_nothing_is_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(SEED, folder)
    file = folder / "organisations.json"
    text = file.read_text("utf-8").replace('"kind": "helpline"', '"kind": "helplin"', 2)
    file.write_text(text, "utf-8")
    store = tmp_path / "directory.db"
    answer = cli("load", str(folder), store=store)
    assert answer.exit_code == 1
    assert len(re.findall(r"organisations\.json:\d+: kind: 'helplin' .*helpline", answer.output)) == 2
    assert "nothing was loaded" in answer.output
    assert json.loads(cli("load", SEED, "--dry-run", "--json", store=store).stdout)["version"] == 0


def test_checking_needs_no_store_and_counts_warnings_as_problems(tmp_path: Path) -> None:
    assert cli("check", SEED).exit_code == 0
    folder = tmp_path / "data"
    shutil.copytree(SEED, folder)
    file = folder / "contact_points.json"
    file.write_text(file.read_text("utf-8").replace('"admin@payoke.be"', '"anna.peeters@example.org"', 1), "utf-8")
    answer = cli("check", str(folder), "--json")
    assert answer.exit_code == 1
    (problem,) = json.loads(answer.stdout)["problems"]
    assert (problem["field"], problem["severity"]) == ("emails[0]", "warning")
    assert cli("load", str(folder), store=tmp_path / "directory.db").exit_code == 0


def test_an_export_loads_back_without_a_change(filled: Path, tmp_path: Path) -> None:
    assert "Wrote 3791 records" in cli("export", str(tmp_path / "out"), store=filled).output
    answer = cli("load", str(tmp_path / "out"), "--dry-run", store=filled)
    assert "Would change: 0 new, 0 changed, 3791 unchanged." in answer.output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("load", "no-such-folder"), 2, "does not exist"),
        (("load", SEED, "--store", "mysql://host"), 2, "names no store"),
        (("load", SEED, "--store", "sqlite:///dev/null/directory.db"), 1, "cannot be made"),
        (("find",), 2, "Say whom you look for"),
        (("find", "--theme", "nothing"), 2, "trafficking"),
        (("serve", "--port", "70000"), 2, "65535"),
        (("serve", "--store", "mysql://host", "--port", "0"), 2, "names no store"),
    ],
)
def test_wrong_use_and_a_store_that_cannot_be_used_are_told_in_plain_words(
    arguments: tuple[str, ...], code: int, says: str
) -> None:
    answer = cli(*arguments)
    assert (answer.exit_code, says in answer.output) == (code, True), answer.output
    assert "Traceback" not in answer.output


def test_finding_gives_a_name_why_and_a_way_to_reach_it(filled: Path) -> None:
    answer = cli("find", "--from", "be-payoke", "--to-place", "Eindhoven", "--service", "shelter", store=filled)
    assert answer.exit_code == 0, answer.output
    assert re.search(r"^1\. .+ \(NL, .+\)  \[nl-", answer.output, re.MULTILINE)
    assert "   Why: " in answer.output
    assert "How far the search went:" in answer.output


def test_finding_as_data_names_things_as_the_graphql_contract_does(filled: Path) -> None:
    answer = cli(
        "find", "--to-country", "nl", "--theme", "trafficking", "--lang", "nl", "--first", "2", "--json", store=filled
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    assert {"matches", "matchLevel", "fallbackReason", "tried", "understood", "missing"} <= set(found)
    assert 1 <= len(found["matches"]) <= 2
    for match in found["matches"]:
        assert match["organisation"]["country"] == "NL"
        assert match["reasons"]
        assert all(reason["text"] and reason["code"] for reason in match["reasons"])


def test_an_unknown_asker_is_told_with_near_slugs(filled: Path) -> None:
    answer = cli("find", "--from", "be-payok", "--to-country", "NL", store=filled)
    assert (answer.exit_code, "be-payoke" in answer.output) == (1, True)
    assert answer.output.count("\n") == 1


def test_the_schema_is_printed_as_text() -> None:
    answer = cli("schema")
    assert answer.exit_code == 0
    assert "findCounterparts(" in answer.stdout


def test_a_taken_port_is_told_in_one_line(filled: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = cli("serve", "--port", str(port), store=filled)
    assert (answer.exit_code, f"Port {port} on 127.0.0.1 is taken" in answer.output) == (2, True)
    assert answer.output.count("\n") == 1


@pytest.fixture(params=["1", "2"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", "from api.cli import main; main()"]
    arguments = ["serve", "--port", "0", "--workers", request.param, "--store", f"sqlite://{tmp_path}/directory.db"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.send_signal(signal.SIGINT)
        process.wait(20)


def test_the_address_is_printed_when_the_seed_directory_can_be_asked(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    address = re.search(r"http://(127\.0\.0\.1):(\d+)", server.stdout.readline())
    assert address is not None
    connection = http.client.HTTPConnection(address[1], int(address[2]), timeout=20)
    query = json.dumps({"query": "{ directory { version organisations } }"})
    connection.request("POST", "/graphql", query, {"Content-Type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    assert answer["data"]["directory"] == {"version": 1, "organisations": 493}


def test_a_reader_gets_the_answer_however_many_processes_there_are(server: subprocess.Popen[str]) -> None:
    assert server.stdout is not None
    address = re.search(r"http://(127\.0\.0\.1):(\d+)", server.stdout.readline())
    assert address is not None
    assert isinstance(server.args, list)
    several = "2" in server.args
    for _ in range(6):  # whichever process hears them
        connection = http.client.HTTPConnection(address[1], int(address[2]), timeout=20)
        form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        connection.request("POST", "/en/answer", "asker=be-payoke&country=NL&service=shelter", form)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == (200 if several else 303)
        if not several:
            connection.request("GET", answer.headers["Location"])
            answer = connection.getresponse()
            assert b"Start with" in answer.read()
