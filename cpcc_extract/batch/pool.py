"""Worker processes that may die: each works on one input, and takes no more than that with it."""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from cpcc_extract.batch.inputs import printable
from cpcc_extract.batch.outcome import Outcome, Recipe, Task
from cpcc_extract.batch.worker import get_ready, limit_memory, work
from cpcc_extract.failure import Failure

# A split-off process has the rules at once and shares their memory; elsewhere it must start from nothing.
_SPLITS = sys.platform == "linux"
_KILL = 9
_AHEAD = 2
"""Inputs that a worker is given at a time, so that it never waits for the next."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    given: deque[Task] = field(default_factory=deque)
    """In order; the first is what it works on."""
    since: float = 0.0
    """When it began with that one."""


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


class _Pool:
    def __init__(self, recipe: Recipe, timeout: float, tasks: Iterator[Task]) -> None:
        self._recipe, self._timeout, self._tasks = recipe, timeout, tasks
        self._again: deque[Task] = deque()
        self._workers: dict[Connection, _Worker] = {}

    def hire(self, count: int) -> None:
        """Start processes while there is work for them."""
        for _ in range(count):
            if not (first := self._next()):
                return
            self._again.appendleft(first)
            context = get_context("fork") if _SPLITS else get_context("spawn")
            ours, theirs = context.Pipe()
            # A process that split off holds copies of all our ends; it would never see that we are gone.
            inherited = [ours, *self._workers] if _SPLITS else []
            process = context.Process(target=_serve, args=(self._recipe, theirs, inherited), daemon=True)
            process.start()
            theirs.close()
            self._workers[ours] = worker = _Worker(process, ours, since=time.monotonic())
            self._feed(worker)

    def busy(self) -> bool:
        return bool(self._workers)

    def hear(self) -> Iterator[Outcome]:
        """What the workers have to say next; new work for those who said it."""
        for line in wait(list(self._workers), timeout=1.0):
            assert isinstance(line, Connection)
            worker = self._workers[line]
            try:
                outcome: Outcome = line.recv()
            except (EOFError, OSError):
                yield from self._bury(worker, None)
                continue
            worker.given.popleft()
            worker.since = time.monotonic()
            yield outcome
            self._feed(worker)
        for worker in list(self._workers.values()):
            if worker.given and time.monotonic() - worker.since > self._timeout:
                worker.process.kill()
                yield from self._bury(
                    worker, f"took longer than {self._timeout:g} seconds; split it or raise --timeout"
                )

    def dismiss(self) -> None:
        for worker in self._workers.values():
            worker.process.kill()
        for worker in self._workers.values():
            worker.process.join()
            worker.line.close()
        self._workers.clear()

    def _next(self) -> Task | None:
        return self._again.popleft() if self._again else next(self._tasks, None)

    def _feed(self, worker: _Worker) -> None:
        while len(worker.given) < _AHEAD and (task := self._next()):
            worker.given.append(task)
            try:
                worker.line.send(task)
            except OSError:
                return  # it is dead: reading from it says so next
        if not worker.given:
            worker.line.close()
            worker.process.join()
            del self._workers[worker.line]

    def _bury(self, worker: _Worker, reason: str | None) -> Iterator[Outcome]:
        worker.process.join()
        worker.line.close()
        del self._workers[worker.line]
        if worker.given:
            lost = worker.given.popleft()
            self._again.extend(worker.given)
            died = f"the process that read it died ({_cause(worker.process)}); split it, or use fewer --jobs"
            yield Outcome(lost, failure=Failure(printable(lost.path), "failed", "WorkerError", reason or died))
        self.hire(1)


def _cause(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code == -_KILL:
        return "killed, perhaps because memory ran out"
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def _serve(recipe: Recipe, line: Connection, inherited: list[Connection]) -> None:
    """What a worker does all its life; it ends when nobody holds the other end of its line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the run decides
    for other in inherited:
        other.close()
    if not _SPLITS:
        get_ready(recipe)
    limit_memory(recipe.memory)
    with suppress(EOFError, OSError):
        while True:
            line.send(work(recipe, line.recv()))
