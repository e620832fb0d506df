"""What a run has done so far, safe on disk: a run that was killed goes on from here.

One SQLite database beside the output. It holds the inputs in their order and what has come of them, so that nothing of
a run must stay in memory, and it is locked as long as a run lasts, so that no two write the same output.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cpcc_extract.errors import ReadError, WriteError
from cpcc_extract.failure import Failure
from cpcc_extract.runs.inputs import NOTHING_THERE, Found, printable
from cpcc_extract.runs.outcome import Outcome, Task

_APPLICATION = 0x43504A31
_PAGE = 500
"""Inputs that are looked up at a time."""
_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inputs (
  number INTEGER PRIMARY KEY, path BLOB NOT NULL, target TEXT, folded TEXT, stamp TEXT, device INTEGER, inode INTEGER,
  outcome TEXT, error TEXT, reason TEXT
);
CREATE INDEX inputs_identity ON inputs(device, inode) WHERE outcome IS NULL;
CREATE UNIQUE INDEX inputs_folded ON inputs(folded);
CREATE TABLE outcomes (
  id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, target TEXT NOT NULL, stamp TEXT NOT NULL,
  claims INTEGER NOT NULL, part BLOB NOT NULL, outcome TEXT, error TEXT, reason TEXT
);
"""
# The join goes through the inputs in their order and looks up what came of each.
_RESULTS = "FROM inputs CROSS JOIN outcomes ON outcomes.path = inputs.path AND inputs.outcome IS NULL"


@dataclass(frozen=True, slots=True)
class Tally:
    """How a run stands."""

    total: int
    worked: int
    """Inputs that a worker has dealt with."""
    done: int
    failed: int
    skipped: int
    claims: int


