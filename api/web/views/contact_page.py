"""The page of one contact point: whom it reaches, from where its number works, when, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from api.web.views.contact import Asking, Contact, contact_of
from api.web.views.names import Body, body_of
from api.web.views.organisation import SourceLine, source_line
from graph_directory.directory import Directory
from graph_directory.model import ContactPoint, Slug


@dataclass(frozen=True, slots=True)
class ContactPage:
    """Everything the page shows; the first body owns the point, the others are reached by it as well."""

    contact: Contact
    body: Body
    others: tuple[Body, ...]
    valid: str
    sources: tuple[SourceLine, ...]


async def contact_page(point: ContactPoint, directory: Directory, asking: Asking) -> ContactPage | None:
    """The page in one language; None where no body that may be seen stands behind the point."""
    read = await directory.reader.organisations(point.organisations)
    bodies = [read[slug] for slug in point.organisations if slug in read]
    if not bodies:
        return None
    say = asking.say
    named = tuple(body_of(body, directory, say.language) for body in bodies)
    sources = await directory.reader.sources(point.sources)
    return ContactPage(
        contact=contact_of(point, bodies[0].country, asking),
        body=named[0],
        others=named[1:],
        valid=_valid(point, asking),
        sources=tuple(source_line(source, say) for source in sources.values()),
    )


def _valid(point: ContactPoint, asking: Asking) -> str:
    say = asking.say
    if point.valid_to:
        return say("Until {date}", date=say.partial_date(point.valid_to))
    return say("Since {date}", date=say.partial_date(point.valid_from)) if point.valid_from else ""


async def read_contact(directory: Directory, slug: Slug) -> ContactPoint | None:
    """One contact point, or None."""
    return (await directory.reader.contact_points([slug])).get(slug)
