"""Ties of one body as its page and its network table tell them: other end, direction, kind, when, who stated it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.web.i18n import Say
from api.web.views.marks import Mark, confirmed_mark
from api.web.views.names import Body, Named, english
from graph_directory.model import Referral, Slug
from graph_directory.terms import Terms
from graph_directory.vocabulary import RelationStatus

INCOMING: Final = "in"
BOTH: Final = "both"
OUTGOING: Final = "out"


@dataclass(frozen=True, slots=True)
class Link:
    """A tie seen from the body in the middle."""

    slug: Slug
    other: Body
    direction: str
    kind: str
    documented: bool
    cross_border: bool
    condition: Named
    stated: str
    confirmed: Mark


@dataclass(frozen=True, slots=True)
class CountryLinks:
    """The ties to the bodies of one country, by direction."""

    country: str
    country_name: str
    incoming: tuple[Link, ...]
    both: tuple[Link, ...]
    outgoing: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LinkWriter:
    """Writes ties in one language; `bodies` hold both ends of every tie."""

    bodies: Mapping[Slug, Body]
    terms: Terms
    say: Say
    today: date

    def current(self, referrals: Iterable[Referral]) -> tuple[Referral, ...]:
        """Those that are not history and whose two ends are known."""
        day = self.today.isoformat()
        return tuple(
            referral
            for referral in referrals
            if (referral.valid_to is None or referral.valid_to >= day[: len(referral.valid_to)])
            and referral.source in self.bodies
            and referral.target in self.bodies
        )

    def link(self, referral: Referral, centre: Slug) -> Link:
        """One tie as seen from `centre`."""
        outgoing = referral.source == centre
        return Link(
            slug=referral.slug,
            other=self.bodies[referral.target if outgoing else referral.source],
            direction=direction_of(referral, centre, self.terms),
            kind=self.kind(referral, outgoing),
            documented=referral.status is RelationStatus.DOCUMENTED,
            cross_border=referral.cross_border,
            condition=english(referral.condition, self.say.language),
            stated=self.stated(referral),
            confirmed=confirmed_mark(
                referral, self.bodies[referral.source].short.text, self.bodies[referral.target].short.text, self.say
            ),
        )

    def links(self, referrals: Iterable[Referral], centre: Slug) -> tuple[Link, ...]:
        """Every current tie of one body: documented first, then by name."""
        own = (referral for referral in self.current(referrals) if centre in (referral.source, referral.target))
        written = (self.link(referral, centre) for referral in own)
        return tuple(
            sorted(written, key=lambda link: (not link.documented, link.other.name.text.casefold(), link.slug))
        )

    def kind(self, referral: Referral, outgoing: bool) -> str:
        """The kind of tie in words, read from the source's side or from the target's."""
        if not outgoing:
            entry = self.terms.entry("referral_kinds", referral.kind)
            reverse = entry.extra.get("reverse") if entry else None
            if reverse:
                return str(reverse.get(self.say.language) or reverse["en"])
        return self.terms.label("referral_kinds", referral.kind, self.say.language)

    def stated(self, referral: Referral) -> str:
        """By a source, with its date, or by our own reading."""
        if referral.status is not RelationStatus.DOCUMENTED:
            return self.say("our reading")
        if referral.newest_source_date:
            return self.say("a source, {date}", date=self.say.partial_date(referral.newest_source_date))
        return self.say("a source")


def direction_of(referral: Referral, centre: Slug, terms: Terms) -> str:
    """Into `centre`, out of it, or both ways, as the kind of tie is travelled."""
    entry = terms.entry("referral_kinds", referral.kind)
    if entry and entry.extra.get("traversal") == "both":
        return BOTH
    return OUTGOING if referral.source == centre else INCOMING


def by_country(links: Iterable[Link], own: str) -> tuple[CountryLinks, ...]:
    """Ties grouped by the other end's country: the body's own first, then by number, joint bodies last."""
    grouped: dict[str, list[Link]] = {own: []}
    for link in links:
        grouped.setdefault(link.other.country, []).append(link)
    numbers = Counter({country: len(members) for country, members in grouped.items()})
    order = sorted(grouped, key=lambda country: (country != own, country == "INT", -numbers[country], country))
    return tuple(_country(country, grouped[country]) for country in order if grouped[country])


def _country(country: str, members: list[Link]) -> CountryLinks:
    def going(direction: str) -> tuple[Link, ...]:
        return tuple(link for link in members if link.direction == direction)

    return CountryLinks(country, members[0].other.country_name, going(INCOMING), going(BOTH), going(OUTGOING))
