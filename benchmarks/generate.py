"""A large directory of honest shape: real areas, few national bodies, many local ones, hubs that everybody refers to.

The same size and seed give the same directory. Nothing in it is a real body, number or address.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_directory.model import Area, ContactPoint, Organisation, Phone, Record, Referral, Source
from graph_directory.records import from_record
from graph_directory.shipped import shipped_folder
from graph_directory.store import RecordKind
from graph_directory.vocabulary import (
    Audience,
    OrganisationKind,
    PhoneType,
    ReferralKind,
    RelationStatus,
    ServiceCode,
    TargetGroup,
    ThemeCode,
)

COUNTRIES: Mapping[str, int] = {"NL": 30, "BE": 30, "LU": 4, "DE": 20, "FR": 16}
"""Shares of the bodies, in percent."""
PER_LEVEL: Mapping[int, int] = {0: 150, 1: 40, 2: 80}
"""At most so many bodies work for one area of this level; all others are local. Countries do not grow ministries."""
HUBS_PER_LEVEL: Mapping[int, int] = {0: 6, 1: 2, 2: 3, 3: 1}
TO_A_HUB, TO_A_NEIGHBOUR_COUNTRY = 0.45, 0.06

_KINDS = (
    (OrganisationKind.POLICE, "Police zone", "Zone de police", 18),
    (OrganisationKind.MUNICIPALITY, "Municipality", "Commune", 30),
    (OrganisationKind.VICTIM_SUPPORT, "Victim support", "Aide aux victimes", 16),
    (OrganisationKind.SHELTER, "Shelter", "Foyer", 10),
    (OrganisationKind.NGO, "Association", "Association", 14),
    (OrganisationKind.PROSECUTION, "Prosecutor's office", "Parquet", 4),
    (OrganisationKind.LABOUR_INSPECTION, "Labour inspection", "Inspection du travail", 4),
    (OrganisationKind.COORDINATION, "Coordination", "Coordination", 4),
)
_STEMS = (
    "Ald",
    "Ber",
    "Cor",
    "Dun",
    "Elv",
    "Fern",
    "Gro",
    "Hal",
    "Ist",
    "Kor",
    "Lim",
    "Mer",
    "Nor",
    "Ost",
    "Pol",
    "Ren",
)
_ENDS = ("beke", "burg", "dorp", "ford", "gem", "heim", "lo", "mont", "rode", "stede", "ville", "wijk")


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each."""

    organisations: int
    contact_points: int
    referrals: int


SEED_SIZE = Size(493, 639, 1019)
LARGE = Size(100_000, 300_000, 500_000)


