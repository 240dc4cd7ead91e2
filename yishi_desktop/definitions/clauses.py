"""The documents the procedures stand on, with their articles: what is cited must exist."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yishi_desktop.definitions.formats import Format
from yishi_desktop.definitions.structuring import read_toml, structure
from yishi_desktop.domain.procedure import (
    BodyRule,
    Check,
    Due,
    MatterRule,
    Number,
    Procedure,
    RuleItem,
    Stage,
)
from yishi_desktop.paths import data_root

_ARTICLE = r"第[一二三四五六七八九十百千零]+条(?:第[一二三四五六七八九十]+款)?(?:第[一二三四五六七八九十]+项)?(?:末款)?"
_POINT = r"附件\d(?: 协商(?:结果|表决)(?:（\d）)?)?|末段|[一二三四五六七八九](?:（[一二三四五六七八九十]）)?\d?(?![一-龥])"
_NAMED_POINT = r"[一二三四五六七八九]（[一二三四五六七八九十]）\d?"
_CITATION = re.compile(rf"{_ARTICLE}|{_NAMED_POINT}|{_POINT}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A law or circular: its name as sources give it, how clauses abbreviate it, and its articles."""

    name: str
    clauses: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Documents:
    document: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One article cited: from which document, and where in the definitions."""

    document: str
    clause: str
    place: str


def load_documents(path: Path | None = None) -> dict[str, Document]:
    """Every document by its name. `DefinitionError` names the spot of what cannot be used."""
    path = path or data_root() / "resources" / "clauses.toml"
    read = structure(Format(), read_toml(path), _Documents, path.name)
    return {document.name: document for document in read.document}


def cited(source: str, clause: str, documents: Mapping[str, Document], place: str = "") -> list[Citation]:
    """The articles a clause names, each with its document: `第三十五条末款；参照民法典第二百零三条` names two."""
    found = []
    for piece in re.split(r"[、；]", clause):
        name, rest = _document_of(piece, source, documents)
        match = _CITATION.match(rest)
        if match:
            found.append(Citation(name, match[0], place))
    return found


def _document_of(piece: str, source: str, documents: Mapping[str, Document]) -> tuple[str, str]:
    """The document a piece speaks of: its own, unless it opens with the short name of another."""
    rest = piece.removeprefix("参照")
    for document in documents.values():
        for alias in document.aliases:
            if rest.startswith(alias):
                return document.name, rest.removeprefix(alias)
    return source, piece


def unknown_citations(procedures: Iterable[Procedure], documents: Mapping[str, Document]) -> list[Citation]:
    """What is cited from a document that does not have it."""
    return [
        one
        for procedure in procedures
        for one in citations(procedure, documents)
        if one.document not in documents or one.clause not in documents[one.document].clauses
    ]


def citations(procedure: Procedure, documents: Mapping[str, Document]) -> list[Citation]:
    """Every article a procedure cites, in its order."""
    return [
        one
        for source, clause, place in _clauses(procedure)
        for one in cited(source, clause, documents, f"{procedure.id} {place}")
    ]


def _clauses(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    if procedure.vote:
        yield procedure.vote.source or procedure.source, procedure.vote.clause, "vote"
    listed: tuple[RuleItem | Stage, ...] = (*procedure.must, *procedure.exclusions, *procedure.stages)
    for item in listed:
        yield procedure.source, item.clause, item.id
    for step in procedure.steps:
        yield step.source, step.clause, step.id
        parts: tuple[Check | Due, ...] = (*step.checks, *step.dues)
        for part in parts:
            yield part.source or step.source, part.clause, part.id
    for whole in _of_the_whole(procedure):
        yield whole.source or procedure.source, whole.clause, whole.id
    for pair in procedure.counterparts:
        yield pair.source, pair.becomes, pair.clause


def _of_the_whole(procedure: Procedure) -> tuple[Number | Check | Due | BodyRule | MatterRule, ...]:
    return (
        *procedure.numbers,
        *procedure.checks,
        *procedure.dues,
        *procedure.bodies,
        *procedure.matters,
    )
