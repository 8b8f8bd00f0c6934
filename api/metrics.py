"""What is counted while serving, as Prometheus reads it; no label ever holds a word of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

_ABOUT: Final = {
    "graph_directory_graphql_requests_total": "GraphQL requests by HTTP status.",
    "graph_directory_graphql_cache_hits_total": "GraphQL answers given from memory.",
}


class Metrics:
    """Counters of one process."""

    def __init__(self) -> None:
        self.requests: Counter[int] = Counter()
        self.cache_hits = 0

    def lines(self, version: int | None) -> Iterator[str]:
        """The text format: version of the directory (absent while the store is down) and the counters."""
        yield "# HELP graph_directory_up Whether the store answers."
        yield "# TYPE graph_directory_up gauge"
        yield f"graph_directory_up {int(version is not None)}"
        if version is not None:
            yield "# HELP graph_directory_version Version of the directory; every write raises it."
            yield "# TYPE graph_directory_version gauge"
            yield f"graph_directory_version {version}"
        values = {
            "graph_directory_graphql_requests_total": [
                (f'{{status="{status}"}}', number) for status, number in sorted(self.requests.items())
            ],
            "graph_directory_graphql_cache_hits_total": [("", self.cache_hits)],
        }
        for name, series in values.items():
            yield f"# HELP {name} {_ABOUT[name]}"
            yield f"# TYPE {name} counter"
            yield from (f"{name}{labels} {number}" for labels, number in series)
