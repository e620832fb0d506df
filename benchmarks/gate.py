"""Hold the accuracy: figures on annotated reports must not fall below the floors, and floors only go up.

usage: python benchmarks/gate.py [--update] [GOLD_DIR TEXT_DIR]

Without directories those of ../shared beside the project are taken; where there are none, nothing is held.
--update raises every floor that the figures exceed, to the figure cut off behind three digits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from cpcc_extract.scoring.evaluate import evaluate, figures  # noqa: E402 - runs without being installed

SHARED = PROJECT.parent / "shared"
FLOORS = Path(__file__).parent / "floors.json"
STEP = Decimal("0.001")


def fallen(floors: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """A line for each figure that is below its floor or missing."""
    return [
        f"{name}: {found.get(name, 0):.4f} is below the floor {floor}"
        for name, floor in floors.items()
        if found.get(name, 0) < floor
    ]


def raised(floors: Mapping[str, float], found: Mapping[str, float]) -> dict[str, float]:
    """The floors, each lifted to its figure where that is higher; never lowered."""
    cut = {name: float(Decimal(found.get(name, 0)).quantize(STEP, ROUND_FLOOR)) for name in floors}
    return {name: max(floor, cut[name]) for name, floor in floors.items()}


def main(arguments: list[str]) -> int:
    """Print every held figure beside its floor; 0 when all hold, 1 when one does not."""
    places = [Path(argument) for argument in arguments if argument != "--update"]
    gold, texts = places or (SHARED / "gold", SHARED / "reports")
    if not places and not gold.is_dir():
        print("accuracy: skipped, there are no annotated reports beside the project")
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    found = figures(evaluate(gold, texts))
    if "--update" in arguments:
        floors = raised(floors, found)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    for name, floor in floors.items():
        print(f"{name:16} {found.get(name, 0):.4f}  floor {floor:.3f}")
    problems = fallen(floors, found)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
