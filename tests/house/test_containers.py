"""The image and the composition keep what they promise, as far as it can be read without an engine."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from house_files import ROOT

from graph_directory.settings import Settings

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_port_is_published_on_loopback_only(name: str) -> None:
    assert SERVICES[name]["ports"]
    assert all(str(port).startswith("127.0.0.1:") for port in SERVICES[name]["ports"])


def test_the_service_waits_for_a_healthy_neo4j() -> None:
    assert SERVICES["directory"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert SERVICES["neo4j"]["healthcheck"]["test"]


def test_no_password_stands_in_the_composition() -> None:
    assert COMPOSE["secrets"]["neo4j_password"] == {"file": "./secrets/neo4j_password"}
    for service in SERVICES.values():
        assert "neo4j_password" in service["secrets"]
        assert not [name for name in service["environment"] if name.endswith(("PASSWORD", "AUTH"))]
    assert "secrets/" in (ROOT / ".gitignore").read_text("utf-8").split()


def test_the_service_reads_the_settings_that_the_composition_gives(tmp_path: Any) -> None:
    secret = tmp_path / "neo4j_password"
    secret.write_text("a secret\n", "utf-8")
    given = SERVICES["directory"]["environment"]
    assert given["GRAPH_DIRECTORY_NEO4J_PASSWORD_FILE"] == "/run/secrets/neo4j_password"
    settings = Settings.from_env({**given, "GRAPH_DIRECTORY_NEO4J_PASSWORD_FILE": str(secret)})
    assert (settings.store, settings.neo4j_password) == ("bolt://neo4j:7687", "a secret")


def test_what_neo4j_keeps_outlives_its_container() -> None:
    kept = {volume.split(":")[1] for volume in SERVICES["neo4j"]["volumes"]}
    assert "/data" in kept
    assert set(COMPOSE["volumes"]) == {volume.split(":")[0] for volume in SERVICES["neo4j"]["volumes"]}


def test_the_service_may_write_nowhere_but_where_it_must() -> None:
    service = SERVICES["directory"]
    assert (service["read_only"], service["cap_drop"], service["tmpfs"]) == (True, ["ALL"], ["/tmp"])


def test_the_image_runs_as_a_user_of_its_own_and_says_how_it_is() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER (?!root)\w+$", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
    assert "/healthz" in last_stage


def test_what_the_image_copies_is_there_and_sent_to_the_engine() -> None:
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE) for name in line.split()[:-1]
    }
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)
