"""How much the directory holds and how sure it is, counted from its records as they are now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from api.web.views.contact import Asking
from graph_directory.directory import Directory
from graph_directory.freshness import freshness_of
from graph_directory.model import ContactPoint, LegalBasis, Organisation, Record, Referral, Source
from graph_directory.store import RecordKind
from graph_directory.vocabulary import Confidence, FreshnessState, RelationStatus

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class CountryFigures:
    """What is recorded for one country."""

    country: str
    country_name: str
    organisations: int
    reachable: int
    contact_points: int
    laws: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: the words, the number, and the whole."""

    label: str
    number: int
    whole: int

    @property
    def percent(self) -> int:
        """The part in whole percent."""
        return round(100 * self.number / self.whole) if self.whole else 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the page counts."""

    sources: int
    sources_dated: int
    sources_set_aside: int
    laws: int
    countries: tuple[CountryFigures, ...]
    contacts: tuple[Share, ...]
    ties: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class _Records:
    organisations: tuple[Organisation, ...]
    points: tuple[ContactPoint, ...]
    referrals: tuple[Referral, ...]
    laws: tuple[LegalBasis, ...]
    sources: tuple[Source, ...]


async def read_figures(directory: Directory, asking: Asking) -> Figures:
    """The figures of this version in one language; counted once a version and day."""
    reader, info, today = directory.reader, await directory.reader.info(), asking.at.date()
    records = _Records(
        _only(Organisation, await reader.records(RecordKind.ORGANISATION)),
        _only(ContactPoint, await reader.records(RecordKind.CONTACT_POINT)),
        _only(Referral, await reader.records(RecordKind.REFERRAL)),
        _only(LegalBasis, await reader.records(RecordKind.LEGAL_BASIS)),
        _only(Source, await reader.records(RecordKind.SOURCE)),
    )
    key = ("figures of the pages", info.version, asking.say.language, today)
    return await directory.shelf.get(key, lambda: _figures(records, asking))


def _only(kind: type[Kind], records: Iterable[Record]) -> tuple[Kind, ...]:
    return tuple(record for record in records if isinstance(record, kind))


def _figures(records: _Records, asking: Asking) -> Figures:
    used = [source for source in records.sources if source.used]
    return Figures(
        sources=len(used),
        sources_dated=sum(source.date is not None for source in used),
        sources_set_aside=len(records.sources) - len(used),
        laws=len(records.laws),
        countries=_countries(records, asking),
        contacts=_contacts(records.points, asking),
        ties=_ties(records.referrals, asking),
    )


def _countries(records: _Records, asking: Asking) -> tuple[CountryFigures, ...]:
    country_of = {body.slug: body.country for body in records.organisations}
    reached = {slug for point in records.points if point.phones or point.emails for slug in point.organisations}
    bodies = Counter(country_of.values())
    reachable = Counter(country_of[slug] for slug in reached if slug in country_of)
    points = Counter(country_of.get(point.organisations[0], "") for point in records.points)
    laws = Counter(law.country for law in records.laws)
    return tuple(
        CountryFigures(
            code,
            asking.terms.label("countries", code, asking.say.language),
            bodies[code],
            reachable[code],
            points[code],
            laws[code],
        )
        for code, _ in sorted(bodies.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _contacts(points: Sequence[ContactPoint], asking: Asking) -> tuple[Share, ...]:
    say, today = asking.say, asking.at.date()
    states = Counter(_state(point, today) for point in points)
    words = (
        ("fresh", say("Checked: the newest source is less than 18 months old")),
        ("due", say("Check due: 18 months to three years")),
        ("stale", say("Older source: more than three years, or judged old when it was read")),
        ("undated", say("Current source, undated")),
        ("conflicting", say("Sources disagree; both values are kept")),
    )
    return tuple(Share(label, states[name], len(points)) for name, label in words)


def _state(point: ContactPoint, today: date) -> str:
    if point.confidence is Confidence.CONFLICTING:
        return "conflicting"
    state = freshness_of(point.newest_source_date, point.confidence, today).state
    names = {FreshnessState.FRESH: "fresh", FreshnessState.DUE: "due", FreshnessState.STALE: "stale"}
    return names.get(state, "undated")


def _ties(referrals: Sequence[Referral], asking: Asking) -> tuple[Share, ...]:
    say = asking.say
    crossing = [referral for referral in referrals if referral.cross_border]
    documented = [referral for referral in referrals if referral.status is RelationStatus.DOCUMENTED]
    both = sum(bool(one.confirmed_by_source and one.confirmed_by_target) for one in referrals)
    return (
        Share(say("Stated by a source"), len(documented), len(referrals)),
        Share(say("Our reading"), len(referrals) - len(documented), len(referrals)),
        Share(say("Across a border"), len(crossing), len(referrals)),
        Share(
            say("Across a border and stated by a source"),
            sum(one.status is RelationStatus.DOCUMENTED for one in crossing),
            len(crossing),
        ),
        Share(say("Confirmed by both ends"), both, len(referrals)),
    )
