"""What every runner does: read texts as JSON, find quantities in them, time it, write the places as JSON.

usage of a runner: PYTHON run_PEER.py ANSWER < REQUEST

PYTHON is that of the peer, which has the peer and nothing of this project. The request is
`{"texts": [...], "runs": N}`. The answer goes to a file, since some peers greet on standard output: `version` (of the
package), `spans` (for each text its `[start, end]` pairs), `seconds` (process time over all texts, the median of N
rounds behind one that is not counted), `failures` (pieces at which the peer raised an error).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median

Spans = Iterable[tuple[int, int]]


def serve(package: str, find: Callable[[str], Spans], *, whole: bool = False) -> None:
    """Answer the request on standard input. `find` is given a line at a time, or the `whole` text."""
    request = json.load(sys.stdin)
    pieces = [list(_pieces(text, whole)) for text in request["texts"]]
    spans, failures = _found(find, pieces)
    times = []
    for _ in range(request["runs"]):
        start = time.process_time()
        _found(find, pieces)
        times.append(time.process_time() - start)
    told = {"version": version(package), "spans": spans, "seconds": median(times), "failures": failures}
    Path(sys.argv[1]).write_text(json.dumps(told), encoding="utf-8")


def _pieces(text: str, whole: bool) -> Iterator[tuple[int, str]]:
    """What the peer is given at a time, and where it begins. Lines of reports are paragraphs or parts of them."""
    if whole:
        yield 0, text
        return
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _found(
    find: Callable[[str], Spans], pieces: list[list[tuple[int, str]]]
) -> tuple[list[list[tuple[int, int]]], int]:
    failures = 0
    spans = []
    for text in pieces:
        found = []
        for at, piece in text:
            try:
                found += [(at + start, at + end) for start, end in find(piece)]
            except Exception:
                failures += 1
        spans.append(found)
    return spans, failures
