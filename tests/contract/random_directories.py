"""Random small directories and random questions, for holding two stores against each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from contract_sample import area, body, law, point, source, stage, tie
from hypothesis import strategies as st

from graph_directory.model import Access
from graph_directory.questions import OrganisationFilter, ReferralFilter
from graph_directory.records import kind_of, slug_of
from graph_directory.store import CandidateQuery, ChangeSet, DirectoryReader, RecordKind
from graph_directory.visibility import visibility_of
from graph_directory.vocabulary import (
    OrganisationKind,
    OrganisationStatus,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
    Visibility,
)

SLUGS = ("be-payoke", "be-b", "nl-comensha", "nl-d", "lu-e", "de-f", "fr-never-recorded")
AREAS = (("BE", None), ("BE2", "BE"), ("BE21", "BE2"), ("NL", None), ("NL4", "NL"), ("LU", None))
NAMES = ("Payoke", "Espéranto", "Foyer d'accueil", "a AND b", "zorg*", "Vrouwenopvang ~2", 'the "house"', "a:b\\c")
WORDS = ("payoke", "esperanto", "foyer", "and", "zorg", "house", "zorg*", "payok", "fooyer", "hous", "a", "+", "c:d")

slugs = st.sampled_from(SLUGS)
some_slugs = st.lists(slugs, max_size=4)
codes = st.sampled_from([code for code, _ in AREAS] + ["XX"])
seen_by = st.sampled_from([Visibility.PUBLIC, Visibility.PUBLIC, Visibility.PROFESSIONAL, Visibility.RESTRICTED])
notes = st.sampled_from([None, "", "one", "é\"'\\"])
themes = st.lists(st.sampled_from(list(ThemeCode)[:3]), max_size=2, unique=True).map(tuple)
services = st.lists(st.sampled_from(list(ServiceCode)[:3]), max_size=2, unique=True).map(tuple)
groups = st.lists(st.sampled_from(list(TargetGroup)[:3]), max_size=1).map(tuple)
kinds = st.sampled_from(list(OrganisationKind)[:3])
countries = st.lists(st.sampled_from(["BE", "NL", "LU", "XX"]), max_size=2, unique=True).map(tuple)
maybe = st.sampled_from([None, True, False])

bodies = st.builds(
    body,
    slugs.filter(lambda slug: not slug.startswith("fr-")),
    names=st.sampled_from(NAMES).map(lambda name: {"nl": name}),
    kind=kinds,
    areas=st.lists(codes, min_size=1, max_size=2, unique=True).map(tuple),
    parent=st.none() | slugs,
    successor=st.none() | slugs,
    themes=themes,
    services=services,
    target_groups=groups,
    status=st.sampled_from(OrganisationStatus),
    access=st.none() | st.builds(Access, st.just("Through."), st.booleans(), st.booleans(), some_slugs.map(tuple)),
    municipalities_complete=maybe,
    note=notes,
    visibility=seen_by,
)
points = st.builds(
    lambda slug, owners, **said: point(f"{slug}-line", *owners, **said),
    slugs,
    st.lists(slugs, min_size=1, max_size=3, unique=True),
    hours=st.sampled_from([None, "24/7"]),
    note=notes,
    visibility=seen_by,
)
ties = st.builds(
    lambda a, b, suffix, **said: replace(tie(a, b, **said), slug=f"rel--{a}--{b}{suffix}"),
    slugs,
    slugs,
    st.sampled_from(["", "--2"]),
    kind=st.sampled_from(list(ReferralKind)[:4]),
    status=st.sampled_from(RelationStatus),
    themes=themes,
    exclusive=st.booleans(),
    note=notes,
    visibility=seen_by,
)
others = st.one_of(
    st.sampled_from([area(code, parent) for code, parent in AREAS]),
    st.sampled_from([source("src-one"), source("src-two"), law("be-law")]),
    st.builds(
        lambda slug, order, who, helpers: stage(
            f"nrm-{slug}", slug[:2].upper(), order, *who, supporting=tuple(helpers)
        ),
        slugs,
        st.integers(1, 3),
        some_slugs,
        some_slugs,
    ),
)
records = st.one_of(bodies, bodies, points, ties, ties, others)
in_public = records.filter(lambda record: visibility_of(record) is Visibility.PUBLIC)


def _change_sets(puts: st.SearchStrategy[Any], deletes: st.SearchStrategy[Any]) -> st.SearchStrategy[ChangeSet]:
    return st.builds(
        lambda put, gone: ChangeSet("test", "x", tuple(put), tuple((kind_of(r), slug_of(r)) for r in gone)),
        puts,
        deletes,
    )


change_sets = _change_sets(st.lists(records, max_size=25), st.lists(records, max_size=3))
small_changes = _change_sets(st.lists(in_public, min_size=1, max_size=3), st.lists(in_public, max_size=1))
"""Changes after which most of what a process has at hand still holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the port with its arguments filled in."""

    name: str
    ask: Callable[[DirectoryReader], Awaitable[Any]]


def _question(name: str, *arguments: Any) -> Question:
    return Question(f"{name}{arguments}", lambda reader: getattr(reader, name)(*arguments))


def _asks(name: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Question]:
    return st.builds(_question, st.just(name), *arguments)


questions = st.one_of(
    *(_asks(name, some_slugs) for name in ("organisations", "contact_points_of", "referrals_of", "children_of")),
    _asks("contact_points", st.lists(slugs.map(lambda slug: f"{slug}-line"), max_size=3)),
    _asks("referrals", st.lists(st.builds("rel--{}--{}".format, slugs, slugs), max_size=5)),
    _asks("mechanism", countries),
    _asks("with_words", st.lists(st.sampled_from(WORDS), max_size=3)),
    _asks("words_near", st.lists(st.sampled_from(WORDS), max_size=3)),
    _asks("network", countries),
    _asks("neighbourhood", some_slugs, st.integers(0, 4)),
    _asks(
        "candidates",
        st.builds(
            CandidateQuery,
            st.frozensets(codes, max_size=4),
            themes.map(frozenset),
            services.map(frozenset),
            st.frozensets(kinds, max_size=1),
        ),
    ),
    _asks(
        "select_organisations",
        st.builds(
            OrganisationFilter,
            countries,
            st.lists(kinds, max_size=1).map(tuple),
            themes,
            services,
            groups,
            st.lists(codes, max_size=2).map(tuple),
        ),
    ),
    _asks(
        "select_referrals",
        st.builds(
            ReferralFilter,
            st.lists(st.sampled_from(list(ReferralKind)[:4]), max_size=2).map(tuple),
            countries,
            themes,
            maybe,
            maybe,
        ),
    ),
)

EVERYTHING = (
    *(_question("records", kind) for kind in RecordKind),
    _question("areas"),
    _question("network", ()),
    _question("organisations", SLUGS),
    _question("contact_points_of", SLUGS),
    _question("referrals_of", SLUGS),
    _question("children_of", SLUGS),
    _question("sources", ("src-one", "src-none")),
    _question("legal_bases", ("be-law",)),
)
"""What is asked of every directory, whatever the dice say."""
