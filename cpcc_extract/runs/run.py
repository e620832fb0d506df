"""The whole run: find the inputs, work on them in many processes, put the parts together, say what failed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from cpcc_extract.exact_json import dumps
from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.version import rule_version
from cpcc_extract.runs.inputs import Choice, find_inputs
from cpcc_extract.runs.journal import Journal, Tally
from cpcc_extract.runs.outcome import Outcome, Recipe
from cpcc_extract.runs.pair import parted
from cpcc_extract.runs.pool import run_pool
from cpcc_extract.runs.worker import part_file
from cpcc_extract.writers.datapackage import describe
from cpcc_extract.writers.formats import format_named
from cpcc_extract.writers.whole_file import whole_file

_SAFE_EVERY = 1.0
"""Seconds of work that a crash can cost."""
_HELD = 20_000_000
"""Bytes of parts that are held in memory before they go to the disk."""
_MADE = "made"
_NAMED = 20
"""Failures that a summary names; all of them are in the file."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    out: Path
    recipe: Recipe
    choice: Choice
    jobs: int
    timeout: float
    """Seconds that one input may take."""
    resume: bool
    """Go on from where an earlier run of the same kind was stopped."""
    datapackage: bool
    """Write datapackage.json beside the output."""
    review: Path | None = None
    """The workbook for corrections, where one is wanted; the recipe says so too."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of it."""

    tally: Tally
    seconds: float
    failures: tuple[Failure, ...]
    """The first of those that failed or were skipped."""
    errors: Path | None
    """The file that names all of them; None where there are none."""
    written: bool
    """False when no input at all could be read: nothing is written then."""


class Watcher(Protocol):
    """Who is told how a run goes."""

    def begins(self, tally: Tally) -> None:
        """The inputs are known; `tally` counts what earlier runs did."""

    def goes_on(self, outcome: Outcome) -> None:
        """One more input is dealt with."""

    def says(self, message: str) -> None:
        """Something that the user should know."""


def journal_of(out: Path) -> Path:
    """Where the journal of a run to `out` is kept while it lasts."""
    return out.with_name(f"{out.name}.journal")


def errors_of(out: Path) -> Path:
    """The file that names the inputs without a document."""
    return out.with_name(f"{out.name}.errors.jsonl")


def package_of(out: Path) -> Path:
    """The description of the output."""
    return out.with_name("datapackage.json")


def run_batch(arguments: Iterable[str], request: Request, watcher: Watcher) -> Summary:
    """Read all inputs that the arguments lead to and write `request.out`, whole or not at all.

    A file that cannot be read costs itself alone. When the run is stopped, by an exception or by force, a later one
    with `resume` goes on where it was and ends with the same bytes. Raises WriteError when something cannot be
    written, ReadError when there is no input.
    """
    began = time.monotonic()
    format_named(request.recipe.format)
    journal = Journal(journal_of(request.out))
    finished = False
    try:
        _prepare(journal, arguments, request, watcher)
        _work(journal, request, watcher)
        tally = journal.tally()
        if tally.done:
            _assemble(journal, request)
            _review(journal, request)
        failures = tuple(islice(journal.failures(), _NAMED))
        errors = _write_errors(journal, request.out, failures)
        if tally.done and request.datapackage:
            _describe(request)
        finished = True
    finally:
        journal.close(finished=finished)
    return Summary(tally, time.monotonic() - began, failures, errors, tally.done > 0)


def _prepare(journal: Journal, arguments: Iterable[str], request: Request, watcher: Watcher) -> None:
    settings = _settings(request.recipe)
    begun = journal.begun(settings)
    if begun is not None and not request.resume:
        watcher.says("an earlier run to this output was not finished; starting anew (--resume goes on with it)")
    elif begun is False:
        watcher.says("the earlier run had other rules or options; starting anew")
    if not (request.resume and begun):
        journal.start_anew(settings)
    directory = request.recipe.directory
    choice = Choice(request.choice.globs, request.choice.excludes, _own(request))
    journal.plan(find_inputs(arguments, choice), f".{request.recipe.format}" if directory else "", directory)
    tally = journal.tally()
    if request.resume and tally.worked:
        watcher.says(f"going on: {tally.worked} of {tally.total} files were dealt with before")
    watcher.begins(tally)


