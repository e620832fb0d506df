"""Administrative divisions of China by name: provinces, prefectures and counties, present and former."""

from functools import cache
from typing import Literal, NamedTuple

from cpcc_extract.lexicon.store import kept

Level = Literal["province", "prefecture", "county"]

_FILE = "divisions.tsv"
_STEM = 2
_LONGEST = 15  # characters of the longest name


class Division(NamedTuple):
    """One division under one of its names."""

    code: str
    """Six digits of GB/T 2260."""
    name: str
    """In full (石嘴山市)."""
    first: int | None
    """First year under this code and name; None since before 1980."""
    last: int | None
    """Last year; None while in force."""

    @property
    def level(self) -> Level:
        """By the code's zeros. Cities run by no prefecture count as counties."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"


class Divisions(NamedTuple):
    """The whole table, by name."""

    rows: dict[str, list[str]]
    """Lines of the table by name; made into divisions when asked for."""
    in_force: dict[str, str]
    """Present name by code."""

    def called(self, name: str) -> tuple[Division, ...]:
        """Every division that is or was called `name` in full."""
        return tuple(_division(line) for line in self.rows.get(name, ()))

    def find(self, name: str, within: str | None = None) -> Division | None:
        """The division called `name` in full, under the code prefix `within` if one is given.

        Of several, the ones in force win; None when more than one code is left (鼓楼区), or none.
        """
        found = self.called(name)
        if within:
            found = tuple(division for division in found if division.code.startswith(within))
        found = tuple(division for division in found if division.last is None) or found
        codes = {division.code for division in found}
        if len(codes) == 1:
            return found[0]
        latest = max((division.last or 0 for division in found), default=0)
        last = [division for division in found if division.last == latest]
        return last[0] if latest and len(last) == 1 else None

    def shortened(self, name: str, ends: dict[str, str]) -> Division | None:
        """The one division in force whose full name begins like `name` and ends as `ends` says (凉山州)."""
        stem, end = name[:-1], ends.get(name[-1:])
        if end is None or len(stem) < _STEM:
            return None
        full = [one for one in self.in_force.values() if one.startswith(stem) and one.endswith(end)]
        return self.find(full[0]) if len(full) == 1 else None

    def ending(self, text: str, end: int) -> str | None:
        """The longest full name that ends at offset `end` of `text`."""
        for length in range(min(_LONGEST, end), 1, -1):
            name = text[end - length : end]
            if name in self.rows:
                return name
        return None

    def starting(self, text: str, start: int) -> str | None:
        """The longest full name that starts at offset `start` of `text`."""
        for length in range(min(_LONGEST, len(text) - start), 1, -1):
            name = text[start : start + length]
            if name in self.rows:
                return name
        return None

    def heads(self, zeros: str) -> list[tuple[str, str]]:
        """Code and name of the divisions in force whose code ends in `zeros` (0000: provinces)."""
        return [(code, name) for code, name in self.in_force.items() if code.endswith(zeros)]

    def named(self, code: str) -> Division | None:
        """The division in force under `code` (six digits)."""
        found = (one for one in self.called(self.in_force.get(code, "")) if one.code == code)
        return next((one for one in found if one.last is None), None)


def _division(line: str) -> Division:
    code, name, first, last = line.split("\t")
    return Division(code, name, int(first) if first else None, int(last) if last else None)


@cache
def read_divisions() -> Divisions:
    """The table of `data/divisions.tsv`, read at the first call."""
    return kept(Divisions, _read)


def _read() -> Divisions:
    from importlib import resources  # noqa: PLC0415 - what is kept needs none of it

    text = resources.files("cpcc_extract").joinpath("data", _FILE).read_text(encoding="utf-8")
    rows: dict[str, list[str]] = {}
    in_force: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, name, _, last = line.split("\t")
        rows.setdefault(name, []).append(line)
        if not last:
            in_force[code] = name
    return Divisions(rows, in_force)


def division(name: str, within: str | None = None) -> Division | None:
    """The division called `name` in full; see `Divisions.find`."""
    return read_divisions().find(name, within)
