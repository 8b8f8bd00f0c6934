"""A contact point on a page: numbers that work from where the reader is, mail, hours, languages, freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from api.web.i18n import Say
from api.web.views.hours import hours_line, open_mark
from api.web.views.marks import Mark, freshness_mark
from api.web.views.names import Named, country_in_a_sentence, english
from graph_directory.model import ContactPoint, CountryCode, Phone
from graph_directory.terms import Terms


@dataclass(frozen=True, slots=True)
class Asking:
    """From where and when a page is read: the reader's country (None: not said), the moment, the language."""

    country: CountryCode | None
    at: datetime
    say: Say
    terms: Terms


@dataclass(frozen=True, slots=True)
class Call:
    """A number; `href` is None where it cannot be dialled from the reader's country."""

    display: str
    href: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Site:
    """A web address with the short form that is shown."""

    href: str
    shown: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything a contact panel shows."""

    slug: str
    label: Named
    audience: str
    open: Mark
    calls: tuple[Call, ...]
    emails: tuple[str, ...]
    sites: tuple[Site, ...]
    address: str | None
    hours: str
    languages: str
    note: Named | None
    freshness: Mark

    @property
    def direct(self) -> bool:
        """Whether anything but a page or an address is recorded."""
        return bool(self.calls or self.emails)

    @property
    def is_closed(self) -> bool:
        """Whether it is known to be closed now."""
        return self.open.shape == "closed"


def contact_of(point: ContactPoint, country: CountryCode, asking: Asking) -> Contact:
    """The panel of one contact point; `country` is that of the body, whose clock and holidays count."""
    say, terms = asking.say, asking.terms
    spoken = (terms.label("spoken_languages", code, say.language) for code in point.languages)
    return Contact(
        slug=point.slug,
        label=english(point.label, say.language),
        audience=terms.label("audiences", point.audience, say.language),
        open=open_mark(point.hours, country, asking.at, say),
        calls=tuple(call_of(phone, country, asking) for phone in point.phones),
        emails=point.emails,
        sites=tuple(Site(url, _shown(url)) for url in point.urls),
        address=_address(point),
        hours=hours_line(point.hours, say) if point.hours else say("Not recorded"),
        languages=", ".join(spoken) or say("Not recorded"),
        note=english(point.note, say.language) if point.note else None,
        freshness=freshness_mark(point.newest_source_date, point.confidence, asking.at.date(), say),
    )


def call_of(phone: Phone, country: CountryCode, asking: Asking) -> Call:
    """A number and whether it can be dialled from the reader's country."""
    say = asking.say
    home = phone.region or country
    home_name = country_in_a_sentence(home, asking.terms, say.language)
    href = f"tel:{phone.e164 or phone.number}".replace(" ", "")
    if asking.country == home:
        return Call(phone.display, href, "")
    if phone.reachable_from_abroad is False:
        only = say("Only inside {country}", country=home_name)
        return Call(phone.display, None if asking.country else href, only)
    if phone.reachable_from_abroad is None:
        return Call(phone.display, href, say("Not recorded whether it works from abroad"))
    if asking.country is None:
        return Call(phone.display, href, say("Can be dialled from abroad"))
    asker = country_in_a_sentence(asking.country, asking.terms, say.language)
    return Call(phone.display, href, say("Number works from {country}", country=asker))


def _shown(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _address(point: ContactPoint) -> str | None:
    if point.address is None:
        return None
    place = " ".join(part for part in (point.address.postal_code, point.address.locality) if part)
    return ", ".join(part for part in (point.address.street, place) if part)
