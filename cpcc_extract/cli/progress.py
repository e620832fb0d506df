"""How a long run is told of: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cpcc_extract.cli.guard import detail, remark, say, volume

if TYPE_CHECKING:
    from rich.progress import Progress

    from cpcc_extract.runs.journal import Tally
    from cpcc_extract.runs.outcome import Outcome
    from cpcc_extract.runs.run import Summary, Watcher

_LINE_EVERY = 10.0
_BAR_EVERY = 0.1


@contextmanager
def told() -> Iterator[Watcher]:
    """Someone to tell a run to, as standard error allows."""
    if volume() or not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # Without a thread of its own: worker processes are split off this one.
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files · {task.fields[claims]:,} claims · {task.fields[rate]:.0f} files/s ·"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    ) as progress:
        yield Bar(progress)


class _Count:
    """Files and claims so far, and how quickly they come."""

    def __init__(self) -> None:
        self.total = self.files = self.claims = self._earlier = 0
        self._began = self._told = time.monotonic()

    def begins(self, tally: Tally) -> None:
        self.total, self.claims = tally.total, tally.claims
        self.files = self._earlier = tally.done + tally.failed + tally.skipped
        self._began = time.monotonic()

    def goes_on(self, outcome: Outcome) -> None:
        self.files += 1
        self.claims += outcome.claims

    @property
    def rate(self) -> float:
        return (self.files - self._earlier) / max(time.monotonic() - self._began, 0.001)

    def due(self, every: float) -> bool:
        """True once in `every` seconds."""
        if time.monotonic() - self._told < every:
            return False
        self._told = time.monotonic()
        return True


class Lines(_Count):
    """A line every ten seconds; one for each file for who wants all, none for who wants errors only."""

    def goes_on(self, outcome: Outcome) -> None:
        super().goes_on(outcome)
        detail(f"{outcome.task.path}: {outcome.claims} claims")
        if self.due(_LINE_EVERY):
            remark(f"{self.files} of {self.total} files, {self.claims} claims, {self.rate:.0f} files/s")

    def says(self, message: str) -> None:
        remark(message)


class Bar(_Count):
    """A bar that moves ten times a second."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("", total=None, claims=0, rate=0.0)

    def begins(self, tally: Tally) -> None:
        super().begins(tally)
        self._show()

    def goes_on(self, outcome: Outcome) -> None:
        super().goes_on(outcome)
        if self.files == self.total or self.due(_BAR_EVERY):
            self._show()

    def says(self, message: str) -> None:
        self._progress.console.print(f"cpcc-extract: {message}", markup=False, highlight=False)

    def _show(self) -> None:
        self._progress.update(
            self._task, total=self.total, completed=self.files, claims=self.claims, rate=self.rate, refresh=True
        )


def summarise(summary: Summary) -> None:
    """The end of a run on standard error: counts, then the inputs that gave nothing."""
    tally = summary.tally
    remark(
        f"{tally.done} files done, {tally.failed} failed, {tally.skipped} skipped; "
        f"{tally.claims} claims; {summary.seconds:.1f} s"
    )
    for failure in summary.failures:
        say(f"{failure.outcome}: {failure.source}: {failure.reason}")
    if more := tally.failed + tally.skipped - len(summary.failures):
        say(f"… and {more} more")
    if summary.errors:
        say(f"all of them: {summary.errors}")
    if not summary.written:
        say("nothing could be read, so nothing was written")
