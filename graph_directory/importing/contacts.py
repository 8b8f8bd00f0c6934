"""Checks of how a body is reached: phone numbers, mailboxes, addresses, opening hours, languages spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import phonenumbers
from opening_hours import validate

from graph_directory.importing.values import Complaint, code, flag, text
from graph_directory.vocabulary import PhoneType

_EMAIL = re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_SHORT_DIGITS = 6
_LANGUAGE_CODES = """
aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et
eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj
kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr
nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg
th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_LANGUAGES = frozenset(_LANGUAGE_CODES.split())
# Given names met often in the region: `first.last@` with one of them is most likely one person's own mailbox.
_GIVEN_NAME_LIST = """
alain alexander alice andrea andreas anita anja ann anna anne annelies annick antoine astrid barbara bart ben benoit
bernard bert bram brigitte bruno camille carine caroline catherine celine charlotte chris christian christine
christoph claire claude daan daniel david dirk dominique eline elise elke emma eric erik eva evelien evi filip
francoise frank frederic fred geert georges gerard gert guido guy hans heidi helene hilde ilse ine inge ingrid
isabelle jan jana jean jeroen jessica joris johan johanna joost jos jozef julia julie jurgen kaat karel karin karl
katja katrien klaus koen kris kristof laura lars laurent lena leen lies lieve lisa liesbeth luc lucas luk maarten
manuela marc maria marianne marie marieke marijke mark markus martin martine mathieu matthias mia michael michel mieke
monika monique nadia nathalie nele nico nicole nicolas nina olivier pascal patricia patrick paul peter petra philippe
piet pieter pierre rene rik rita robert roel roland ruth sabine sabrina sandra sara sarah sebastian silke simon sofie
sonja sophie stefan stefanie stephane steven susanne sven sylvie tania thierry thomas tim tine tom uwe valerie vera
veronique vincent walter werner wim wolfgang wouter yves
"""
_GIVEN_NAMES = frozenset(_GIVEN_NAME_LIST.split())


def phone(field: str, value: Any) -> Iterator[Complaint]:
    """A number as dialled; with `e164` it must be dialled from abroad, without it cannot be."""
    if not isinstance(value, dict):
        yield Complaint(field, "must be an object with number, display and type.")
        return
    complaints = list(_phone_fields(field, value))
    yield from complaints
    if not complaints:
        yield from _international(field, value) if value.get("e164") else _national(field, value)


def email(field: str, value: Any) -> Iterator[Complaint]:
    """A mailbox of a desk, in small letters."""
    if not isinstance(value, str) or not _EMAIL.fullmatch(value):
        yield Complaint(field, f"{value!r} must be an e-mail address in small letters.")
    elif _looks_personal(value.partition("@")[0]):
        yield Complaint(field, f"{value!r} looks like one person's mailbox; a desk's is asked for.", "warning")


def address(field: str, value: Any) -> Iterator[Complaint]:
    """A visiting address with at least a locality; a missing country is that of the organisation."""
    if not isinstance(value, dict):
        yield Complaint(field, "must be an object with street, postal_code, locality and country.")
        return
    yield from _unknown(field, value, {"street", "postal_code", "locality", "country"})
    yield from text(f"{field}.locality", value.get("locality"))
    if value.get("country") is not None:
        yield from country(f"{field}.country", value["country"])
    for part in ("street", "postal_code"):
        if value.get(part) is not None:
            yield from text(f"{field}.{part}", value[part])


def hours(field: str, value: Any) -> Iterator[Complaint]:
    """Opening hours in opening_hours syntax."""
    if not isinstance(value, str):
        yield Complaint(field, "must be a text in opening_hours syntax, such as Mo-Fr 09:00-17:00.")
        return
    if not validate(value):
        yield Complaint(field, f"{value!r} is not in opening_hours syntax, such as Mo-Fr 09:00-17:00.")


def country(field: str, value: Any) -> Iterator[Complaint]:
    """A country's two capital letters, or INT for a joint body."""
    if not isinstance(value, str) or not (_COUNTRY.fullmatch(value) or value == "INT"):
        yield Complaint(field, f"{value!r} must be a country's two capital letters, such as BE, or INT.")


def spoken_language(field: str, value: Any) -> Iterator[Complaint]:
    """A language by its two small letters."""
    if value not in _LANGUAGES:
        yield Complaint(field, f"{value!r} must be a language's two small letters (ISO 639-1), such as ro or en.")


def _phone_fields(field: str, value: Mapping[str, Any]) -> Iterator[Complaint]:
    yield from _unknown(field, value, {"number", "display", "e164", "type", "region", "reachable_from_abroad"})
    yield from text(f"{field}.number", value.get("number"))
    yield from text(f"{field}.display", value.get("display"))
    yield from code(PhoneType)(f"{field}.type", value.get("type"))
    if value.get("e164") is not None:
        yield from text(f"{field}.e164", value["e164"])
    if value.get("region") is not None:
        yield from country(f"{field}.region", value["region"])
    if value.get("reachable_from_abroad") is not None:
        yield from flag(f"{field}.reachable_from_abroad", value["reachable_from_abroad"])


def _international(field: str, value: Mapping[str, Any]) -> Iterator[Complaint]:
    e164 = value["e164"]
    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        yield Complaint(f"{field}.e164", f"{e164!r} must begin with + and the country's code, such as +3225111111.")
        return
    wanted = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(parsed):
        yield Complaint(f"{field}.e164", f"{e164!r} is not a number that can exist; check its digits.")
    elif e164 != wanted:
        yield Complaint(f"{field}.e164", f"{e164!r} must be written {wanted}.")
    elif value["number"] != e164:
        yield Complaint(f"{field}.number", f"{value['number']!r} must equal e164 ({e164}).")
    if value.get("reachable_from_abroad") is False:
        yield Complaint(f"{field}.e164", "must be null for a number that cannot be dialled from abroad.")


def _national(field: str, value: Mapping[str, Any]) -> Iterator[Complaint]:
    number = value["number"]
    if value.get("reachable_from_abroad") is not False:
        yield Complaint(f"{field}.reachable_from_abroad", "must be false where there is no e164.")
    if not number.isdecimal():
        yield Complaint(f"{field}.number", f"{number!r} must be digits only; spaces belong in display.")
    elif value["type"] == PhoneType.SHORT or len(number) <= _SHORT_DIGITS:
        if len(number) > _SHORT_DIGITS:
            yield Complaint(f"{field}.number", f"{number!r} is too long for a short number.")
    elif not _possible(number, value.get("region")):
        yield Complaint(f"{field}.number", f"{number!r} is not a number that can exist in {value.get('region')}.")


def _possible(number: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _looks_personal(mailbox: str) -> bool:
    first, dot, last = mailbox.partition(".")
    return bool(dot) and last.isalpha() and (first in _GIVEN_NAMES or len(first) == 1)


def _unknown(field: str, value: Mapping[str, Any], known: set[str]) -> Iterator[Complaint]:
    for key in value:
        if key not in known:
            yield Complaint(f"{field}.{key}", f"is not a known field; known are {', '.join(sorted(known))}.")
