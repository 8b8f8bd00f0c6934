"""The way over referrals as a journey: stops and legs, each leg with its condition, steps, law and who confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.web.i18n import Say
from api.web.views.links import LinkWriter
from api.web.views.marks import Mark, confirmed_mark
from api.web.views.names import Body, LawLine, Named, english, law_line
from graph_directory.directory import Directory
from graph_directory.model import LegalBasis, Organisation, Referral, Slug
from graph_directory.questions import ReferralPath
from graph_directory.vocabulary import RelationStatus

MAX_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """A body on the way."""

    body: Body
    detail: str
    secret: bool


@dataclass(frozen=True, slots=True)
class Hop:
    """A leg between two stops."""

    kind: str
    documented: bool
    crosses: tuple[Body, Body] | None
    condition: Named
    steps: tuple[str, ...]
    steps_lang: str | None
    laws: tuple[LawLine, ...]
    confirmed: Mark


@dataclass(frozen=True, slots=True)
class Way:
    """Stops and the hops between them; a long way stands upright on every screen."""

    stops: tuple[Stop, ...]
    hops: tuple[Hop, ...]
    summary: str
    cautions: tuple[str, ...] = ()

    @property
    def tall(self) -> bool:
        """Whether it is too long for a row."""
        return len(self.hops) > MAX_IN_A_ROW


@dataclass(frozen=True, slots=True)
class Along:
    """The records a way needs beside its referrals."""

    organisations: Mapping[Slug, Organisation]
    laws: Mapping[Slug, LegalBasis]
    writer: LinkWriter


def way_of(path: ReferralPath, along: Along, directory: Directory, cautions: tuple[str, ...] = ()) -> Way:
    """The way in one language."""
    say = along.writer.say
    hops = tuple(
        _hop(hop, (start, end), along, directory)
        for hop, start, end in zip(path.hops, path.organisations, path.organisations[1:], strict=False)
    )
    borders = sum(hop.crosses is not None for hop in hops)
    steps = say.many("{n} step", "{n} steps", len(hops))
    crossing = say.many("{n} border", "{n} borders", borders)
    last = len(path.organisations) - 1
    stops = tuple(_stop(slug, index, last, along, say) for index, slug in enumerate(path.organisations))
    return Way(stops, hops, f"{steps}, {crossing}.", cautions)


def _stop(slug: Slug, index: int, last: int, along: Along, say: Say) -> Stop:
    body = along.writer.bodies[slug]
    organisation = along.organisations[slug]
    detail = say("You") if index == 0 else body.kind
    secret = organisation.address_secret or (index == last and organisation.shelter_address_secret)
    return Stop(body, detail, secret)


def _hop(referral: Referral, ends: tuple[Slug, Slug], along: Along, directory: Directory) -> Hop:
    writer = along.writer
    say, bodies = writer.say, writer.bodies
    start, end = bodies[ends[0]], bodies[ends[1]]
    known = (along.laws[slug] for slug in referral.legal_bases if slug in along.laws)
    source, target = bodies[referral.source].short.text, bodies[referral.target].short.text
    return Hop(
        kind=writer.kind(referral, referral.source == ends[0]),
        documented=referral.status is RelationStatus.DOCUMENTED,
        crosses=(start, end) if start.country != end.country else None,
        condition=english(referral.condition, say.language),
        steps=referral.steps,
        steps_lang=None if say.language == "en" else "en",
        laws=tuple(law_line(law, directory, say.language, say) for law in known),
        confirmed=confirmed_mark(referral, source, target, say),
    )