class Journal:
    """The journal of one output. Every method raises WriteError when the disk does not take or give what it should."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path` and lock it. Raises WriteError when another run holds it."""
        self._path = path
        with self._told():
            self._database = sqlite3.connect(path, isolation_level=None, timeout=0)
            self._database.execute("PRAGMA locking_mode=EXCLUSIVE")
            (mark,) = self._database.execute("PRAGMA application_id").fetchone()
            (tables,) = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if mark != _APPLICATION and tables:
                raise sqlite3.DatabaseError("file is not a journal")
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.execute("BEGIN IMMEDIATE")
            if not tables:
                self._create()
            self._database.execute("COMMIT")

    def begun(self, settings: Mapping[str, str]) -> bool | None:
        """True when it holds work of a run with these settings, False when of another, None when it holds none."""
        with self._told():
            found = dict(self._database.execute("SELECT name, value FROM settings"))
        return found.items() >= settings.items() if found else None

    def start_anew(self, settings: Mapping[str, str]) -> None:
        """Forget everything; the run has these settings."""
        with self._told(), self._at_once():
            for table in ("settings", "inputs", "outcomes"):
                self._database.execute(f"DELETE FROM {table}")
            self._database.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())

    def note(self, name: str, value: str) -> None:
        """Remember something of the run."""
        with self._told():
            self._database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """What was noted under that name."""
        with self._told():
            row = self._database.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def digest(self) -> str:
        """Of all inputs and what came of them: the same digest, the same output."""
        digest = sha256()
        with self._told():
            for row in self._database.execute(
                "SELECT inputs.path, inputs.stamp, inputs.reason, outcomes.reason FROM inputs "
                "LEFT JOIN outcomes ON outcomes.path = inputs.path ORDER BY inputs.number"
            ):
                digest.update(repr(row).encode(errors="surrogatepass"))
        return digest.hexdigest()

    def plan(self, found: Iterable[Found | Failure], suffix: str, directory: Path | None) -> None:
        """Take down the inputs in their order. What earlier work says of files that have changed is forgotten.

        Each input gets a target of its own, `below` + `suffix`; `directory` is where targets must still be for
        their work to count as done, None where they are in the journal. Raises ReadError, and forgets nothing, when
        there are no inputs.
        """
        with self._told(), self._at_once():
            self._database.execute("DELETE FROM inputs")
            for one in found:
                if isinstance(one, Failure):
                    self._set_aside(os.fsencode(one.source), one)
                elif earlier := self._seen(one):
                    same = Failure(
                        printable(one.path), "skipped", "Repeated", f"is the same file as {printable(earlier)}"
                    )
                    self._set_aside(os.fsencode(one.path), same)
                else:
                    self._add(one, suffix)
            if not self.tally().total:
                raise ReadError(NOTHING_THERE)
            self._database.execute(
                "DELETE FROM outcomes WHERE NOT EXISTS (SELECT 1 FROM inputs WHERE inputs.path = outcomes.path "
                "AND inputs.stamp = outcomes.stamp AND inputs.target = outcomes.target AND inputs.outcome IS NULL)"
            )
            if directory is not None:
                self._forget_missing(directory)

    def tasks(self) -> Iterator[Task]:
        """The inputs that nothing has come of yet, in their order."""
        last = 0
        while True:
            with self._told():
                rows = self._database.execute(
                    "SELECT number, path, target, stamp FROM inputs WHERE number > ? AND outcome IS NULL "
                    "AND NOT EXISTS (SELECT 1 FROM outcomes WHERE outcomes.path = inputs.path) ORDER BY number LIMIT ?",
                    (last, _PAGE),
                ).fetchall()
            if not rows:
                return
            for number, path, target, stamp in rows:
                yield Task(number, os.fsdecode(path), target, stamp)
            last = rows[-1][0]

    def record(self, outcomes: Iterable[Outcome]) -> None:
        """Take down what has come of some inputs, all of it or nothing."""
        rows = [_row(outcome) for outcome in outcomes]
        with self._told(), self._at_once():
            self._database.executemany(
                "INSERT INTO outcomes (path, target, stamp, claims, part, outcome, error, reason) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def parts(self) -> Iterator[bytes]:
        """The parts of all documents, in the order of the inputs."""
        with self._told():
            for (part,) in self._database.execute(
                f"SELECT part {_RESULTS} WHERE outcomes.outcome IS NULL ORDER BY inputs.number"
            ):
                yield part

    def failures(self) -> Iterator[Failure]:
        """Every input without a document, in the order of the inputs."""
        columns = "coalesce(inputs.outcome, outcomes.outcome), coalesce(inputs.error, outcomes.error)"
        with self._told():
            for path, outcome, error, reason in self._database.execute(
                f"SELECT inputs.path, {columns}, coalesce(inputs.reason, outcomes.reason) FROM inputs "
                "LEFT JOIN outcomes ON outcomes.path = inputs.path AND inputs.outcome IS NULL "
                "WHERE inputs.outcome IS NOT NULL OR outcomes.outcome IS NOT NULL ORDER BY inputs.number"
            ):
                yield Failure(printable(os.fsdecode(path)), outcome, error, reason)

    def tally(self) -> Tally:
        """How the run stands."""
        with self._told():
            total, skipped, lost = self._database.execute(
                "SELECT count(*), total(outcome = 'skipped'), total(outcome = 'failed') FROM inputs"
            ).fetchone()
            done, failed, claims = self._database.execute(
                f"SELECT total(outcomes.outcome IS NULL), total(outcomes.outcome IS NOT NULL), total(claims) {_RESULTS}"
            ).fetchone()
        return Tally(total, int(done + failed), int(done), int(failed + lost), int(skipped), int(claims))

    def close(self, *, finished: bool) -> None:
        """Unlock it. It goes when the run is finished or nothing was done; else it stays for a later run."""
        with self._told():
            worked = self._database.execute("SELECT 1 FROM outcomes LIMIT 1").fetchone()
            self._database.close()
            if finished or not worked:
                self._path.unlink(missing_ok=True)

    def _create(self) -> None:
        self._database.execute(f"PRAGMA application_id={_APPLICATION}")
        for statement in _TABLES.split(";")[:-1]:
            self._database.execute(statement)

    def _seen(self, one: Found) -> str | None:
        row = self._database.execute(
            "SELECT path FROM inputs WHERE device = ? AND inode = ? AND outcome IS NULL", _identity(one)
        ).fetchone()
        return os.fsdecode(row[0]) if row else None

    def _add(self, one: Found, suffix: str) -> None:
        for count in range(1, 1_000_000):
            target = one.below + (f"-{count}" if count > 1 else "") + suffix
            try:
                self._database.execute(
                    "INSERT INTO inputs (path, target, folded, stamp, device, inode) VALUES (?, ?, ?, ?, ?, ?)",
                    (os.fsencode(one.path), printable(target), _folded(target), one.stamp, *_identity(one)),
                )
                return
            except sqlite3.IntegrityError:
                continue  # another input of that name

    def _set_aside(self, path: bytes, failure: Failure) -> None:
        self._database.execute(
            "INSERT INTO inputs (path, outcome, error, reason) VALUES (?, ?, ?, ?)",
            (path, failure.outcome, failure.error, failure.reason),
        )

    def _forget_missing(self, directory: Path) -> None:
        rows = self._database.execute("SELECT id, target FROM outcomes WHERE outcome IS NULL")
        gone = [(number,) for number, target in rows if not (directory / target).is_file()]
        self._database.executemany("DELETE FROM outcomes WHERE id = ?", gone)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the database as errors of this package."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise WriteError(f"{self._path}: {_advice(error)}") from None


def _advice(error: Exception) -> str:
    said = str(error)
    if "locked" in said:
        return "another run is writing this output; wait for its end or name another output"
    if "not a" in said or "malformed" in said:
        return "is no journal of a run; remove it or name another output"
    if "unable to open" in said:
        return "the directory of the output does not exist or cannot be written; make it first"
    return f"the journal of the run cannot be kept ({said}); free some space and run again with --resume"


def _row(outcome: Outcome) -> tuple[Any, ...]:
    task, failure = outcome.task, outcome.failure
    why = (failure.outcome, failure.error, failure.reason) if failure else (None, None, None)
    return (os.fsencode(task.path), task.target, task.stamp, outcome.claims, outcome.part, *why)


def _identity(one: Found) -> tuple[int, int]:
    """Device and file number as SQLite holds integers; those of some systems use all 64 bits."""
    device, inode = (part - (1 << 64) if part >= 1 << 63 else part for part in one.identity)
    return device, inode


def _folded(target: str) -> str:
    """Names that some file systems cannot tell apart are the same."""
    return printable(target).casefold()
