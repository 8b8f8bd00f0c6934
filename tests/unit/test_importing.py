"""Loading promises: every problem at once with file and line, and nothing written while there is one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_directory.errors import DataProblems, Problem
from graph_directory.importing import LoadOptions, check_files, load_files
from graph_directory.records import RECORD_FILES
from graph_directory.settings import Settings
from graph_directory.store import RecordKind, Store
from graph_directory.stores import open_store

AREA = {
    "code": "BE",
    "level": 0,
    "kind": "country",
    "country": "BE",
    "parent": None,
    "names": {"en": "Belgium"},
    "lat": 50.6,
    "lon": 4.7,
}
SOURCE = {"id": "src-one", "title": "A page", "publisher": "", "url": "https://example.org/a"}
HOUSE = {
    "id": "be-house",
    "names": {"en": "House"},
    "country": "BE",
    "kind": "shelter",
    "areas": ["BE"],
    "description": {"en": "Gives shelter."},
    "sources": ["src-one"],
}
OFFICE = {**HOUSE, "id": "be-office", "kind": "police"}
PHONE = {
    "number": "+3225111111",
    "display": "+32 2 511 11 11",
    "e164": "+3225111111",
    "type": "fixed",
    "region": "BE",
    "reachable_from_abroad": None,
}
DESK = {
    "id": "be-house-desk",
    "organisation": "be-house",
    "label": "Desk",
    "audience": "public",
    "sources": ["src-one"],
}
TIE = {
    "id": "rel--be-office--be-house",
    "from": "be-office",
    "to": "be-house",
    "kind": "refers",
    "status": "documented",
    "cross_border": False,
    "condition": "When a bed is needed.",
    "sources": ["src-one"],
}

Records = dict[RecordKind, list[dict[str, Any]]]
Folder = Callable[[Records], Path]


def sound(**changed: dict[str, Any]) -> Records:
    """A folder without any problem, with keys of single records changed: house, office, desk, tie, area, source."""
    return {
        RecordKind.AREA: [{**AREA, **changed.get("area", {})}],
        RecordKind.SOURCE: [{**SOURCE, **changed.get("source", {})}],
        RecordKind.ORGANISATION: [{**HOUSE, **changed.get("house", {})}, {**OFFICE, **changed.get("office", {})}],
        RecordKind.CONTACT_POINT: [{**DESK, "phones": [PHONE], **changed.get("desk", {})}],
        RecordKind.REFERRAL: [{**TIE, **changed.get("tie", {})}],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def written(records: Records) -> Path:
        for kind, rows in records.items():
            (tmp_path / RECORD_FILES[kind]).write_text(json.dumps(rows, indent=1), "utf-8")
        return tmp_path

    return written


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await open_store(Settings(f"sqlite://{tmp_path}/store/directory.db"))
    yield opened
    await opened.close()


async def problems(path: Path) -> list[Problem]:
    try:
        return list((await check_files([path], strict=False)).warnings)
    except DataProblems as found:
        return list(found.problems)


async def test_a_sound_folder_has_no_problem(folder: Folder) -> None:
    assert await problems(folder(sound())) == []


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"house": {"kind": "sheltre"}}, "kind", "shelter"),
        ({"house": {"themes": ["traficking"]}}, "themes[0]", "trafficking"),
        ({"house": {"themes": "trafficking"}}, "themes", "list"),
        ({"house": {"themes": ["drugs", "drugs"]}}, "themes[1]", "twice"),
        ({"house": {"alias": []}}, "alias", "aliases"),
        ({"house": {"names": {}}}, "names", "by language"),
        ({"house": {"names": {"es": "Casa"}}}, "names", "'es'"),
        ({"house": {"names": {"en": " "}}}, "names.en", "empty"),
        ({"house": {"description": {"nl": "Geeft onderdak."}}}, "description", "English"),
        ({"house": {"country": "Belgium"}}, "country", "two capital letters"),
        ({"house": {"id": "Be House"}}, "id", "small letters"),
        ({"house": {"group_entry": "yes"}}, "group_entry", "true or false"),
        ({"house": {"min_age": 200}}, "min_age", "120"),
        ({"house": {"min_age": "18"}}, "min_age", "whole number"),
        ({"house": {"min_age": 18, "max_age": 12}}, "max_age", "lower"),
        ({"house": {"valid_from": "24-07-2023"}}, "valid_from", "2023-07-24"),
        ({"house": {"valid_from": "2023-02-30"}}, "valid_from", "calendar"),
        ({"house": {"valid_from": "2023-13"}}, "valid_from", "calendar"),
        ({"house": {"valid_from": "2024", "valid_to": "2023-05"}}, "valid_to", "before"),
        ({"house": {"sources": []}}, "sources", "at least 1"),
        ({"house": {"sources": ["src-none"]}}, "sources", "no source 'src-none'"),
        ({"house": {"areas": ["BE99"]}}, "areas", "no area 'BE99'"),
        ({"house": {"parent": "be-offic"}}, "parent", "be-office"),
        ({"house": {"parent": "be-house"}}, "parent", "its own"),
        ({"house": {"parent": "be-office"}, "office": {"parent": "be-house"}}, "parent", "inside itself"),
        ({"house": {"access": {"text": "By phone.", "direct": True}}}, "access.mandate", "missing"),
        ({"house": {"exclusive_powers": [{}]}}, "exclusive_powers[0].service", "missing"),
        ({"house": {"visibility": "secret"}}, "visibility", "restricted"),
        ({"house": {"status": None}}, "status", "null"),
        ({"desk": {"phones": [{**PHONE, "e164": "+32251111"}]}}, "phones[0].e164", "can exist"),
        ({"desk": {"phones": [{**PHONE, "e164": "02 511 11 11"}]}}, "phones[0].e164", "begin with +"),
        ({"desk": {"phones": [{**PHONE, "number": "025111111"}]}}, "phones[0].number", "equal e164"),
        ({"desk": {"phones": [{**PHONE, "e164": None}]}}, "phones[0].reachable_from_abroad", "false"),
        ({"desk": {"phones": [{**PHONE, "type": "landline"}]}}, "phones[0].type", "fixed"),
        ({"desk": {"phones": ["+3225111111"]}}, "phones[0]", "object"),
        ({"desk": {"emails": ["not a mailbox"]}}, "emails[0]", "e-mail"),
        ({"desk": {"urls": ["www.example.org"]}}, "urls[0]", "https://"),
        ({"desk": {"urls": ["javascript:alert(1)"]}}, "urls[0]", "https://"),
        ({"desk": {"hours": "weekdays nine to five"}}, "hours", "opening_hours"),
        ({"desk": {"languages": ["Dutch"]}}, "languages[0]", "two small letters"),
        ({"desk": {"address": {"street": "Kade 1"}}}, "address.locality", "text"),
        ({"desk": {"also_serves": ["be-house"]}}, "also_serves", "owner"),
        ({"desk": {"organisation": "be-huis"}}, "organisation", "no organisation 'be-huis'"),
        ({"tie": {"to": "be-office"}}, "to", "another organisation"),
        ({"tie": {"cross_border": True}}, "cross_border", "must be false"),
        ({"tie": {"condition": None}}, "condition", "null"),
        ({"tie": {"legal_basis": ["be-law"]}}, "legal_basis", "no legal basis"),
        ({"area": {"lat": 150}}, "lat", "90"),
        ({"source": {"url": "https://[broken"}}, "url", "https://"),
    ],
)
async def test_a_wrong_value_is_told_with_its_field_and_what_to_change(
    folder: Folder, changed: dict[str, dict[str, Any]], field: str, says: str
) -> None:
    found = await problems(folder(sound(**changed)))
    assert [problem for problem in found if problem.field == field and says in problem.message], list(map(str, found))
    assert all(problem.severity == "error" and problem.line for problem in found)


@pytest.mark.parametrize("hidden", [HOUSE, OFFICE])
async def test_no_address_stands_at_a_house_that_keeps_its_place_secret(folder: Folder, hidden: dict[str, Any]) -> None:
    records = sound(desk={"also_serves": ["be-office"], "address": {"locality": "Gent", "country": "BE"}})
    for row in records[RecordKind.ORGANISATION]:
        row["address_secret"] = row["id"] == hidden["id"]
    assert [(problem.field, problem.line) for problem in await problems(folder(records))] == [("address", 2)]


async def test_a_stored_address_is_found_when_its_house_becomes_secret(folder: Folder, store: Store) -> None:
    await load_files(store, [folder(sound(desk={"address": {"locality": "Gent", "country": "BE"}}))])
    path = folder({RecordKind.ORGANISATION: [{**HOUSE, "address_secret": True}]})
    with pytest.raises(DataProblems) as caught:
        await load_files(store, [path / "organisations.json"])
    assert "be-house-desk" in str(caught.value.problems[0])


@pytest.mark.parametrize("mailbox", ["marie.dupont@example.org", "j.peeters@example.org"])
async def test_a_persons_mailbox_is_a_warning_and_in_a_strict_load_an_error(folder: Folder, mailbox: str) -> None:
    path = folder(sound(desk={"emails": [mailbox]}))
    assert [problem.severity for problem in await problems(path)] == ["warning"]
    with pytest.raises(DataProblems):
        await check_files([path], strict=True)


async def test_a_desks_mailbox_is_no_warning(folder: Folder) -> None:
    emails = ["info@example.org", "parquet.general@example.org", "saj.arlon@example.org"]
    assert await problems(folder(sound(desk={"emails": emails}))) == []


async def test_a_problem_names_the_line_where_its_record_begins(tmp_path: Path) -> None:
    file = tmp_path / "sources.json"
    file.write_text(f'[\n\n {json.dumps(SOURCE)},\n {{"id": "src-two"}}\n,\n\n 5]\n')
    found = await problems(file)
    assert [(problem.line, problem.field) for problem in found] == [(4, "title"), (4, "publisher"), (4, "url"), (7, "")]
    assert str(found[0]) == f"{file}:4: title: is missing."


async def test_a_slug_used_twice_names_where_it_stood_first(folder: Folder) -> None:
    path = folder({RecordKind.SOURCE: [SOURCE, {**SOURCE, "title": "Another"}]})
    (twin,) = await problems(path)
    assert "sources.json:2" in twin.message


async def test_one_broken_record_does_not_make_those_that_point_to_it_wrong(folder: Folder) -> None:
    found = await problems(folder(sound(source={"url": "nowhere"})))
    assert [problem.field for problem in found] == ["url"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "list of records"),
        ("{}", 1, "list of records"),
        ("[\n{,}]", 2, "column 2"),
        ("[{}\n{}]", 2, "comma"),
        ("[{}", 1, "comma or the closing"),
        ("[]\nmore", 2, "nothing may follow"),
        ('[{"id": 1,\n "id": 2}]', 1, "twice"),
        ('[{"lat": NaN}]', 1, "NaN"),
        ('[\n{"id": "\\ud800"}]', 2, "no whole letter"),
        ("[" * 100_000, None, ""),
    ],
)
async def test_unreadable_json_is_told_with_line_and_column(
    tmp_path: Path, text: str, line: int | None, says: str
) -> None:
    file = tmp_path / "sources.json"
    file.write_text(text)
    found = await problems(file)
    told = [problem for problem in found if not problem.field]
    assert [says in problem.message for problem in told] == [True]
    assert line is None or told[0].line == line


async def test_a_file_that_is_not_utf_8_is_told_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "sources.json"
    file.write_bytes(b'[\n{"id": "\xe9"}]')
    (problem,) = await problems(file)
    assert (problem.line, "UTF-8" in problem.message) == (2, True)


async def test_a_file_of_another_name_is_told_which_names_there_are(tmp_path: Path) -> None:
    file = tmp_path / "bodies.json"
    file.write_text("[]")
    (problem,) = await problems(file)
    assert "organisations.json" in problem.message
    (tmp_path / "empty").mkdir()
    (problem,) = await problems(tmp_path / "empty")
    assert "holds none of" in problem.message


async def test_nothing_is_loaded_while_one_record_has_a_problem(folder: Folder, store: Store) -> None:
    with pytest.raises(DataProblems):
        await load_files(store, [folder(sound(tie={"kind": "knows"}))])
    assert (await (await store.reader()).info()).version == 0


async def test_files_may_point_to_what_the_store_already_holds(folder: Folder, store: Store) -> None:
    path = folder(sound())
    await load_files(store, [path])
    folder({RecordKind.CONTACT_POINT: [{**DESK, "id": "be-house-line"}]})
    report = await load_files(store, [path / "contact_points.json"])
    assert (dict(report.new), report.version) == ({RecordKind.CONTACT_POINT: 1}, 2)


async def test_a_dry_run_tells_what_would_change_and_writes_nothing(folder: Folder, store: Store) -> None:
    path = folder(sound())
    assert sum((await load_files(store, [path], LoadOptions(dry_run=True))).new.values()) == 6
    assert (await (await store.reader()).info()).version == 0
    await load_files(store, [path])
    folder(sound(house={"note": "moved"}))
    report = await load_files(store, [path], LoadOptions(dry_run=True))
    assert (dict(report.changed), report.version) == ({RecordKind.ORGANISATION: 1}, 1)


async def test_the_change_entries_tell_by_which_role_and_why(folder: Folder, store: Store) -> None:
    await load_files(store, [folder(sound())], LoadOptions(by="regional editor", why="First round."))
    (change, *_) = await (await store.reader()).changes(0, first=10)
    assert (change.by, change.why) == ("regional editor", "First round.")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(["house", "desk", "tie", "area", "source"]), key=st.data(), value=anything)
async def test_any_value_in_any_field_is_either_sound_or_told_but_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, kind: str, key: st.DataObject, value: Any
) -> None:
    plain = {"house": HOUSE, "desk": DESK | {"phones": [PHONE]}, "tie": TIE, "area": AREA, "source": SOURCE}[kind]
    field = key.draw(st.sampled_from([*plain, "access", "address", "exclusive_powers", "hours", "phones", "valid_to"]))
    path = tmp_path_factory.mktemp("any")
    for known, rows in sound(**{kind: {field: value}}).items():
        (path / RECORD_FILES[known]).write_text(json.dumps(rows), "utf-8")
    found = await problems(path)
    assert all(problem.line and problem.message for problem in found)
