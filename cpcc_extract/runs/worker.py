"""One input at a time: read it, parse it, write its part. Whatever goes wrong becomes its outcome."""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cpcc_extract.errors import ReadError
from cpcc_extract.failure import Failure, failure_of
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.pipeline import parse
from cpcc_extract.reading.source import Source
from cpcc_extract.reading.text import read_source
from cpcc_extract.runs.inputs import printable, stamp
from cpcc_extract.runs.outcome import Outcome, Recipe, Task
from cpcc_extract.runs.pair import joined
from cpcc_extract.writers.formats import format_named
from cpcc_extract.writers.parcel import pack
from cpcc_extract.writers.saved_text import save_text
from cpcc_extract.writers.whole_file import whole_file

PART = 500_000_000
"""Bytes of one input's part of the output. A text without any full stop repeats itself in each of its claims."""


def get_ready(recipe: Recipe) -> None:
    """What is done once in a worker, or before it splits off: rules loaded, format loaded."""
    Lexicon.of(recipe.style.rules)
    format_named(recipe.format)
    gc.freeze()  # pages that are never collected stay shared between processes


def limit_memory(most: int | None) -> None:
    """Have a greedy input fail alone, before the machine runs out."""
    if most is not None:
        with suppress(ImportError, ValueError, OSError):
            import resource  # noqa: PLC0415 - only some systems have it

            # Programs that it starts for a file (LibreOffice) may set themselves another one.
            _, hard = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def limit_part(size: int) -> None:
    """Raises ReadError when one input would fill more of the output than any report does."""
    if size > PART:
        raise ReadError("its claims would fill more than 500 MB: it has no sentences; put full stops into it")


def work(recipe: Recipe, task: Task) -> Outcome:
    """The outcome of one input. Raises nothing but what stops the whole program."""
    try:
        source = _source(recipe, task)
        if recipe.texts is not None:
            save_text(recipe.texts, source)
        document = parse(source, Lexicon.of(recipe.style.rules))
        if recipe.bare:
            return Outcome(task, len(document.claims), document=document)
        part = format_named(recipe.format).encode(document, recipe.style)
        review = pack(document) if recipe.review else b""
        limit_part(len(part) + len(review))
        if recipe.directory is not None:
            _write(recipe, task, part)
            part = b""
        if recipe.review:
            part = joined(part, review)
        return Outcome(task, len(document.claims), part)
    except MemoryError:
        return _failed(task, "MemoryError", "needs more memory than a worker may take; split it, or use fewer --jobs")
    except OSError as error:
        return _failed(task, "WriteError", f"the system refused ({error}); check the disk and the output directory")
    except Exception as error:
        return Outcome(task, failure=failure_of(printable(task.path), error))


def part_file(target: Path) -> Path:
    """Where a file stands until it is whole: the same name in every run, so that no crash leaves it behind for long."""
    return target.with_name(f".cpcc-{sha256(os.fsencode(target.name)).hexdigest()[:16]}.part")


def _source(recipe: Recipe, task: Task) -> Source:
    before = _status(task.path)
    if before is not None and before.st_size > recipe.largest:
        size, most = before.st_size // 1_000_000, recipe.largest // 1_000_000
        raise ReadError(f"has {size} MB, more than {most}; split it, or allow it with --max-size")
    source = read_source(task.path, encoding=recipe.encoding)
    after = _status(task.path)
    if before is None or after is None or stamp(before) != stamp(after) or stamp(after) != task.stamp:
        raise ReadError("changed while the run was reading; run again when nobody writes to it")
    return source


def _status(path: str) -> os.stat_result | None:
    with suppress(OSError, ValueError):
        return Path(path).stat()
    return None  # reading says what is wrong


def _write(recipe: Recipe, task: Task, part: bytes) -> None:
    assert recipe.directory is not None
    target = recipe.directory / task.target
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target, part=part_file(target)) as out:
        format_named(recipe.format).assemble([part], (), out, recipe.style)


def _failed(task: Task, error: str, reason: str) -> Outcome:
    return Outcome(task, failure=Failure(printable(task.path), "failed", error, reason))
