"""The page of one body: who it is, how to reach it, what it does, who refers to whom, how sure we are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.web.i18n import Say
from api.web.views.contact import Asking, Contact, contact_of
from api.web.views.links import CountryLinks, LinkWriter, by_country
from api.web.views.marks import Mark, body_freshness_mark
from api.web.views.names import (
    Body,
    LawLine,
    Named,
    area_names,
    body_of,
    country_in_a_sentence,
    english,
    law_line,
    other_names,
    translated,
)
from graph_directory.directory import Directory
from graph_directory.model import ContactPoint, LegalBasis, MechanismStage, Organisation, Referral, Slug, Source
from graph_directory.vocabulary import Confidence, OrganisationStatus


@dataclass(frozen=True, slots=True)
class Power:
    """What nobody else may do, with the law."""

    text: Named
    laws: tuple[LawLine, ...]


@dataclass(frozen=True, slots=True)
class StageMark:
    """One of the ten stages and this body's part in it: 2 responsible, 1 supporting, 0 none."""

    label: str
    part: int
    word: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as listed."""

    title: str
    url: str
    detail: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything the page of a body shows."""

    body: Body
    others: tuple[Named, ...]
    area: str
    area_note: str
    description: Named | None
    history: tuple[str, ...]
    parent: Body | None
    contacts: tuple[Contact, ...]
    through: tuple[Body, ...]
    admission: Named | None
    powers: tuple[Power, ...]
    services: tuple[str, ...]
    themes: tuple[str, ...]
    people: tuple[str, ...]
    address_secret: bool
    shelter_secret: bool
    stages: tuple[StageMark, ...]
    countries: tuple[CountryLinks, ...]
    home_country: str
    link_count: int
    marks: tuple[Mark, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """What the page is made from, read in a handful of batches."""

    organisation: Organisation
    organisations: Mapping[Slug, Organisation]
    points: tuple[ContactPoint, ...]
    referrals: tuple[Referral, ...]
    laws: Mapping[Slug, LegalBasis]
    sources: Mapping[Slug, Source]
    stages: tuple[MechanismStage, ...]


async def read_records(directory: Directory, organisation: Organisation) -> Records:
    """Everything around one body."""
    reader, slug = directory.reader, organisation.slug
    referrals = (await reader.referrals_of([slug]))[slug]
    points = (await reader.contact_points_of([slug]))[slug]
    ends = {end for referral in referrals for end in (referral.source, referral.target)}
    via = organisation.access.via if organisation.access else ()
    wanted = ends | set(via) | {one for one in (organisation.parent, organisation.successor) if one} | {slug}
    laws = {law for power in organisation.exclusive_powers for law in power.legal_bases}
    cited = dict.fromkeys([*organisation.sources, *(source for point in points for source in point.sources)])
    return Records(
        organisation=organisation,
        organisations=await reader.organisations(sorted(wanted)),
        points=points,
        referrals=referrals,
        laws=await reader.legal_bases(sorted(laws)),
        sources=await reader.sources(list(cited)),
        stages=await reader.mechanism([organisation.country]),
    )


def organisation_page(records: Records, directory: Directory, asking: Asking) -> OrganisationPage:
    """The page's values in one language."""
    say, organisation = asking.say, records.organisation
    language, terms = say.language, directory.guide.terms
    bodies = {slug: body_of(found, directory, language) for slug, found in records.organisations.items()}
    body = body_of(organisation, directory, language)
    links = LinkWriter(bodies, terms, say, asking.at.date()).links(records.referrals, organisation.slug)
    access = organisation.access
    return OrganisationPage(
        body=body,
        others=other_names(organisation, body.name.text),
        area=area_names(organisation.areas, directory, language),
        area_note=_municipalities(organisation, say),
        description=translated(organisation.description, language),
        history=_history(organisation, bodies, say),
        parent=bodies.get(organisation.parent or ""),
        contacts=tuple(contact_of(point, organisation.country, asking) for point in _current(records.points, asking)),
        through=tuple(bodies[slug] for slug in (access.via if access and not access.direct else ()) if slug in bodies),
        admission=english(access.text, language) if access else None,
        powers=tuple(
            _power(power.text, power.legal_bases, records, directory, say) for power in organisation.exclusive_powers
        ),
        services=tuple(terms.label("services", code, language) for code in organisation.services),
        themes=tuple(terms.label("themes", code, language) for code in organisation.themes),
        people=_people(organisation, directory, say),
        address_secret=organisation.address_secret,
        shelter_secret=organisation.shelter_address_secret,
        stages=stage_marks(records.stages, organisation.slug, directory, say),
        countries=by_country(links, organisation.country),
        home_country=country_in_a_sentence(organisation.country, terms, language),
        link_count=len(links),
        marks=_marks(records, asking),
        sources=tuple(source_line(source, say) for source in records.sources.values()),
    )


def _current(points: Sequence[ContactPoint], asking: Asking) -> tuple[ContactPoint, ...]:
    day = asking.at.date().isoformat()
    kept = (point for point in points if point.valid_to is None or point.valid_to >= day[: len(point.valid_to)])
    return tuple(sorted(kept, key=lambda point: not (point.phones or point.emails)))


def _power(text: str, laws: Sequence[Slug], records: Records, directory: Directory, say: Say) -> Power:
    known = (records.laws[slug] for slug in laws if slug in records.laws)
    return Power(english(text, say.language), tuple(law_line(law, directory, say.language, say) for law in known))


def _municipalities(organisation: Organisation, say: Say) -> str:
    if not organisation.municipalities:
        return ""
    places = ", ".join(organisation.municipalities)
    if organisation.municipalities_complete is False:
        return say("Among others: {places}", places=places)
    return say("In {places}", places=places)


def _history(organisation: Organisation, bodies: Mapping[Slug, Body], say: Say) -> tuple[str, ...]:
    lines: list[str] = []
    if organisation.status is OrganisationStatus.ENDED:
        when = organisation.valid_to
        lines.append(say("Ended {date}", date=say.partial_date(when)) if when else say("This body no longer exists"))
    elif organisation.status is OrganisationStatus.UNCLEAR:
        lines.append(say("No source says whether it still exists"))
    if organisation.valid_from and organisation.status is OrganisationStatus.ACTIVE:
        lines.append(say("Since {date}", date=say.partial_date(organisation.valid_from)))
    if organisation.former_names:
        lines.append(say("Formerly {names}", names=", ".join(organisation.former_names)))
    successor = bodies.get(organisation.successor or "")
    if successor:
        lines.append(say("Its work was taken over by {name}", name=successor.name.text))
    return tuple(lines)


def _people(organisation: Organisation, directory: Directory, say: Say) -> tuple[str, ...]:
    terms = directory.guide.terms
    people = [terms.label("target_groups", code, say.language) for code in organisation.target_groups]
    low, high = organisation.min_age, organisation.max_age
    if low is not None and high is not None:
        people.append(say("from {low} to {high} years", low=low, high=high))
    elif low is not None:
        people.append(say("{low} years and over", low=low))
    elif high is not None:
        people.append(say("up to {high} years", high=high))
    return tuple(people)


def stage_marks(stages: Sequence[MechanismStage], slug: Slug, directory: Directory, say: Say) -> tuple[StageMark, ...]:
    """The ten stages of the body's country in order; empty where it has no part in any of them."""
    parts: dict[str, int] = {}
    for stage in stages:
        part = 2 if slug in stage.responsible else 1 if slug in stage.supporting else 0
        parts[stage.stage.value] = max(part, parts.get(stage.stage.value, 0))
    words = ("", say("supports"), say("responsible"))
    if not any(parts.values()):
        return ()
    terms = directory.guide.terms
    return tuple(
        StageMark(terms.label("stages", code, say.language), part, words[part]) for code, part in parts.items()
    )


def _marks(records: Records, asking: Asking) -> tuple[Mark, ...]:
    say, points = asking.say, records.points
    marks = [body_freshness_mark(records.organisation.newest_source_date, asking.at.date(), say)]
    current = sum(point.confidence is Confidence.CURRENT for point in points)
    if points:
        tone = ("fresh", "ok") if current == len(points) else ("stale", "warn")
        text = say.many(
            "{current} of {n} contact from a current source",
            "{current} of {n} contacts from current sources",
            len(points),
            current=current,
        )
        marks.append(Mark(*tone, text))
    if any(point.confidence is Confidence.CONFLICTING for point in points):
        marks.append(Mark("conflicting", "warn", say("Sources disagree about a contact; both values are in its note")))
    confirmed = sum(
        bool(referral.confirmed_by_source and referral.confirmed_by_target) for referral in records.referrals
    )
    if records.referrals and not confirmed:
        marks.append(Mark("neither", "off", say("No tie is confirmed by both ends yet")))
    return tuple(marks)


def source_line(source: Source, say: Say) -> SourceLine:
    """A source with its publisher and date."""
    dated = say.partial_date(source.date) if source.date else say("undated")
    return SourceLine(source.title, source.url, ", ".join(part for part in (source.publisher, dated) if part))
