"""Settings, read once from the environment; the command line may override single values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph_directory.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between two installations.

    `store` is a store URL: `sqlite:///absolute/path.db`, `neo4j://host:7687`, `neo4j+s://...` or `bolt://...`.
    `trusted_documents` is a folder of GraphQL documents; where it is named, no others are answered.
    `hold_questions`: what a page asks is held in memory for a while, so that a browser can go back to its answer.
    """

    store: str
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = None
    neo4j_database: str = "neo4j"
    leave_url: str = "https://www.wikipedia.org/"
    trusted_documents: str | None = None
    introspection: bool = True
    graphql_get: bool = True
    hold_questions: bool = True

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Reads `GRAPH_DIRECTORY_*`; a password may also stand in the file `GRAPH_DIRECTORY_NEO4J_PASSWORD_FILE`.

        Raises SettingsError for a switch that is neither on nor off.
        """
        env = os.environ if env is None else env
        password = env.get("GRAPH_DIRECTORY_NEO4J_PASSWORD")
        password_file = env.get("GRAPH_DIRECTORY_NEO4J_PASSWORD_FILE")
        if password is None and password_file:
            password = Path(password_file).read_text("utf-8").strip()
        return cls(
            store=env.get("GRAPH_DIRECTORY_STORE") or f"sqlite://{default_database(env)}",
            neo4j_user=env.get("GRAPH_DIRECTORY_NEO4J_USER", "neo4j"),
            neo4j_password=password,
            neo4j_database=env.get("GRAPH_DIRECTORY_NEO4J_DATABASE", "neo4j"),
            leave_url=env.get("GRAPH_DIRECTORY_LEAVE_URL", "https://www.wikipedia.org/"),
            trusted_documents=env.get("GRAPH_DIRECTORY_TRUSTED_DOCUMENTS") or None,
            introspection=_is_on(env, "GRAPH_DIRECTORY_INTROSPECTION"),
            graphql_get=_is_on(env, "GRAPH_DIRECTORY_GET"),
            hold_questions=_is_on(env, "GRAPH_DIRECTORY_HOLD_QUESTIONS"),
        )


def _is_on(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingsError(f"{name} is {value!r}; write 1 to switch it on (as it is without the setting) or 0 for off.")


def default_database(env: Mapping[str, str]) -> Path:
    """The embedded database under the user's data directory (XDG)."""
    base = env.get("XDG_DATA_HOME") or str(Path(env.get("HOME", "~")).expanduser() / ".local" / "share")
    return Path(base) / "graph-directory" / "directory.db"
