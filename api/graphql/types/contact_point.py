"""Contact points: desks, lines, mailboxes, counters and pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry
from strawberry import UNSET

from api.graphql.arguments import AtMoment, InLanguage
from api.graphql.context import Context
from api.graphql.fields import recorded, resolved
from api.graphql.loaders import then
from api.graphql.types.basics import Address, Freshness, LocalizedText, Node, Phone, Source, freshness_in, written
from api.graphql.types.organisation import Organisation, organisations_called, sources_of
from graph_directory import hours, model
from graph_directory.vocabulary import Audience


@strawberry.type(description="A desk, line, mailbox, counter or page; by function, never by person.")
class ContactPoint(Node):
    """A way to reach one or several bodies."""

    record: strawberry.Private[model.ContactPoint]
    slug: str = recorded("slug", description="Stable human-readable key, such as be-stopmensenhandel-line.")
    audience: Audience = recorded("audience", description="Whom it is meant for.")
    phones: list[Phone] = recorded("phones", description="Numbers, in the order recorded.")
    emails: list[str] = recorded("emails", description="E-mail addresses of the function.")
    urls: list[str] = recorded("urls", description="Pages and forms.")
    hours: str | None = recorded(
        "hours", description="Opening hours in opening_hours syntax, local time; null = not recorded."
    )
    languages: list[str] = recorded("languages", description="Languages spoken, ISO 639-1; empty = not stated.")
    note: str | None = recorded("note", description="What else to know, in English; null where there is nothing.")

    @resolved(description="What it is called, in the language of the record.")
    def label(self, language: InLanguage = UNSET) -> str:  # noqa: ARG002  (a record keeps one label)
        """Says what it is."""
        return self.record.label

    @resolved(
        description="Where to go; null where there is none, or where the place is kept secret.",
        graphql_type=Address | None,
    )
    def address(self) -> Any:
        """Where it is."""
        address = self.record.address
        return (
            then(_country(self.record, self.ctx), lambda country: _address(address, country, self.ctx))
            if (address)
            else None
        )

    @resolved(
        description="Whether it is open, by its hours and its country's public holidays; null = not known. "
        "The moment may be given in any offset.",
        graphql_type=bool | None,
    )
    def is_open(self, at: AtMoment = UNSET) -> Any:
        """Whether somebody answers."""
        return self._by_hours(hours.is_open, at)

    @resolved(
        description="When it opens next; null while it is open, or where hours are not known.",
        graphql_type=datetime | None,
    )
    def next_opening(self, at: AtMoment = UNSET) -> Any:
        """When somebody answers again."""
        return self._by_hours(hours.next_opening, at)

    @resolved(
        description="Admission rules of the body behind it; null where no source says.",
        graphql_type=LocalizedText | None,
    )
    def access(self, language: InLanguage = UNSET) -> Any:  # noqa: ARG002  (kept in English)
        """Says who gets in."""
        return then(self.ctx.batches.organisations.get(self.record.organisations[0]), _access)

    @resolved(description="How far the record can be relied on today.")
    def freshness(self) -> Freshness:
        """How fresh it is."""
        return freshness_in(self.ctx, self.record.newest_source_date, self.record.confidence)

    @resolved(description="The bodies it stands in front of; the first one owns it.", graphql_type=list[Organisation])
    def organisations(self) -> Any:
        """Whom one reaches."""
        return organisations_called(self.record.organisations, self.ctx)

    @resolved(description="What the record was written from.", graphql_type=list[Source])
    def sources(self) -> Any:
        """Where it was read."""
        return sources_of(self.record.sources, self.ctx)

    def _by_hours(self, ask: Any, at: datetime | None) -> Any:
        written_hours = self.record.hours
        if not written_hours:
            return None
        moment = at or self.ctx.now
        return then(_country(self.record, self.ctx), lambda country: ask(written_hours, country, moment))


def contact_point_of(record: model.ContactPoint, ctx: Context) -> ContactPoint:
    """A contact point."""
    return ContactPoint(ctx=ctx, record=record)


def contact_points_of(
    records: Sequence[model.ContactPoint] | None, audience: Audience | None, ctx: Context
) -> list[ContactPoint]:
    """Several contact points in their order; with an audience, those meant for it."""
    meant = [record for record in records or () if record.audience is audience] if audience else records or ()
    return [ContactPoint(ctx=ctx, record=record) for record in meant]


def _country(record: model.ContactPoint, ctx: Context) -> Any:
    if record.address and record.address.country:
        return record.address.country
    owner = ctx.batches.organisations.get(record.organisations[0])
    return then(owner, lambda body: body.country if body else record.slug[:2].upper())


def _address(address: model.Address, country: str, ctx: Context) -> Address:
    place = ctx.directory.guide.places.resolve(address.locality, country).place
    return Address(
        street=address.street,
        postal_code=address.postal_code,
        locality=address.locality,
        country=country,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _access(body: model.Organisation | None) -> LocalizedText | None:
    return written(body.access.text) if body and body.access and body.access.text else None
