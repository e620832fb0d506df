"""Rules for formats other than plain text: names of Word styles, parts of web pages, look-alikes in PDF files."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from cpcc_extract.compiling.rows import Row, read_rows

FILE = "inputs.toml"

StyleRole = Literal["title", "heading", "contents"]

_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = (*range(0xF900, 0xFA6E), *range(0xFA70, 0xFADA))


class WordStyleRow(Row):
    """Names of a kind of paragraph style; the group `level` holds a heading's level."""

    role: StyleRole
    pattern: str


class PagePartRow(Row):
    """Words in the class or id of a part of a web page that is not its text."""

    pattern: str


class RadicalRow(Row):
    """Pairs of a radical and the ideograph that it looks like."""

    pairs: str


class StyleName(NamedTuple):
    """What the name of a paragraph style says."""

    role: StyleRole
    level: int
    """0 for all but headings."""


@cache
def _style_patterns() -> tuple[tuple[re.Pattern[str], StyleRole], ...]:
    rows = read_rows(FILE, "word_style", WordStyleRow)
    return tuple((re.compile(row.pattern, re.IGNORECASE), row.role) for row in rows)


def read_style_name(name: str) -> StyleName | None:
    """What a paragraph style of that name is for; None when the name does not say."""
    for pattern, role in _style_patterns():
        if found := pattern.fullmatch(name):
            return StyleName(role, int(found["level"]) if role == "heading" else 0)
    return None


@cache
def page_part_words() -> re.Pattern[str]:
    """Matches a whole word of a class or id that names a part which is not the page's text."""
    return re.compile("|".join(row.pattern for row in read_rows(FILE, "page_part", PagePartRow)))


@cache
def look_alikes() -> dict[int, str]:
    """Code points that stand for an ideograph in PDF files, each with that one character: ⼈ for 人, ⺠ for 民."""
    pairs = "".join(row.pairs for row in read_rows(FILE, "radical", RadicalRow))
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_COMPATIBILITY)}
    table |= {ord(radical): ideograph for radical, ideograph in zip(pairs[::2], pairs[1::2], strict=True)}
    return {code: text for code, text in table.items() if len(text) == 1 and ord(text) != code}
