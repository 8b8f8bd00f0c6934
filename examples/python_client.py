"""A typed client of the GraphQL API in one file, with nothing but Python's own library.

Run as `python examples/python_client.py [ADDRESS]`; copy it and keep the questions that you need.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

COUNTERPARTS: Final = """
query Counterparts($input: CounterpartInput!, $first: Int!) {
  findCounterparts(input: $input, first: $first) {
    matchLevel
    matches {
      organisation { slug name country }
      contactPoint { label phones { display } emails }
      reasons { text }
      cautions { text }
    }
  }
}
"""
ORGANISATIONS: Final = """
query Organisations($filter: OrganisationFilter, $after: String) {
  organisations(filter: $filter, first: 100, after: $after) {
    nodes { slug name country }
    pageInfo { hasNextPage endCursor }
  }
}
"""


@dataclass(frozen=True)
class Organisation:
    """A body, as far as these questions ask for it."""

    slug: str
    name: str
    country: str


@dataclass(frozen=True)
class Counterpart:
    """Whom to call, how, why, and what to keep in mind."""

    organisation: Organisation
    desk: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]


class DirectoryError(Exception):
    """The directory did not answer; `code` is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Directory:
    """One directory, by its address."""

    def __init__(self, address: str, language: str = "en", timeout: float = 10.0) -> None:
        self._address = f"{address.rstrip('/')}/graphql"
        self._language = language
        self._timeout = timeout

    def counterparts(self, question: Mapping[str, Any], first: int = 3) -> list[Counterpart]:
        """The best counterparts for a question (a CounterpartInput of the schema), best first."""
        data = self._ask(COUNTERPARTS, {"input": question, "first": first})
        return [_counterpart(match) for match in data["findCounterparts"]["matches"]]

    def organisations(self, **wanted: Any) -> Iterator[Organisation]:
        """Every body that passes a filter (an OrganisationFilter of the schema), page after page."""
        after = None
        while True:
            page = self._ask(ORGANISATIONS, {"filter": wanted, "after": after})["organisations"]
            yield from (Organisation(**node) for node in page["nodes"])
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def _ask(self, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/graphql-response+json",
            "Accept-Language": self._language,
        }
        body = json.dumps({"query": query, "variables": variables}).encode()
        answer = self._sent(urllib.request.Request(self._address, body, headers))  # noqa: S310  (the address is yours)
        for error in answer.get("errors", ()):
            raise DirectoryError(error.get("extensions", {}).get("code", "ERROR"), error["message"])
        data: dict[str, Any] = answer["data"]
        return data

    def _sent(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:  # noqa: S310
                return _read(response.read())
        except urllib.error.HTTPError as error:
            return _read(error.read())  # what is refused comes with its reason, in the same form
        except OSError as error:
            raise DirectoryError("UNREACHABLE", f"{self._address} does not answer: {error}") from error


def _read(body: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(body)
    except ValueError as error:
        raise DirectoryError("NO_GRAPHQL", "What answered is not a directory: no JSON came back.") from error
    return answer


def _counterpart(match: Mapping[str, Any]) -> Counterpart:
    desk = match["contactPoint"] or {"label": None, "phones": [], "emails": []}
    return Counterpart(
        organisation=Organisation(**match["organisation"]),
        desk=desk["label"],
        phones=tuple(phone["display"] for phone in desk["phones"]),
        emails=tuple(desk["emails"]),
        reasons=tuple(reason["text"] for reason in match["reasons"]),
        cautions=tuple(caution["text"] for caution in match["cautions"]),
    )


def main(arguments: list[str]) -> int:
    """Asks two questions and prints the answers."""
    directory = Directory(arguments[0] if arguments else "http://127.0.0.1:8000")
    question = {
        "asker": {"organisation": "be-payoke"},
        "target": {"country": "NL", "place": "Eindhoven"},
        "need": {"services": ["SHELTER"]},
    }
    try:
        for counterpart in directory.counterparts(question):
            print(f"{counterpart.organisation.name} [{counterpart.organisation.slug}]")
            print(f"  {counterpart.desk}: {', '.join(counterpart.phones + counterpart.emails)}")
            print(f"  {counterpart.reasons[0]}")
        print(f"Shelters in Luxembourg: {len(list(directory.organisations(countries=['LU'], services=['SHELTER'])))}")
    except DirectoryError as error:
        print(f"{error.code}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
