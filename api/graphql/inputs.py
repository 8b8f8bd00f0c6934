"""From what was sent to the domain's questions: the one place where inputs are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, TypeVar

import strawberry
from strawberry import UNSET, field

from api.graphql.pagination import given, size_of
from graph_directory import questions
from graph_directory.errors import BadQuestion
from graph_directory.vocabulary import (
    FreshnessState,
    OrganisationKind,
    ReferralKind,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

LONGEST_TEXT: Final = 4_000
LONGEST_WORD: Final = 200
MOST_COUNTERPARTS: Final = 50
MOST_PATHS: Final = 20
MOST_HOPS: Final = 8
MOST_NETWORK_HOPS: Final = 4
OLDEST: Final = 120

Value = TypeVar("Value")


@strawberry.input(description="Who asks: a body of the directory, or only its kind, country and place.")
class AskerInput:
    """The asker."""

    organisation: str | None = field(default=UNSET, description="Slug of the body that asks.")
    kind: OrganisationKind | None = field(default=UNSET, description="Its kind, where it is not in the directory.")
    country: str | None = field(default=UNSET, description="Its country, ISO 3166-1 alpha-2.")
    place: str | None = field(default=UNSET, description="Its place as typed: any spelling, exonym or postal code.")


@strawberry.input(description="The other side.")
class TargetInput:
    """Where the counterpart is looked for."""

    country: str | None = field(default=UNSET, description="Country, ISO 3166-1 alpha-2.")
    place: str | None = field(default=UNSET, description="Place as typed: any spelling, exonym or postal code.")


@strawberry.input(description="What the person in front of the asker needs; never anything that names the person.")
class NeedInput:
    """The need."""

    themes: list[ThemeCode] | None = field(default=UNSET, description="What the case is about.")
    services: list[ServiceCode] | None = field(default=UNSET, description="What is needed.")
    target_groups: list[TargetGroup] | None = field(default=UNSET, description="Whom it is for.")
    age: int | None = field(default=UNSET, description="Age in whole years, 0 to 120.")
    languages: list[str] | None = field(default=UNSET, description="Languages spoken, ISO 639-1, such as ro.")
    kinds: list[OrganisationKind] | None = field(default=UNSET, description="Only bodies of these kinds.")
    urgent: bool | None = field(default=UNSET, description="Whether it cannot wait until office hours; default false.")


@strawberry.input(description="Who is my counterpart there? Filled fields win over what `text` says.")
class CounterpartInput:
    """The question this product exists for."""

    asker: AskerInput | None = field(default=UNSET, description="Who asks.")
    target: TargetInput | None = field(default=UNSET, description="The other side.")
    need: NeedInput | None = field(default=UNSET, description="What is needed.")
    text: str | None = field(
        default=UNSET,
        description="The question in own words, in any of the languages, at most 4 000 characters; may be all there "
        "is. It is neither kept nor logged.",
    )
    at: datetime | None = field(default=UNSET, description="The moment that is meant; default: now.")


@strawberry.input(description="How do I get from one body to another, or to a service on the other side?")
class ReferralPathInput:
    """A question for a way."""

    from_: str = field(name="from", description="Slug of the body where the way starts.")
    to: str | None = field(default=UNSET, description="Slug of the body where it ends; else `target` and `need` say.")
    target: TargetInput | None = field(default=UNSET, description="The other side.")
    need: NeedInput | None = field(default=UNSET, description="What is needed there.")
    text: str | None = field(default=UNSET, description="The case in own words; neither kept nor logged.")
    max_hops: int | None = field(default=UNSET, description="At most so many referrals: 1 to 8, default 5.")
    at: datetime | None = field(default=UNSET, description="The moment that is meant; default: now.")


@strawberry.input(description="Which organisations; a field left out does not narrow, several values mean any of them.")
class OrganisationFilter:
    """A selection of bodies."""

    countries: list[str] | None = field(default=UNSET, description="ISO 3166-1 alpha-2 codes, or INT.")
    kinds: list[OrganisationKind] | None = field(default=UNSET, description="Kinds of body.")
    themes: list[ThemeCode] | None = field(default=UNSET, description="Themes.")
    services: list[ServiceCode] | None = field(default=UNSET, description="Services.")
    target_groups: list[TargetGroup] | None = field(default=UNSET, description="Target groups.")
    areas: list[str] | None = field(default=UNSET, description="NUTS codes; each means itself and what lies inside.")
    freshness: list[FreshnessState] | None = field(default=UNSET, description="States of freshness, as of today.")


@strawberry.input(description="Which referrals; a field left out does not narrow, several values mean any of them.")
class ReferralFilter:
    """A selection of referrals."""

    kinds: list[ReferralKind] | None = field(default=UNSET, description="Kinds of tie.")
    countries: list[str] | None = field(default=UNSET, description="Countries in which either end lies.")
    themes: list[ThemeCode] | None = field(default=UNSET, description="Themes.")
    cross_border: bool | None = field(default=UNSET, description="Only those that cross a border, or do not.")
    documented: bool | None = field(default=UNSET, description="Only those that a source states, or does not.")


@strawberry.input(description="Which part of the network; a field left out does not narrow.")
class NetworkFilter:
    """A part of the network."""

    countries: list[str] | None = field(default=UNSET, description="ISO 3166-1 alpha-2 codes, or INT.")
    themes: list[ThemeCode] | None = field(default=UNSET, description="Themes.")
    kinds: list[OrganisationKind] | None = field(default=UNSET, description="Kinds of body.")
    cross_border_only: bool | None = field(default=UNSET, description="Only referrals that cross a border.")
    around: str | None = field(default=UNSET, description="Slug of the body in the middle.")
    hops: int | None = field(default=UNSET, description="How many referrals away from it: 1 to 4, default 1.")


def counterpart_question(sent: CounterpartInput, first: int | None) -> questions.CounterpartQuestion:
    """The question for counterparts; raises BadQuestion for what is out of bounds."""
    return questions.CounterpartQuestion(
        asker=_asker(sent.asker),
        target=_target(sent.target),
        need=_need(sent.need),
        text=_text(sent.text),
        at=given(sent.at),
        first=size_of(given(first), 10, MOST_COUNTERPARTS),
    )


def path_question(sent: ReferralPathInput, first: int | None) -> questions.PathQuestion:
    """The question for a way; raises BadQuestion for what is out of bounds."""
    return questions.PathQuestion(
        origin=sent.from_,
        destination=_word(sent.to, "to"),
        target=_target(sent.target),
        need=_need(sent.need),
        text=_text(sent.text),
        max_hops=_between(sent.max_hops, "maxHops", 1, MOST_HOPS) or 5,
        at=given(sent.at),
        first=size_of(given(first), 3, MOST_PATHS),
    )


def organisation_filter(sent: OrganisationFilter | None) -> questions.OrganisationFilter:
    """Which organisations are meant."""
    if not sent:
        return questions.OrganisationFilter()
    return questions.OrganisationFilter(
        countries=countries_of(sent.countries),
        kinds=listed(sent.kinds),
        themes=listed(sent.themes),
        services=listed(sent.services),
        target_groups=listed(sent.target_groups),
        areas=tuple(code.strip().upper() for code in sent.areas or ()),
        freshness=listed(sent.freshness),
    )


def referral_filter(sent: ReferralFilter | None) -> questions.ReferralFilter:
    """Which referrals are meant."""
    if not sent:
        return questions.ReferralFilter()
    return questions.ReferralFilter(
        kinds=listed(sent.kinds),
        countries=countries_of(sent.countries),
        themes=listed(sent.themes),
        cross_border=given(sent.cross_border),
        documented=given(sent.documented),
    )


def network_filter(sent: NetworkFilter | None) -> questions.NetworkFilter:
    """Which part of the network is meant; raises BadQuestion for a number of hops out of bounds."""
    if not sent:
        return questions.NetworkFilter()
    return questions.NetworkFilter(
        countries=countries_of(sent.countries),
        themes=listed(sent.themes),
        kinds=listed(sent.kinds),
        cross_border_only=bool(sent.cross_border_only),
        around=_word(sent.around, "around"),
        hops=_between(sent.hops, "hops", 1, MOST_NETWORK_HOPS) or 1,
    )


def search_text(text: str | None) -> str | None:
    """What is searched for; None where nothing was typed."""
    word = _word(text, "search")
    return word.strip() or None if word else None


def case_text(text: str) -> str:
    """A case in own words; raises BadQuestion when it is too long."""
    return _text(text) or ""


def countries_of(codes: Iterable[str] | None) -> tuple[str, ...]:
    """Country codes in upper case."""
    return tuple(code.strip().upper() for code in codes or ())


def listed(values: list[Value] | None) -> tuple[Value, ...]:
    """The values of a list argument, each once; empty where it was left out."""
    return tuple(dict.fromkeys(values or ()))


def _asker(sent: AskerInput | None) -> questions.Asker:
    if not sent:
        return questions.Asker()
    return questions.Asker(
        organisation=_word(sent.organisation, "asker.organisation"),
        kind=given(sent.kind),
        country=_country(sent.country),
        place=_word(sent.place, "asker.place"),
    )


def _target(sent: TargetInput | None) -> questions.Target:
    return questions.Target(_country(sent.country), _word(sent.place, "target.place")) if sent else questions.Target()


def _need(sent: NeedInput | None) -> questions.Need:
    if not sent:
        return questions.Need()
    return questions.Need(
        themes=listed(sent.themes),
        services=listed(sent.services),
        target_groups=listed(sent.target_groups),
        age=_between(sent.age, "age", 0, OLDEST),
        languages=tuple(language.strip().lower() for language in sent.languages or ()),
        kinds=listed(sent.kinds),
        urgent=bool(sent.urgent),
    )


def _country(code: str | None) -> str | None:
    word = _word(code, "country")
    return word.strip().upper() or None if word else None


def _word(text: str | None, name: str) -> str | None:
    if not text:
        return None
    if len(text) > LONGEST_WORD:
        raise BadQuestion(f"`{name}` has {len(text)} characters; send at most {LONGEST_WORD}.")
    return text


def _text(text: str | None) -> str | None:
    if not text or not text.strip():
        return None
    if len(text) > LONGEST_TEXT:
        raise BadQuestion(f"The text has {len(text)} characters; send at most {LONGEST_TEXT}.")
    return text


def _between(value: int | None, name: str, least: int, most: int) -> int | None:
    number = given(value)
    if number is not None and not least <= number <= most:
        raise BadQuestion(f"`{name}` is {number}; use a number from {least} to {most}.")
    return number