def _settings(recipe: Recipe) -> dict[str, str]:
    """All that the parts in a journal depend on."""
    return {
        "rules": rule_version(recipe.style.rules),
        "format": recipe.format,
        "columns": ",".join(recipe.style.columns),
        "encoding": recipe.encoding or "",
        "directory": str(recipe.directory or ""),
        "texts": str(recipe.texts or ""),
        "largest": str(recipe.largest),
        "review": str(recipe.review),
    }


def _own(request: Request) -> frozenset[str]:
    out = request.out
    journal = journal_of(out)
    files = [out, journal, errors_of(out), part_file(out), part_file(errors_of(out)), package_of(out)]
    files += [journal.with_name(f"{journal.name}{end}") for end in ("-wal", "-shm", "-journal")]
    if request.recipe.texts is not None:
        files.append(request.recipe.texts)
    if request.review is not None:
        files += [request.review, part_file(request.review)]
    return frozenset(os.path.realpath(file) for file in files)


def _work(journal: Journal, request: Request, watcher: Watcher) -> None:
    held: list[Outcome] = []
    size, safe = 0, time.monotonic()
    with closing(run_pool(request.recipe, request.jobs, request.timeout, journal.tasks())) as outcomes:
        try:
            for outcome in outcomes:
                held.append(outcome)
                size += len(outcome.part)
                watcher.goes_on(outcome)
                if size > _HELD or time.monotonic() - safe > _SAFE_EVERY:
                    journal.record(held)
                    held, size, safe = [], 0, time.monotonic()
        finally:
            journal.record(held)


def _assemble(journal: Journal, request: Request) -> None:
    recipe = request.recipe
    if recipe.directory is not None:
        return  # each document is where it belongs already
    digest = journal.digest()
    if request.out.is_file() and journal.noted(_MADE) == _made(request.out.stat(), digest):
        return  # the earlier run was stopped behind this point
    with whole_file(request.out, part=part_file(request.out)) as out:
        parts = (parted(part)[0] for part in journal.parts()) if recipe.review else journal.parts()
        format_named(recipe.format).assemble(parts, journal.failures(), out, recipe.style)
        out.flush()
        journal.note(_MADE, _made(os.fstat(out.fileno()), digest))


def _review(journal: Journal, request: Request) -> None:
    if request.review is not None:
        from cpcc_extract.review.sheet import assemble  # noqa: PLC0415 - few runs want it

        with whole_file(request.review, part=part_file(request.review)) as out:
            style = request.recipe.style
            assemble((parted(part)[1] for part in journal.parts()), out, style.headers, style.rules)


def _made(status: os.stat_result, digest: str) -> str:
    """What a file keeps when it is renamed, and what it was made from: a database must not be updated twice."""
    return f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}:{digest}"


def _write_errors(journal: Journal, out: Path, first: tuple[Failure, ...]) -> Path | None:
    errors = errors_of(out)
    if not first:
        errors.unlink(missing_ok=True)  # what an earlier run said of this output holds no longer
        return None
    with whole_file(errors, part=part_file(errors)) as stream:
        for failure in journal.failures():
            stream.write(dumps(_record(failure)).encode() + b"\n")
    return errors


def _record(failure: Failure) -> dict[str, str]:
    return {
        "source": failure.source,
        "outcome": failure.outcome,
        "error": failure.error,
        "reason": failure.reason,
    }


def _describe(request: Request) -> None:
    package = package_of(request.out)
    with whole_file(package, part=part_file(package)) as stream:
        stream.write(describe(request.out.name, request.recipe.format, request.recipe.style))
