"""Every sentence of the pages exists in Dutch, French and German, with the same places to fill."""

from __future__ import annotations

import re

import pytest

from api.web.i18n import preferred_language, read_catalogue, speaker
from tools.catalogues import gathered, missing

TRANSLATED = ("nl", "fr", "de")
AGREED = (
    ("Find a counterpart", "Vind uw tegenhanger", "Trouver un homologue", "Ansprechstelle finden"),
    ("Your side", "Uw kant", "Votre côté", "Ihre Seite"),
    ("A safe place", "Een veilige plek", "Un lieu sûr", "Ein sicherer Ort"),
    ("Start with {name}", "Begin bij {name}", "Commencez par {name}", "Beginnen Sie mit {name}"),
    ("Keep in mind", "Let op", "À savoir", "Zu beachten"),
    ("Not recorded", "Niet bekend", "Non connu", "Nicht erfasst"),
    (
        "Only inside {country}",
        "Alleen binnen {country}",
        "Seulement dans ce pays : {country}",
        "Nur innerhalb von {country}",
    ),
    (
        "Closed. Opens {day} {time}",
        "Gesloten. Opent {day} {time}",
        "Fermé. Ouvre {day} à {time}",
        "Geschlossen. Öffnet {day} {time}",
    ),
    (
        "How far we had to look",
        "Hoe ver wij moesten zoeken",
        "Jusqu’où nous avons dû chercher",
        "Wie weit wir suchen mussten",
    ),
    ("Leave this site", "Verlaat deze site", "Quitter ce site", "Seite verlassen"),
)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_left_untranslated(language: str) -> None:
    assert missing(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_no_sentence_that_no_page_says(language: str) -> None:
    said = {_key(message.id) for message in gathered()}
    assert {_key(message.id) for message in read_catalogue(language)} <= said


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_the_same_places_as_the_english(language: str) -> None:
    wrong = []
    for message in read_catalogue(language):
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        wrong += [one for one in strings if set(_places(one)) != set(_places(ids[-1]))]
    assert wrong == []


@pytest.mark.parametrize("row", AGREED, ids=[row[0] for row in AGREED])
def test_the_agreed_words_are_used_as_agreed(row: tuple[str, ...]) -> None:
    for language, wanted in zip(TRANSLATED, row[1:], strict=True):
        assert speaker(language).sentences[row[0]][0].replace("\u00a0", " ") == wanted


def test_french_puts_a_space_that_does_not_break_before_high_marks() -> None:
    loose = [strings for strings in speaker("fr").sentences.values() if re.search(r" [:;?!»]|« ", "".join(strings))]
    assert loose == []


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.5", "nl"),
        ("en;q=0.3,de-LU;q=0.8", "de"),
        ("lb,de;q=0.9", "fr"),
        ("pl,cs", "en"),
        ("", "en"),
        ("fr;q=0,de;q=0.1", "de"),
        ("nl;q=x", "en"),
    ],
)
def test_the_first_page_opens_in_the_language_the_browser_asks_for(header: str, language: str) -> None:
    assert preferred_language(header) == language


def test_one_and_several_are_told_apart_as_each_language_does() -> None:
    french, german = speaker("fr"), speaker("de")
    assert french.many("{n} step", "{n} steps", 0) == "0 étape"
    assert german.many("{n} step", "{n} steps", 0) == "0 Schritte"
    assert german.many("{n} step", "{n} steps", 1) == "1 Schritt"


def test_names_put_into_a_sentence_are_escaped() -> None:
    assert "<b>" not in speaker("en").html("Start with {name}", name="<b>x</b>")


def _key(identity: object) -> str:
    if isinstance(identity, str):
        return identity
    return str(next(iter(identity), "")) if isinstance(identity, tuple | list) else ""


def _places(sentence: str) -> list[str]:
    return re.findall(r"\{(\w*)\}", sentence)
