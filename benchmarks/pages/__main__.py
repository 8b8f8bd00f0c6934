"""How long a reader waits for the first page and for an answer, while twenty readers a second ask.

`python -m benchmarks.pages [--seconds S] [--rate R]` starts a service with the seed directory and asks it on schedule,
whether it keeps up or not: a page that comes late is counted from the moment it was due. The questions differ, so that
no answer is one that was given before. It ends with 1 where a page takes longer than it may.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import httpx

from tools.service import served

MOST_P95: Final = 300.0
"""Milliseconds, for 20 requests a second on two cores."""
_READER: Final = {"Accept": "text/html", "Accept-Encoding": "identity"}
_LANGUAGES: Final = ("nl", "fr", "de", "en")
_ASKERS: Final = ("be-payoke", "be-pag-asa", "nl-comensha", "lu-infotraite", "be-surya", "")
_PLACES: Final = (
    ("NL", "Eindhoven"), ("NL", "Maastricht"), ("BE", "Luik"), ("BE", "Antwerpen"), ("LU", "Esch-sur-Alzette"),
    ("DE", "Aachen"), ("FR", "Lille"), ("NL", ""), ("BE", "Arlon"), ("DE", "Trier"),
)  # fmt: skip
_NEEDS: Final = ("shelter", "legal_aid", "identification", "residence_procedure", "guardianship", "voluntary_return")
_WORDS: Final = ("", "vrouw van 17 jaar, gedwongen prostitutie, opvang gezocht", "ouvrier sans papiers, exploitation")
Form = Mapping[str, str]
Ask = Callable[[httpx.AsyncClient, int], Coroutine[Any, Any, httpx.Response]]


@dataclass(frozen=True, slots=True)
class Waited:
    """How long one page was waited for, in milliseconds."""

    p50: float
    p95: float
    longest: float


def forms() -> Iterator[Form]:
    """Questions of many kinds, one after the other, over and over."""
    combined = itertools.product(_WORDS, _NEEDS, _PLACES, _ASKERS)
    for words, need, (country, place), asker in itertools.cycle(combined):
        yield {"asker": asker, "country": country, "place": place, "service": need, "text": words}


async def finder(client: httpx.AsyncClient, number: int) -> httpx.Response:
    """The first page."""
    return await client.get(f"/{_LANGUAGES[number % 4]}/", headers=_READER)


def answered(asked: Iterator[Form], reader: bool) -> Ask:
    """A question and its answer: at once as for a program, or over the address that a reader is led to."""

    async def ask(client: httpx.AsyncClient, number: int) -> httpx.Response:
        headers = _READER if reader else {"Accept": "*/*"}
        address = f"/{_LANGUAGES[number % 4]}/answer"
        return await client.post(address, data=next(asked), headers=headers, follow_redirects=True)

    return ask


async def measure(address: str, ask: Ask, rate: float, seconds: float) -> Waited:
    """Asks on schedule and waits for all that were asked."""
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        for number in range(4):
            await ask(client, number)  # what is made once is made now
        begun = time.perf_counter() + 0.1
        due = [begun + number / rate for number in range(int(rate * seconds))]
        waited = await asyncio.gather(*(_one(client, ask, number, moment) for number, moment in enumerate(due)))
    return waited_of(waited)


async def _one(client: httpx.AsyncClient, ask: Ask, number: int, due: float) -> float:
    await asyncio.sleep(due - time.perf_counter())
    (await ask(client, number)).raise_for_status()
    return (time.perf_counter() - due) * 1000


def waited_of(times: Sequence[float]) -> Waited:
    """What the times come to."""
    parts = statistics.quantiles(times, n=20)
    return Waited(statistics.median(times), parts[18], max(times))


def main() -> int:
    """Measures each page by itself and says what came of it."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=(__doc__ or "").splitlines()[0])
    given.add_argument("--seconds", type=float, default=20.0, help="how long each page is asked for")
    given.add_argument("--rate", type=float, default=20.0, help="readers a second")
    wanted = given.parse_args()
    asked = forms()
    pages: Mapping[str, Ask] = {
        "first page": finder,
        "answer, at once": answered(asked, reader=False),
        "answer, over its own address": answered(asked, reader=True),
    }
    late = False
    with served() as address:
        print(f"{wanted.rate:g} a second for {wanted.seconds:g} s, milliseconds until the whole page was there")
        for name, ask in pages.items():
            waited = asyncio.run(measure(address, ask, wanted.rate, wanted.seconds))
            print(f"{name:30} p50 {waited.p50:6.1f}  p95 {waited.p95:6.1f}  longest {waited.longest:6.1f}", flush=True)
            late = late or waited.p95 > MOST_P95
    return int(late)


if __name__ == "__main__":
    raise SystemExit(main())