def directory(size: Size, seed: int = 20261124) -> Iterator[Record]:
    """Every record of a directory of that size, what is pointed to before what points to it."""
    chance = random.Random(seed)
    areas = seed_areas()
    yield from areas
    sources = [_source(number) for number in range(max(20, size.organisations // 50))]
    yield from sources
    bodies = list(_organisations(size.organisations, areas, [source.slug for source in sources], chance))
    yield from bodies
    for number in range(size.contact_points):
        yield _contact_point(number, bodies[number % len(bodies)], chance)
    yield from _referrals(size.referrals, bodies, areas, chance)


def seed_areas() -> list[Area]:
    """The real areas."""
    text = (shipped_folder("seed_data") / "areas.json").read_text("utf-8")
    return [area for record in json.loads(text) if isinstance(area := from_record(RecordKind.AREA, record), Area)]


def _source(number: int) -> Source:
    return Source(
        f"src-made-{number}",
        f"Page {number}",
        "Made for measuring",
        f"https://example.org/{number}",
        "2026",
        None,
        True,
    )


def _organisations(
    count: int, areas: Sequence[Area], sources: Sequence[str], chance: random.Random
) -> Iterator[Organisation]:
    slots = _slots(count, areas, chance)
    kinds = chance.choices(_KINDS, [share for *_, share in _KINDS], k=count)
    for number, (area, (kind, english, french, _)) in enumerate(zip(slots, kinds, strict=True)):
        place = f"{chance.choice(_STEMS)}{chance.choice(_STEMS).lower()}{chance.choice(_ENDS)}"
        yield Organisation(
            slug=f"{str(area.country).lower()}-made-{number}",
            names={"en": f"{english} {place} {number}", "fr": f"{french} {place} {number}"},
            country=str(area.country),
            kind=kind,
            areas=(area.code,),
            description={"en": f"{english} of {place}; made for measuring, stands for no real body."},
            municipalities=(place,) if area.level == 3 else (),
            themes=tuple(chance.sample(list(ThemeCode), chance.randint(1, 4))),
            services=tuple(chance.sample(list(ServiceCode), chance.randint(1, 4))),
            target_groups=tuple(chance.sample(list(TargetGroup), chance.randint(1, 2))),
            audience=(Audience.PROFESSIONALS,),
            sources=tuple(chance.sample(sources, 2)),
            newest_source_date="2026-05",
        )


def _slots(count: int, areas: Sequence[Area], chance: random.Random) -> list[Area]:
    known = [area for area in areas if area.country in COUNTRIES and area.level is not None]
    small = count < 2000
    fixed = [
        area
        for area in known
        for _ in range((PER_LEVEL.get(area.level or 0, 0) + (9 if small else 0)) // (10 if small else 1))
    ]
    local = [area for area in known if area.level == 3]
    inside = {country: sum(area.country == country for area in local) for country in COUNTRIES}
    # towns differ in size: the weight of an area is its country's share, spread unevenly (Zipf) inside the country
    weights = [COUNTRIES[str(a.country)] / inside[str(a.country)] / (1 + place % 7) for place, a in enumerate(local)]
    chosen = fixed[:count] + chance.choices(local, weights, k=max(0, count - len(fixed)))
    chance.shuffle(chosen)
    return chosen


def _contact_point(number: int, body: Organisation, chance: random.Random) -> ContactPoint:
    digits = f"{chance.randrange(10**8):08d}"
    phone = Phone(f"+3200{digits}", f"00 {digits[:4]} {digits[4:]}", f"+3200{digits}", PhoneType.FIXED, None, True)
    return ContactPoint(
        slug=f"{body.slug}-point-{number}",
        organisations=(body.slug,),
        label=chance.choice(("Desk", "Line", "Mailbox", "Duty officer")),
        audience=chance.choice((Audience.PUBLIC, Audience.PROFESSIONALS, Audience.VICTIMS)),
        phones=(phone,),
        emails=(f"desk-{number}@example.org",),
        hours="Mo-Fr 09:00-17:00",
        languages=tuple(chance.sample(("nl", "fr", "de", "en"), 2)),
        sources=body.sources[:1],
        newest_source_date="2026-05",
    )


def _referrals(
    count: int, bodies: Sequence[Organisation], areas: Sequence[Area], chance: random.Random
) -> Iterator[Referral]:
    by_area: defaultdict[str, list[Organisation]] = defaultdict(list)
    for body in bodies:
        by_area[body.areas[0]].append(body)
    tree = {area.code: area for area in areas}
    hubs = {code: inside[: HUBS_PER_LEVEL[tree[code].level or 0]] for code, inside in by_area.items()}
    kinds = list(ReferralKind)
    for number in range(count):
        source = bodies[chance.randrange(len(bodies))]
        target = _target(source, by_area, hubs, tree, chance)
        yield Referral(
            slug=f"rel-made-{number}",
            source=source.slug,
            target=target.slug,
            kind=chance.choice(kinds),
            status=RelationStatus.DOCUMENTED if chance.random() < 0.6 else RelationStatus.INFERRED,
            cross_border=source.country != target.country,
            condition="When the person needs what the first body does not offer.",
            themes=source.themes[:2],
            services=target.services[:2],
            target_groups=target.target_groups[:1],
            sources=source.sources[:1],
            newest_source_date="2026-05",
        )


def _target(
    source: Organisation,
    by_area: Mapping[str, Sequence[Organisation]],
    hubs: Mapping[str, Sequence[Organisation]],
    tree: Mapping[str, Area],
    chance: random.Random,
) -> Organisation:
    draw, area = chance.random(), tree[source.areas[0]]
    if draw < TO_A_NEIGHBOUR_COUNTRY and (across := [code for code in area.borders if code in by_area]):
        choices = by_area[chance.choice(across)]
    elif draw < TO_A_HUB and area.parent in hubs:
        choices = hubs[str(area.parent)]
    else:
        choices = by_area[area.code]
    others = [body for body in (choices[chance.randrange(len(choices))],) if body is not source]
    return others[0] if others else hubs[str(source.country)][0]
