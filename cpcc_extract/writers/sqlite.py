"""SQLite: documents, articles, sections and claims with keys; a database that is there is brought up to date."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from cpcc_extract.compiling.indicators import codebook_rows
from cpcc_extract.errors import WriteError
from cpcc_extract.exact_json import plain_number
from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.columns import Column, TableName, table_columns
from cpcc_extract.lexicon.overlay import Overlay
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.records import Document
from cpcc_extract.writers.formats import Style
from cpcc_extract.writers.parcel import Parcel, pack, unpack
from cpcc_extract.writers.table import Cell

APPLICATION = 0x43504343
"""`CPCC` in the header of the file: says whose it is."""
SCHEMA = 1
"""Raised whenever tables or columns change."""
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "TEXT", "date": "TEXT"}
# A decimal as text is exact; beside it stands the number to sort and add by.
_NUMBER = ', "{id}_number" REAL GENERATED ALWAYS AS (CAST("{id}" AS REAL)) VIRTUAL'
_KEYED: dict[TableName, str] = {"articles": '"index"', "sections": "id", "claims": "id"}
_SEARCH = """
CREATE VIRTUAL TABLE sentences USING fts5(sentence, content='claims', content_rowid='row', tokenize='trigram');
CREATE TRIGGER claims_come AFTER INSERT ON claims BEGIN
  INSERT INTO sentences(rowid, sentence) VALUES (new.row, new.sentence);
END;
CREATE TRIGGER claims_go AFTER DELETE ON claims BEGIN
  INSERT INTO sentences(sentences, rowid, sentence) VALUES ('delete', old.row, old.sentence);
END;
"""


def encode(document: Document, style: Style) -> bytes:  # noqa: ARG001 - nothing to choose here
    """The document's rows."""
    return pack(document)


def assemble(parts: Iterable[bytes], failures: Iterable[Failure], out: BinaryIO, style: Style) -> None:
    """The database; what `style.previous` holds stays in it, except the documents that come again.

    A document comes again when its bytes (sha256) or its path were written by an earlier run. Raises WriteError when
    `style.previous` is not a database of this kind.
    """
    with _workplace(out) as path:
        if style.previous and style.previous.exists():
            check_database(style.previous)
            shutil.copyfile(style.previous, path)
        try:
            _build(path, parts, failures, style.rules)
        except sqlite3.Error as error:
            raise WriteError(f"the database cannot be built ({error}); free some space") from None
        with path.open("rb") as made:
            shutil.copyfileobj(made, out)


@contextmanager
def _workplace(out: BinaryIO) -> Iterator[Path]:
    """Where the database is built: beside the file that it becomes, on a disk that must have room for it anyway."""
    named = getattr(out, "name", None)
    with TemporaryDirectory(prefix="cpcc-extract-") as folder:
        beside = isinstance(named, str) and Path(named).is_file()
        path = Path(f"{named}.building") if beside else Path(folder) / "claims.sqlite"
        path.unlink(missing_ok=True)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


def check_database(path: Path) -> None:
    """Raises WriteError for a file that is no database of this version, which is left as it is."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        application = version = 0
    if (application, version) != (APPLICATION, SCHEMA):
        raise WriteError(f"{path}: is no database that this version of cpcc-extract can go on with; name another file")


def _build(path: Path, parts: Iterable[bytes], failures: Iterable[Failure], rules: Overlay) -> None:
    # Nobody else sees this copy: it needs no safety of its own.
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN")
        _fill(database, parts, failures, rules)
        database.execute("COMMIT")
        database.execute("PRAGMA optimize")


def _fill(database: sqlite3.Connection, parts: Iterable[bytes], failures: Iterable[Failure], rules: Overlay) -> None:
    if database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        _create(database)
    (run,) = database.execute("SELECT coalesce(max(run), 0) + 1 FROM documents").fetchone()
    for part in parts:
        parcel = unpack(part)
        _forget(database, parcel, run)
        _insert(database, parcel, run, rules)
    database.execute("DELETE FROM failures")
    rows = ([failure.source, failure.outcome, failure.error, failure.reason] for failure in failures)
    database.executemany(_into("failures"), rows)
    database.execute("DELETE FROM codebook")
    database.executemany(_into("codebook"), ([row.id, row.label, row.definition] for row in codebook_rows(rules)))


def _create(database: sqlite3.Connection) -> None:
    statements = [f"PRAGMA application_id={APPLICATION}", f"PRAGMA user_version={SCHEMA}"]
    statements.append(
        f"CREATE TABLE documents (document INTEGER PRIMARY KEY, {_columns('documents')}, rules TEXT NOT NULL, "
        "run INTEGER NOT NULL)"
    )
    for table, key in _KEYED.items():
        statements.append(
            f"CREATE TABLE {table} (row INTEGER PRIMARY KEY, {_columns(table)}, "
            f"document INTEGER NOT NULL REFERENCES documents(document) ON DELETE CASCADE, UNIQUE (document, {key}))"
        )
    statements += [f"CREATE TABLE {table} ({_columns(table)})" for table in ("failures", "codebook")]
    statements += [
        "CREATE INDEX documents_sha256 ON documents(sha256)",
        "CREATE INDEX documents_source ON documents(source)",
    ]
    statements += [f"CREATE INDEX claims_{name} ON claims({name})" for name in ("indicator", "organisation", "period")]
    for statement in statements:
        database.execute(statement)
    if database.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone() == (1,):
        for statement in _statements(_SEARCH):
            database.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of a script: `executescript` would end the transaction."""
    found, held = [], ""
    for line in script.strip().splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


def _columns(table: TableName) -> str:
    return ", ".join(_column(column) for column in table_columns(table))


def _column(column: Column) -> str:
    return f'"{column.id}" {_TYPES[column.type]}' + (_NUMBER.format(id=column.id) if column.type == "number" else "")


def _forget(database: sqlite3.Connection, parcel: Parcel, run: int) -> None:
    """Take out what earlier runs wrote of the same bytes or the same path. Two inputs of one run both stay."""
    source, _, sha256, *_ = parcel.document
    known = database.execute(
        "SELECT document FROM documents WHERE run < ? AND (sha256 = ? OR source = ?)", (run, sha256, source)
    ).fetchall()
    for table in (*_KEYED, "documents"):
        database.executemany(f"DELETE FROM {table} WHERE document = ?", known)


def _insert(database: sqlite3.Connection, parcel: Parcel, run: int, rules: Overlay) -> None:
    place = database.execute(_into("documents", "rules", "run"), [*parcel.document, rule_version(rules), run]).lastrowid
    tables: tuple[tuple[TableName, Iterable[Sequence[Cell]]], ...] = (
        ("articles", parcel.articles),
        ("sections", parcel.sections),
        ("claims", parcel.claims),
    )
    for table, rows in tables:
        cells = ([*map(_stored, row), place] for row in rows)
        database.executemany(_into(table, "document"), cells)


def _into(table: TableName, *more: str) -> str:
    names = [column.id for column in table_columns(table)] + list(more)
    listed = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({listed}) VALUES ({', '.join('?' * len(names))})"


def _stored(cell: Cell) -> str | int | None:
    if cell is None or isinstance(cell, (str, int)):
        return cell
    return plain_number(cell) if isinstance(cell, Decimal) else cell.isoformat()
