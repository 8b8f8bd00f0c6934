"""Small records for the contract suite: sound by themselves, with only what a test is about said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graph_directory.model import (
    Area,
    ContactPoint,
    LegalBasis,
    MechanismStage,
    Organisation,
    Phone,
    Record,
    Referral,
    Source,
)
from graph_directory.store import ChangeSet, RecordKind, Store
from graph_directory.vocabulary import (
    AreaKind,
    Audience,
    LegalStatus,
    LegalSubject,
    MechanismVariant,
    OrganisationKind,
    PhoneType,
    ReferralKind,
    RelationStatus,
    Stage,
)


def area(code: str, parent: str | None = None, level: int = 1) -> Area:
    names = {"nl": f"Gebied {code}", "en": f"Area {code}"}
    return Area(code, level, AreaKind.COUNTRY, code[:2], parent, names, 50.5, 4.0)


def source(slug: str) -> Source:
    return Source(slug, f"Page {slug}", "A ministry", f"https://example.org/{slug}", "2024-05", None, True)


def body(slug: str, **said: Any) -> Organisation:
    plain = Organisation(
        slug=slug,
        names={"nl": f"Huis {slug}", "en": f"House {slug}"},
        country=slug[:2].upper(),
        kind=OrganisationKind.SHELTER,
        areas=(slug[:2].upper(),),
        description={"en": "Gives shelter."},
        sources=("src-one",),
    )
    return replace(plain, **said)


def point(slug: str, *organisations: str, **said: Any) -> ContactPoint:
    phone = Phone("+3225111111", "+32 2 511 11 11", "+3225111111", PhoneType.FIXED, "BE", True)
    return replace(ContactPoint(slug, organisations, "Front desk", Audience.PUBLIC, phones=(phone,)), **said)


def tie(origin: str, destination: str, **said: Any) -> Referral:
    plain = Referral(
        slug=f"rel--{origin}--{destination}",
        source=origin,
        target=destination,
        kind=ReferralKind.REFERS,
        status=RelationStatus.DOCUMENTED,
        cross_border=origin[:2] != destination[:2],
        condition="When a bed is needed.",
    )
    return replace(plain, **said)


def law(slug: str) -> LegalBasis:
    subject, status = LegalSubject.RESIDENCE, LegalStatus.IN_FORCE
    return LegalBasis(slug, slug[:2].upper(), "Act art. 1", "An act", subject, status, "Says who may stay.")


def stage(slug: str, country: str, order: int, *responsible: str, **said: Any) -> MechanismStage:
    plain = MechanismStage(slug, country, Stage.DETECTION, order, MechanismVariant.ADULT, responsible, (), "First.")
    return replace(plain, **said)


async def put(store: Store, *records: Record) -> int:
    return await store.writer().apply(ChangeSet("test", "A test needs it.", records))


async def take_out(store: Store, *keys: tuple[RecordKind, str]) -> int:
    return await store.writer().apply(ChangeSet("test", "A test needs it gone.", deletes=keys))
