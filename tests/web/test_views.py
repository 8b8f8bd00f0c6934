"""Small promises of the pages: hours in words, numbers by country, directions of ties."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.web.forms import FinderForm
from api.web.i18n import LANGUAGES, speaker
from api.web.views.contact import Asking, call_of
from api.web.views.finder import finder
from api.web.views.hours import hours_line
from api.web.views.names import english
from graph_directory.model import Phone
from graph_directory.terms import Terms
from graph_directory.text.fold import fold
from graph_directory.vocabulary import PhoneType


@pytest.mark.parametrize(
    ("recorded", "language", "shown"),
    [
        ("24/7", "nl", "Dag en nacht"),
        (None, "de", "Zeiten nicht erfasst"),
        ("Mo-Fr 09:00-17:00", "en", "Mon–Fri 09:00–17:00"),
        ("Mo-Fr 09:00-12:00,13:00-17:00", "fr", "lun–ven 09:00–12:00, 13:00–17:00"),
        ("Tu,Th 09:00-17:00; PH off", "de", "Di, Do 09:00–17:00; Feiertage geschlossen"),
        ("Sep-Jun Mo 09:00-12:00", "en", "Sept–Jun Mon 09:00–12:00"),
    ],
)
def test_hours_are_told_with_the_days_of_the_language(recorded: str | None, language: str, shown: str) -> None:
    assert hours_line(recorded, speaker(language)) == shown


@pytest.mark.parametrize(
    ("reachable", "from_country", "linked", "note"),
    [
        (False, "NL", True, ""),
        (False, "BE", False, "Only inside the Netherlands"),
        (False, None, True, "Only inside the Netherlands"),
        (True, "BE", True, "Number works from Belgium"),
        (True, None, True, "Can be dialled from abroad"),
        (None, "BE", True, "Not recorded whether it works from abroad"),
    ],
)
def test_a_number_is_a_link_only_where_it_can_be_dialled(
    reachable: bool | None, from_country: str | None, linked: bool, note: str
) -> None:
    phone = Phone("0900 8844", "0900 8844", None, PhoneType.NATIONAL, "NL", reachable)
    asking = Asking(from_country, datetime(2026, 11, 24, 12, tzinfo=UTC), speaker("en"), Terms.load())
    call = call_of(phone, "NL", asking)
    assert bool(call.href) is linked
    assert call.note == note


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Reported (src-a, src-b-2).", "Reported."),
        ("Address from src-agii-mh. More.", "Address from a source. More."),
        ("Nothing to cut (since 2020).", "Nothing to cut (since 2020)."),
        ("May be shared-cost. VERIFY before publishing. The page says so.", "May be shared-cost. The page says so."),
        ("From a report of 2015; VERIFY. It was limited.", "From a report of 2015. It was limited."),
        ("The reader may verify it.", "The reader may verify it."),
    ],
)
def test_what_only_the_makers_need_is_not_shown_to_readers(written: str, shown: str) -> None:
    assert english(written, "en").text == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_is_told_as_precisely_as_its_source(language: str) -> None:
    say = speaker(language)
    assert say.partial_date("2023") == "2023"
    assert "2023" in say.partial_date("2023-07")
    assert "24" not in say.partial_date("2023-07")
    assert "24" in say.partial_date("2023-07-24")


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("nl", "6 nov 2026", "vrijdag 6 november 2026, 05:03"),
        ("fr", "6 nov. 2026", "vendredi 6 novembre 2026, 05:03"),
        ("de", "6. Nov. 2026", "Freitag, 6. November 2026, 05:03"),
        ("en", "6 Nov 2026", "Friday 6 November 2026, 05:03"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language: str, day: str, moment: str) -> None:
    at = datetime(2026, 11, 6, 5, 3)
    assert speaker(language).day(at.date()) == day
    assert speaker(language).moment(at) == moment


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Alleen binnen Nederland"),
        ("fr", "Seulement dans ce pays\u00a0: Pays-Bas"),
        ("de", "Nur innerhalb von den Niederlanden"),
        ("en", "Only inside the Netherlands"),
    ],
)
def test_a_country_in_a_sentence_takes_its_article(language: str, said: str) -> None:
    phone = Phone("0900 8844", "0900 8844", None, PhoneType.NATIONAL, "NL", reachable_from_abroad=False)
    asking = Asking("BE", datetime(2026, 11, 24, 13, 20, tzinfo=UTC), speaker(language), Terms.load())
    assert call_of(phone, "NL", asking).note == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_stand_in_the_order_of_the_alphabet_with_or_without_accents(language: str) -> None:
    shown = [choice.label for choice in finder(FinderForm(), Terms.load(), speaker(language)).kinds]
    assert shown == sorted(shown, key=fold)
