"""Many inputs as an iterator, for programs: nothing is written, nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from cpcc_extract.failure import Failure
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.lexicon.overlay import SHIPPED
from cpcc_extract.records import Document
from cpcc_extract.runs.inputs import Choice, find_inputs, printable
from cpcc_extract.runs.machine import core_count, memory_share
from cpcc_extract.runs.outcome import Outcome, Recipe, Task
from cpcc_extract.runs.pool import run_pool
from cpcc_extract.writers.formats import Style

_LARGEST = 100_000_000
"""Bytes that one file may have; more is refused by every reader."""


def batch(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    glob: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    encoding: str | None = None,
    jobs: int | None = None,
    timeout: float = 600.0,
    lexicon: Lexicon | None = None,
) -> Iterator[Document | Failure]:
    """Read every file under the path or `paths` on `jobs` processes (one a core), each input a Document or a Failure.

    They come in the order of the paths, below directories sorted by name, whatever the number of processes; each
    document is the one that `parse_file` makes. A file that is missing, unreadable, takes longer than `timeout` seconds
    or has its process killed is a Failure with the reason, and costs no other. `glob` and `exclude` choose below
    directories, as the options of the command do. Nothing is held but what waits for its turn. Closing the iterator
    ends the processes. Where processes cannot be split off (all but Linux), the calling program must guard its start
    with `if __name__ == "__main__"`.

        >>> from cpcc_extract import Document, batch
        >>> for found in batch(["samples/county_page.txt", "no.txt"], jobs=1):
        ...     if isinstance(found, Document):
        ...         print(found.source.name, len(found.articles), "articles")
        ...     else:
        ...         print(found.source, found.outcome, found.reason)
        county_page.txt 6 articles
        no.txt failed no such file or directory; check the path
    """
    workers = jobs or core_count()
    style = Style(rules=lexicon.overlay if lexicon else SHIPPED)
    recipe = Recipe("jsonl", style, encoding, None, None, _LARGEST, memory_share(workers), bare=True)
    queue = _Queue(os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths))
    choice = Choice(_several(glob), _several(exclude))
    with closing(run_pool(recipe, workers, timeout, queue.tasks(choice))) as outcomes:
        for outcome in outcomes:
            queue.take(outcome)
            yield from queue.ready()
    yield from queue.ready()


def _several(patterns: str | Sequence[str]) -> tuple[str, ...]:
    """A single pattern is one, not the list of its characters."""
    return (patterns,) if isinstance(patterns, str) else tuple(patterns)


class _Queue:
    """Numbers inputs as they are found, and hands out what came of them in that order."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = paths
        self._waiting: dict[int, Document | Failure] = {}
        self._next = 0

    def tasks(self, choice: Choice) -> Iterator[Task]:
        """A task for every file that is read; each file is read once."""
        first: dict[tuple[int, int], str] = {}
        for number, one in enumerate(find_inputs(self._paths, choice)):
            if isinstance(one, Failure):
                self._waiting[number] = one
            elif (seen := first.setdefault(one.identity, one.path)) is not one.path:
                reason = f"the same file as {seen}, which was read already"
                self._waiting[number] = Failure(printable(one.path), "skipped", "Repeated", reason)
            else:
                yield Task(number, one.path, "", one.stamp)

    def take(self, outcome: Outcome) -> None:
        found = outcome.failure or outcome.document
        assert found is not None
        self._waiting[outcome.task.number] = found

    def ready(self) -> Iterator[Document | Failure]:
        while (found := self._waiting.pop(self._next, None)) is not None:
            self._next += 1
            yield found
