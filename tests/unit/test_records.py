"""Record to domain value and back: nothing is lost on the way, and little has to be said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph_directory.importing.fields import FIELDS
from graph_directory.model import Organisation, Referral
from graph_directory.records import RECORD_FILES, from_record, kind_of, slug_of, to_record
from graph_directory.shipped import shipped_folder
from graph_directory.store import RecordKind
from graph_directory.vocabulary import Visibility


def seed(kind: RecordKind) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads((shipped_folder("seed_data") / RECORD_FILES[kind]).read_text("utf-8"))
    return records


@pytest.mark.parametrize("kind", RecordKind)
def test_every_seed_record_comes_back_with_the_same_keys_and_values(kind: RecordKind) -> None:
    for record in seed(kind):
        value = from_record(kind, record)
        assert to_record(value) == record
        assert kind_of(value) is kind
        assert slug_of(value) == record.get("id", record.get("code"))


@pytest.mark.parametrize("kind", RecordKind)
def test_a_record_is_written_in_the_order_of_the_data_files(kind: RecordKind) -> None:
    record = seed(kind)[0]
    assert list(to_record(from_record(kind, record))) == list(record)


@pytest.mark.parametrize("kind", RecordKind)
def test_the_table_of_fields_knows_every_key_a_record_is_written_with(kind: RecordKind) -> None:
    written = set(to_record(from_record(kind, seed(kind)[0])))
    later = {"visibility", "also_serves", "confirmed_by_source", "confirmed_by_target"}
    assert written <= set(FIELDS[kind]) <= written | later


def test_an_organisation_needs_to_say_little() -> None:
    little = {
        "id": "be-new",
        "names": {"en": "New house"},
        "country": "BE",
        "kind": "shelter",
        "areas": ["BE"],
        "description": {"en": "Gives shelter."},
        "sources": ["src-one"],
    }
    value = from_record(RecordKind.ORGANISATION, little)
    assert isinstance(value, Organisation)
    assert (value.status, value.visibility, value.themes) == ("active", Visibility.PUBLIC, ())
    assert from_record(RecordKind.ORGANISATION, to_record(value)) == value


def test_keys_that_came_later_are_kept_where_they_say_something() -> None:
    contact = {**seed(RecordKind.CONTACT_POINT)[0], "also_serves": ["be-payoke"], "visibility": "professional"}
    assert to_record(from_record(RecordKind.CONTACT_POINT, contact)) == contact
    referral = {**seed(RecordKind.REFERRAL)[0], "confirmed_by_source": "2026-11", "confirmed_by_target": "2026"}
    value = from_record(RecordKind.REFERRAL, referral)
    assert isinstance(value, Referral)
    assert value.confirmed_by_source == "2026-11"
    assert to_record(value) == referral


def test_an_unknown_code_is_an_error_and_never_guessed() -> None:
    with pytest.raises(ValueError, match="sheltre"):
        from_record(RecordKind.ORGANISATION, {**seed(RecordKind.ORGANISATION)[0], "kind": "sheltre"})
