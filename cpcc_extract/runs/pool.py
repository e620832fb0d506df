"""Worker processes that may die: each works on one input, and takes no more than that with it."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from selectors import EVENT_READ, DefaultSelector
from threading import Thread

from cpcc_extract.failure import Failure
from cpcc_extract.runs.inputs import printable
from cpcc_extract.runs.outcome import Outcome, Recipe, Task
from cpcc_extract.runs.worker import get_ready, limit_memory, work

# A split-off process has the rules at once and shares their memory; elsewhere it must start from nothing.
_SPLITS = sys.platform == "linux"
_KILL = 9
_WAITS = 1.0
"""Seconds for which nobody may say anything before the clocks are looked at."""
_LOOKS_EVERY = 0.5
"""Seconds between a worker's looks at whether its run is still there."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    task: Task | None = None
    """What it works on."""
    since: float = 0.0
    """When it began with that."""


def run_pool(recipe: Recipe, jobs: int, timeout: float, tasks: Iterator[Task]) -> Generator[Outcome, None, None]:
    """One outcome for each task, as they are finished, on `jobs` processes.

    A process that dies, or is ended after `timeout` seconds on one input, fails that input and is replaced. All
    processes are gone when this generator is closed.
    """
    if _SPLITS:
        get_ready(recipe)
    pool = _Pool(recipe, timeout, tasks)
    try:
        pool.hire(jobs)
        while pool.busy():
            yield from pool.hear()
    finally:
        pool.dismiss()
        if _SPLITS:
            gc.unfreeze()  # `get_ready` froze it; a program that goes on needs its collector


class _Pool:
    def __init__(self, recipe: Recipe, timeout: float, tasks: Iterator[Task]) -> None:
        self._recipe, self._timeout, self._tasks = recipe, timeout, tasks
        self._workers: dict[Connection, _Worker] = {}
        self._selector = DefaultSelector()

    def hire(self, count: int) -> None:
        """Start processes while there is work for them."""
        for task in islice(self._tasks, count):
            context = get_context("fork") if _SPLITS else get_context("spawn")
            ours, theirs = context.Pipe()
            # A process that split off holds copies of all our ends; it would never see that we are gone.
            inherited = [ours, *self._workers] if _SPLITS else []
            process = context.Process(target=_serve, args=(self._recipe, theirs, inherited, os.getpid()), daemon=True)
            process.start()
            theirs.close()
            self._workers[ours] = _Worker(process)
            if _SPLITS:
                self._selector.register(ours, EVENT_READ, ours)
            self._give(ours, task)

    def busy(self) -> bool:
        return bool(self._workers)

    def hear(self) -> Iterator[Outcome]:
        """What the workers have to say next; new work for those who said it."""
        for line in self._speaking():
            worker = self._workers[line]
            assert worker.task is not None
            try:
                outcome = Outcome(worker.task, *line.recv())
            except (EOFError, OSError):
                yield self._bury(line, None)
                continue
            # One input at a time: what waits behind a long one would wait while others have nothing to do.
            if task := next(self._tasks, None):
                self._give(line, task)
            else:
                self._leave(line)
            yield outcome
        for line, worker in list(self._workers.items()):
            if time.monotonic() - worker.since > self._timeout:
                worker.process.kill()
                yield self._bury(line, f"took longer than {self._timeout:g} seconds; split it or raise --timeout")

    def _speaking(self) -> list[Connection]:
        """The lines on which something was said or that broke, within a second."""
        if not _SPLITS:
            return [line for line in wait(list(self._workers), timeout=_WAITS) if isinstance(line, Connection)]
        return [key.data for key, _ in self._selector.select(_WAITS)]

    def dismiss(self) -> None:
        for worker in self._workers.values():
            worker.process.kill()
        for line in list(self._workers):
            self._leave(line)
        self._selector.close()

    def _give(self, line: Connection, task: Task) -> None:
        worker = self._workers[line]
        worker.task, worker.since = task, time.monotonic()
        with suppress(OSError):  # it is dead: reading from it says so next
            line.send(task)

    def _leave(self, line: Connection) -> _Worker:
        """Let a worker end, which it does when nobody is at the other end."""
        worker = self._workers.pop(line)
        if _SPLITS:
            self._selector.unregister(line)
        line.close()
        worker.process.join()
        return worker

    def _bury(self, line: Connection, reason: str | None) -> Outcome:
        worker = self._leave(line)
        assert worker.task is not None
        died = f"the process that read it died ({_cause(worker.process)}); split it, or use fewer --jobs"
        self.hire(1)
        lost = Failure(printable(worker.task.path), "failed", "WorkerError", reason or died)
        return Outcome(worker.task, failure=lost)


def _cause(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code == -_KILL:
        return "killed, perhaps because memory ran out"
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def _serve(recipe: Recipe, line: Connection, inherited: list[Connection], parent: int) -> None:
    """What a worker does all its life; it ends when nobody holds the other end of its line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the run decides
    for other in inherited:
        other.close()
    if not _SPLITS:
        get_ready(recipe)
    limit_memory(recipe.memory)
    if os.name == "posix":
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            _, *said = work(recipe, line.recv())  # whoever gave the task knows it
            line.send(said)


def _end_with(parent: int) -> None:
    """End this process soon after its run was killed, even in the middle of a long input that nobody waits for."""
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY)
    os._exit(1)
