"""How many misprints `check` notices: each number that it found to agree is misprinted on purpose, and tested again.

usage: python benchmarks/misprints.py [--list] [FILE...]

Without files: the samples, and the reports of ../shared where they stand beside the project. --list names each misprint
that goes unnoticed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from cpcc_extract import check, parse, read_source  # noqa: E402 - runs without being installed
from cpcc_extract.records import Basis, Check  # noqa: E402


@dataclass(frozen=True, slots=True)
class Misprint:
    """One number made wrong."""

    source: str
    relation: str
    statement: str
    printed: str
    noticed: bool


def texts() -> tuple[Path, ...]:
    """The samples, and the reports beside the project."""
    folders = (PROJECT / "samples", PROJECT.parent / "shared" / "reports")
    return tuple(path for folder in folders for path in sorted(folder.glob("*.txt")))


def misprints(paths: Iterable[Path]) -> Iterator[Misprint]:
    """Every check that agrees, its stated number misprinted, and whether a conflict is told of."""
    for path in paths:
        text = read_source(path).text
        for one in check(parse(text)):
            basis = _stated(one)
            if one.verdict == "agrees" and (wrong := _wrong(basis.text)) is not None:
                faulty = text[: basis.start] + wrong + text[basis.end :]
                yield Misprint(path.name, one.relation, one.statement, wrong, _noticed(faulty, basis))


def table(found: Sequence[Misprint]) -> list[tuple[str, int, int]]:
    """Relation, misprints, and how many of them were noticed; all of them last."""
    made = Counter(one.relation for one in found)
    noticed = Counter(one.relation for one in found if one.noticed)
    rows = [(relation, made[relation], noticed[relation]) for relation in sorted(made)]
    return [*rows, ("all", len(found), sum(noticed.values()))]


def _stated(one: Check) -> Basis:
    """The number that the others are to lead to."""
    return one.claims[0] if one.relation == "total" else one.claims[-1]


def _wrong(text: str) -> str | None:
    """The number with its first digit one higher (9: 8); None where it is in words."""
    at = next((at for at, char in enumerate(text) if char.isdecimal()), None)
    if at is None:
        return None
    digit = int(text[at])
    return f"{text[:at]}{digit + 1 if digit < 9 else 8}{text[at + 1 :]}"


def _noticed(text: str, basis: Basis) -> bool:
    conflicts = [one for one in check(parse(text)) if one.verdict == "conflicts"]
    return any(claim.start == basis.start for one in conflicts for claim in one.claims)


def main() -> int:
    """Print the table."""
    named = [Path(argument) for argument in sys.argv[1:] if argument != "--list"]
    found = list(misprints(named or texts()))
    if "--list" in sys.argv:
        for one in found:
            if not one.noticed:
                print(f"{one.source}: {one.relation}: {one.statement}; misprinted {one.printed}")
    for relation, made, noticed in table(found):
        print(f"{relation:20} {noticed:4} of {made:4}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
