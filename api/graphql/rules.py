"""What an installation allows: introspection, reading by GET, and which documents are answered at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from api.graphql.documents import Document, Invalid, read_document
from api.graphql.failures import Refusal
from api.graphql.requests import Sent
from graph_directory.errors import SettingsError
from graph_directory.settings import Settings

ENDING: Final = ".graphql"
_SETTING: Final = "GRAPH_DIRECTORY_TRUSTED_DOCUMENTS"
_NO_STORE: Final = (
    "No documents are kept here under a hash: send the text of the document as `query`, by POST or by GET."
)
_NOT_FOUND: Final = (
    "No document is kept here under this hash. Send the sha256 of the exact text of a trusted document, in 64 "
    f"hexadecimal digits; ask the operator to add yours to the folder of {_SETTING}."
)
_NOT_TRUSTED: Final = (
    'Only trusted documents are answered here, by their hash: send `"documentId": "sha256:..."` in place of `query`. '
    f"Ask the operator to add your document to the folder of {_SETTING}."
)
_INTROSPECTION_OFF: Final = (
    "Questions about the schema (`__schema`, `__type`) are switched off here. The schema stands in the documentation; "
    "the operator can switch them on with GRAPH_DIRECTORY_INTROSPECTION=1."
)
_GET_OFF: Final = "Reading by GET is switched off here: send the same question by POST, as JSON."


@dataclass(frozen=True, slots=True)
class Rules:
    """The switches of one installation; `trusted` holds texts by their sha256, None where any document is answered."""

    introspection: bool = True
    by_get: bool = True
    trusted: Mapping[str, str] | None = None

    @classmethod
    def of(cls, settings: Settings) -> Rules:
        """The rules that the settings name.

        Raises SettingsError for a folder that cannot be read or a document in it that cannot be answered.
        """
        folder = settings.trusted_documents
        trusted = dict(_texts_by_hash(Path(folder))) if folder else None
        return cls(settings.introspection, settings.graphql_get, trusted)

    def text(self, sent: Sent) -> str:
        """The document that a request asks for.

        Raises Refusal for one that is not answered here.
        """
        if sent.by_get and not self.by_get:
            raise Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "GET_OFF", _GET_OFF)
        if self.trusted is not None:
            return self._trusted_text(self.trusted, sent)
        if sent.query is None:
            raise Refusal(HTTPStatus.BAD_REQUEST, "PERSISTED_QUERY_NOT_SUPPORTED", _NO_STORE)
        return sent.query

    def check(self, document: Document) -> None:
        """Raises Refusal for a document that asks what is not told here."""
        if document.introspects and not self.introspection:
            raise Refusal(HTTPStatus.FORBIDDEN, "INTROSPECTION_OFF", _INTROSPECTION_OFF)

    def _trusted_text(self, trusted: Mapping[str, str], sent: Sent) -> str:
        if sent.document_hash is None:
            raise Refusal(HTTPStatus.FORBIDDEN, "DOCUMENT_NOT_TRUSTED", _NOT_TRUSTED)
        if sent.document_hash not in trusted:
            raise Refusal(HTTPStatus.NOT_FOUND, "PERSISTED_QUERY_NOT_FOUND", _NOT_FOUND)
        return trusted[sent.document_hash]


def _texts_by_hash(folder: Path) -> Iterator[tuple[str, str]]:
    """Each document under the hash of its exact text, and of the text without the line end that editors add."""
    if not folder.is_dir():
        raise SettingsError(f"{_SETTING} names {folder}, which is no folder. Name one that holds {ENDING} files.")
    paths = sorted(folder.rglob(f"*{ENDING}"))
    if not paths:
        raise SettingsError(f"{_SETTING} names {folder}, which holds no {ENDING} file: nothing could be answered.")
    for path in paths:
        text = _readable(path)
        yield _hash(text), text
        yield _hash(text.strip()), text


def _readable(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
        found = read_document(text)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The trusted document {path} cannot be read as text in UTF-8: {error}.") from error
    if isinstance(found, Refusal):
        raise SettingsError(f"The trusted document {path} cannot be answered: {found.message}")
    if isinstance(found, Invalid):
        raise SettingsError(f"The trusted document {path} cannot be answered: {found.errors[0]['message']}")
    return text


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
