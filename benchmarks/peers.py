"""Other programs on the same texts: what they find and how fast, side by side with this project.

usage: python benchmarks/peers.py [FOLDER | NAME=PYTHON]... [--write]

Installs nothing. FOLDER holds virtual environments called as the peers (`FOLDER/jieba/bin/python`); NAME=PYTHON names
the Python of one. Peers without an environment are left out, and said to be. Each runs in a process of its own
(benchmarks/runners); the figures are printed, and with `--write` put into benchmarks/peers.json, from which
`report_accuracy.py` and `speed.py` make the tables of docs/accuracy.md and docs/performance.md.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks.peer_scores import Annotated, Score, score, texts  # noqa: E402 - runs without being installed
from benchmarks.peer_tables import OURS, PEERS, RESULTS, accuracy, speed  # noqa: E402
from cpcc_extract.scoring.lines import Hits  # noqa: E402

RUNNERS = PROJECT / "benchmarks" / "runners"
RUNS = 5
LONGEST = 3600
"""Seconds that a peer may take for all its rounds."""


def environments(arguments: Sequence[str]) -> dict[str, str]:
    """The Python of each peer that the arguments lead to. Raises SystemExit for one that cannot be meant."""
    names = [peer.id for peer in PEERS if peer.id != OURS]
    found = {}
    for argument in arguments:
        name, equals, python = argument.partition("=")
        if equals and name in names:
            found[name] = python
        elif Path(argument).is_dir():
            pythons = {name: Path(argument, name, "bin", "python") for name in names}
            found |= {name: str(python) for name, python in pythons.items() if python.exists()}
        else:
            raise SystemExit(f"{argument}: no folder, nor NAME=PYTHON with one of {', '.join(names)}")
    return found


def answer(name: str, python: str, given: Sequence[str], runs: int = RUNS) -> dict[str, Any]:
    """What the runner of a peer tells of the texts; see runners/serve.py. Raises RuntimeError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "answer.json")
        try:
            subprocess.run(
                [python, str(RUNNERS / f"run_{name}.py"), str(told)],
                input=json.dumps({"texts": list(given), "runs": runs}).encode(),
                env={**os.environ, "PYTHONPATH": str(PROJECT) if name == OURS else "", "PYTHONIOENCODING": "utf-8"},
                capture_output=True,
                check=True,
                timeout=LONGEST,
            )
        except subprocess.CalledProcessError as error:
            last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise RuntimeError(f"{name}: {' '.join(last) or error}") from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuntimeError(f"{name}: {error}") from None
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        return found


def judged(told: dict[str, Any], sets: dict[str, list[Annotated]]) -> dict[str, dict[str, int]]:
    """The figures of each set of texts, from the spans that were told for all of them in one go."""
    spans = iter(told["spans"])
    scores = {name: sum((score(one, next(spans)) for one in texts), Score(Hits(), 0)) for name, texts in sets.items()}
    return {
        name: {"found": found.hits.right, "exact": found.exact, "false": found.hits.false, "missed": found.hits.missed}
        for name, found in scores.items()
    }


def measure(pythons: dict[str, str]) -> dict[str, Any]:
    """Run all peers over all texts."""
    sets = texts()
    given = [one.text for annotated in sets.values() for one in annotated]
    programs = []
    for name in [OURS, *pythons]:
        try:
            told = answer(name, pythons.get(name, sys.executable), given)
        except RuntimeError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        rate = round(sum(map(len, given)) / told["seconds"])
        programs.append(
            {
                "id": name,
                "version": told["version"],
                "characters_a_second": rate,
                "failures": told["failures"],
                "scores": judged(told, sets),
            }
        )
    return {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "sets": {
            name: {
                "texts": len(annotated),
                "characters": sum(len(one.text) for one in annotated),
                "quantities": sum(len(one.wanted) for one in annotated),
            }
            for name, annotated in sets.items()
        },
        "programs": programs,
    }


def main(arguments: Sequence[str]) -> None:
    """Measure, print, write."""
    pythons = environments([argument for argument in arguments if argument != "--write"])
    for peer in PEERS:
        if peer.id != OURS and peer.id not in pythons:
            print(f"left out: {peer.id}, no environment; it would hold {peer.install}", file=sys.stderr)
    results = measure(pythons)
    print(accuracy(results), speed(results), sep="\n\n")
    if "--write" in arguments:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
