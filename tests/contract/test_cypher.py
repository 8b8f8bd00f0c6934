"""Every statement of the Neo4j store, as each line of the server judges it; and text that is query syntax elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase, NotificationClassification

from graph_directory.stores.neo4j import queries
from graph_directory.stores.neo4j.migrations import migrations
from graph_directory.stores.neo4j.queries import own_text, statement
from tests.neo4j_server.server import Server

pytestmark = pytest.mark.neo4j
FOLDER = Path(queries.__file__).with_name("cypher")
NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in FOLDER.glob("*/*.cypher"))
PARTS = {
    "label": "Organisation",
    "key": "slug",
    "link": "SERVES",
    "links": "SERVES|STATED_BY",
    "other": "Source",
    "other_key": "slug",
    "referral": "REFERS",
    "hops": "3",
}


@pytest.fixture(scope="module", params=["neo4j_server", "neo4j_calendar_server"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    server: Server = request.getfixturevalue(request.param)
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_no_statement_is_deprecated_on_either_line(driver: Driver, name: str) -> None:
    assert _deprecated(driver, _text(name)) == []


def test_no_migration_is_deprecated_on_either_line(driver: Driver) -> None:
    for migration in migrations():
        for text in migration.statements:
            assert _deprecated(driver, text) == []


def test_a_deprecated_statement_would_be_noticed(driver: Driver, deprecations: list[str]) -> None:
    assert _deprecated(driver, "MATCH (n) RETURN id(n) AS answer")
    assert deprecations
    deprecations.clear()


def test_a_statement_says_in_its_first_line_what_it_is_for() -> None:
    assert all((FOLDER / f"{name}.cypher").read_text("utf-8").startswith("// ") for name in NAMES)


@pytest.mark.parametrize("hostile", ["REFERS]->() DETACH DELETE (n", "a b", "A;B", "`x`", "100000"])
def test_what_is_no_name_never_becomes_part_of_a_statement(hostile: str) -> None:
    with pytest.raises(ValueError, match="cannot stand"):
        statement("writing/put_referrals", {"rows": []}, referral=hostile)


def test_a_parameter_too_many_or_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="takes"):
        statement("reading/alive", {"surprise": 1})
    with pytest.raises(ValueError, match="takes"):
        statement("reading/hidden", {})


@pytest.mark.parametrize("name", ["reading/directory", "reading/changes_between", "reading/change_pages"])
def test_what_every_reader_asks_does_not_take_longer_as_the_history_grows(driver: Driver, name: str) -> None:
    for migration in migrations():
        for definition in migration.statements:
            driver.execute_query(own_text(definition))
    text = _text(name)
    plan = driver.execute_query(own_text(f"EXPLAIN {text}"), dict.fromkeys(queries.parameters_of(text), 1)).summary.plan
    steps = _steps(plan)
    assert any("IndexSeek" in step for step in steps), steps
    assert not any("Scan" in step for step in steps), steps


def _steps(plan: Any) -> list[str]:
    below = [step for child in plan.get("children", ()) for step in _steps(child)]
    return [plan["operatorType"], *below]


def _text(name: str) -> str:
    raw = (FOLDER / f"{name}.cypher").read_text("utf-8")
    wanted = dict.fromkeys(queries.parameters_of(raw))
    parts = {part: value for part, value in PARTS.items() if f"«{part}»" in raw}
    return statement(name, wanted, **parts)


def _deprecated(driver: Driver, text: str) -> list[str]:
    wanted = dict.fromkeys(queries.parameters_of(text))
    summary = driver.execute_query(own_text(f"EXPLAIN {text}"), wanted).summary
    told = NotificationClassification.DEPRECATION
    return [status.status_description for status in summary.gql_status_objects if status.classification == told]
