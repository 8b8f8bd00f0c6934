"""Promises of names: the right language, and a short form that still says who it is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_directory.model import Organisation
from graph_directory.naming import LONGEST_SHORT_NAME, display_name, short_name
from graph_directory.shipped import shipped_folder
from graph_directory.vocabulary import OrganisationKind

LONGEST = 40


def body(names: dict[str, str], country: str = "BE", acronyms: tuple[str, ...] = ()) -> Organisation:
    return Organisation("a-body", names, country, OrganisationKind.NGO, (country,), {}, acronyms=acronyms)


def shipped() -> list[Organisation]:
    rows = json.loads((shipped_folder("seed_data") / "organisations.json").read_text("utf-8"))
    return [
        replace(body(row["names"], row["country"], tuple(row["acronyms"])), aliases=tuple(row["aliases"]))
        for row in rows
    ]


@pytest.mark.parametrize(
    ("names", "country", "language", "shown"),
    [
        ({"nl": "Hulp", "fr": "Aide", "en": "Help"}, "BE", "fr", "Aide"),
        ({"nl": "Hulp", "fr": "Aide", "en": "Help"}, "BE", "de", "Hulp"),
        ({"en": "Help", "fr": "Aide"}, "LU", "nl", "Aide"),
        ({"en": "Help", "lb": "Hëllef"}, "LU", "nl", "Hëllef"),
        ({"en": "Help", "de": "Hilfe"}, "NL", "fr", "Help"),
        ({"fr": "Aide", "en": "Help"}, "INT", "nl", "Help"),
        ({"pl": "Pomoc"}, "DE", "nl", "Pomoc"),
    ],
)
def test_a_name_is_shown_in_the_language_asked_else_in_the_bodys_own(
    names: dict[str, str], country: str, language: str, shown: str
) -> None:
    assert display_name(body(names, country), language) == shown


@pytest.mark.parametrize(
    ("name", "acronyms", "short"),
    [
        ("Parquet fédéral", ("PF-FP",), "Parquet fédéral"),
        ("Myria, Federaal Migratiecentrum", (), "Myria"),
        ("Sociale Inlichtingen- en Opsporingsdienst (SIOD)", ("SIOD", "SIRS"), "SIOD"),
        ("Service d'information et de recherche sociale (SIRS)", ("SIOD", "SIRS"), "SIRS"),
        ("CAPREV, centre d'aide et de prise en charge de toute personne", ("CAPREV",), "CAPREV"),
        ("Federale gerechtelijke politie Limburg", ("FGP",), "FGP Limburg"),
        ("GrensInfoPunt Bergen op Zoom (NL/BE)", ("GIP",), "GIP Bergen op Zoom"),
        ("Mouvement du Nid – délégation de Moselle (Metz)", (), "Mouvement du Nid, Metz"),
        ("CPVS Charleroi (CHU Marie Curie)", (), "CPVS Charleroi"),
        ("Landeskriminalamt Niedersachsen", (), "Landeskriminalamt Niedersachsen"),
        ("Care and Safety House Westelijke Mijnstreek", (), "Care and Safety House… Mijnstreek"),
        ("National meeting of care coordinators of the regions", (), "National meeting of care…"),
    ],
)
def test_a_short_name_keeps_what_tells_the_body_apart(name: str, acronyms: tuple[str, ...], short: str) -> None:
    assert short_name(body({"nl": name}, acronyms=acronyms), "nl") == short


def test_the_acronym_of_the_other_language_serves_only_a_name_too_long_to_show() -> None:
    acronyms = ("OCLTI",)
    assert short_name(body({"en": "Central office against illegal work"}, acronyms=acronyms), "en") == (
        "Central office against illegal work"
    )
    assert short_name(body({"en": "Central office against all forms of illegal work"}, acronyms=acronyms), "en") == (
        "OCLTI"
    )


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en", "lb"])
def test_every_shipped_body_has_a_short_name(language: str) -> None:
    for organisation in shipped():
        short = short_name(organisation, language)
        assert 0 < len(short) <= LONGEST, organisation.names
        if len(display_name(organisation, language)) <= LONGEST_SHORT_NAME:
            assert short == display_name(organisation, language)


def test_two_short_names_in_a_hundred_at_most_are_shared_in_a_language() -> None:
    shorts = [short_name(organisation, "en") for organisation in shipped()]
    names = {display_name(organisation, "en") for organisation in shipped()}
    assert len(names) - len(set(shorts)) <= len(shorts) * 0.02


NAMES = st.text(st.sampled_from("Aa Éé,.-–/()'«» Ö9…\t"), min_size=1, max_size=120).filter(str.strip)


@given(NAMES, st.lists(st.text(min_size=1, max_size=50), max_size=3).map(tuple))
def test_a_short_name_is_never_empty_nor_long_and_always_the_same(name: str, acronyms: tuple[str, ...]) -> None:
    organisation = body({"nl": name}, acronyms=acronyms)
    short = short_name(organisation, "nl")
    assert short.strip()
    assert len(short) <= LONGEST
    assert short == short_name(organisation, "nl")
