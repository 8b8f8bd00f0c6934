"""The page of one legal basis: what it says, whether it binds, and where the directory leans on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.web.views.contact import Asking
from api.web.views.links import LinkWriter
from api.web.views.names import Body, Named, body_of, english
from api.web.views.organisation import SourceLine, source_line
from graph_directory.directory import Directory
from graph_directory.model import LegalBasis, MechanismStage, Organisation, Referral, Slug
from graph_directory.store import RecordKind
from graph_directory.vocabulary import LegalStatus, RelationStatus


@dataclass(frozen=True, slots=True)
class PowerLine:
    """A body that alone may do something, by this law."""

    body: Body
    text: Named


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie that rests on this law."""

    source: Body
    kind: str
    target: Body
    documented: bool


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of a national mechanism that rests on this law."""

    country: str
    country_name: str
    stage: str
    text: Named


@dataclass(frozen=True, slots=True)
class LawPage:
    """Everything the page shows."""

    citation: str
    title: Named
    country: str
    country_name: str
    about: str
    status: str
    binds: bool
    valid: str
    summary: Named
    note: Named | None
    powers: tuple[PowerLine, ...]
    ties: tuple[TieLine, ...]
    stages: tuple[StageLine, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class LawRecords:
    """A legal basis with everything that cites it."""

    law: LegalBasis
    organisations: tuple[Organisation, ...]
    referrals: tuple[Referral, ...]
    stages: tuple[MechanismStage, ...]
    bodies: dict[Slug, Organisation]


async def read_law(directory: Directory, slug: Slug) -> LawRecords | None:
    """The legal basis and what cites it, or None."""
    reader = directory.reader
    law = (await reader.legal_bases([slug])).get(slug)
    if law is None:
        return None
    organisations = [one for one in await reader.records(RecordKind.ORGANISATION) if isinstance(one, Organisation)]
    powerful = tuple(one for one in organisations if _grants(one, slug))
    referrals = tuple(
        one
        for one in await reader.records(RecordKind.REFERRAL)
        if isinstance(one, Referral) and slug in (*one.legal_bases, one.instrument)
    )
    stages = tuple(
        one
        for one in await reader.records(RecordKind.MECHANISM_STAGE)
        if isinstance(one, MechanismStage) and slug in one.legal_bases
    )
    return LawRecords(law, powerful, referrals, stages, {one.slug: one for one in organisations})


def _grants(organisation: Organisation, slug: Slug) -> bool:
    return any(slug in power.legal_bases for power in organisation.exclusive_powers)


async def law_page(records: LawRecords, directory: Directory, asking: Asking) -> LawPage:
    """The page in one language."""
    law, say, terms = records.law, asking.say, directory.guide.terms
    language = say.language
    ends = {end for referral in records.referrals for end in (referral.source, referral.target)}
    wanted = ends | {organisation.slug for organisation in records.organisations}
    bodies = {slug: body_of(records.bodies[slug], directory, language) for slug in wanted if slug in records.bodies}
    sources = await directory.reader.sources(law.sources)
    return LawPage(
        citation=law.citation,
        title=english(law.title, language),
        country=law.country,
        country_name=terms.label("countries", law.country, language),
        about=terms.label("legal_subjects", law.about, language),
        status=terms.label("legal_statuses", law.status, language),
        binds=law.status is LegalStatus.IN_FORCE,
        valid=_valid(law, asking),
        summary=english(law.summary, language),
        note=english(law.note, language) if law.note else None,
        powers=tuple(_powers(records, bodies, language)),
        ties=_ties(records.referrals, LinkWriter(bodies, terms, say, asking.at.date())),
        stages=tuple(_stage(stage, directory, asking) for stage in records.stages),
        sources=tuple(source_line(source, say) for source in sources.values()),
    )


def _valid(law: LegalBasis, asking: Asking) -> str:
    say = asking.say
    if law.valid_from and law.valid_to:
        return say("{start} to {end}", start=say.partial_date(law.valid_from), end=say.partial_date(law.valid_to))
    if law.valid_to:
        return say("Until {date}", date=say.partial_date(law.valid_to))
    return say("Since {date}", date=say.partial_date(law.valid_from)) if law.valid_from else say("Not recorded")


def _powers(records: LawRecords, bodies: dict[Slug, Body], language: str) -> Iterable[PowerLine]:
    for organisation in records.organisations:
        for power in organisation.exclusive_powers:
            if records.law.slug in power.legal_bases:
                yield PowerLine(bodies[organisation.slug], english(power.text, language))


def _ties(referrals: tuple[Referral, ...], writer: LinkWriter) -> tuple[TieLine, ...]:
    return tuple(
        TieLine(
            writer.bodies[referral.source],
            writer.kind(referral, True),
            writer.bodies[referral.target],
            referral.status is RelationStatus.DOCUMENTED,
        )
        for referral in writer.current(referrals)
    )


def _stage(stage: MechanismStage, directory: Directory, asking: Asking) -> StageLine:
    terms, language = directory.guide.terms, asking.say.language
    return StageLine(
        stage.country,
        terms.label("countries", stage.country, language),
        terms.label("stages", stage.stage, language),
        english(stage.text, language),
    )
