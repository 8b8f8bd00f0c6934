"""What is generated and committed is what would be generated now."""

from __future__ import annotations

import re
import tomllib

from house_files import ROOT

from tools.printed_schema import PRINTED, printed
from tools.vocabulary import GENERATED, generated

_LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==[^\s;]+", re.MULTILINE)


def test_the_vocabulary_is_what_the_schema_folder_says() -> None:
    assert GENERATED.read_text("utf-8") == generated(), "run `python -m tools.vocabulary`"


def test_the_committed_graphql_schema_is_the_code_s() -> None:
    assert PRINTED.read_text("utf-8") == printed(), "run `python -m tools.printed_schema`"


def test_the_locks_hold_every_package_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["fast"]]
    asked += project["dependency-groups"]["build"]
    assert _names(asked) <= _locked("requirements.lock"), "run `make lock`"
    assert _names([*asked, *project["dependency-groups"]["dev"]]) <= _locked("requirements-dev.lock"), "run `make lock`"


def test_tests_run_on_the_versions_that_users_get() -> None:
    pins = (ROOT / "requirements.lock").read_text("utf-8")
    tested = (ROOT / "requirements-dev.lock").read_text("utf-8").splitlines()
    assert [line for line in pins.splitlines() if "==" in line and line not in tested] == []


def test_every_locked_package_has_a_hash() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        entries = (ROOT / lock).read_text("utf-8").split("\n    --hash")
        assert len(entries) > 100
        assert re.search(r"==\S+( ;.*)?\n(?!    --hash)", (ROOT / lock).read_text("utf-8")) is None


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[~=<>; ]", wanted)[0].lower().replace("_", "-") for wanted in requirements}


def _locked(lock: str) -> set[str]:
    return set(_LOCKED.findall((ROOT / lock).read_text("utf-8")))
