"""Tables in running text: the units of a row's bare figures, told by its label, its head or its title."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpcc_extract.lexicon.numbers import HAN_SCALES, NumberRules
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage


class TableRow(NamedTuple):
    """One row: what it is about, and the units of those of its figures that print none."""

    label: Span
    """The words of its first cell without unit and marks, in passage offsets."""
    units: dict[int, str]
    """The printed unit of a figure by the passage offset at which the figure begins."""


_CELL = LazyPattern(r"[^\t|\u3000 ]+(?: [^\t|\u3000 ]+)*")
_APART = re.compile(r"[\t|\u3000]|  ")
"""What stands between two cells."""
_FIGURE = LazyPattern(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[-+]?[0-9]+(?:\.[0-9]+)?")
_IN_BRACKETS = re.compile(r"\(([^()]{1,8})\)")
_LABEL_MARKS = "#*·•- "
_LONGEST_TITLE = 60
_SIGNS = "+-"


class _Head(NamedTuple):
    """What stands above the rows of a table."""

    title: str | None = None
    """The unit of the whole table: 单位:万元."""
    columns: tuple[str | None, ...] = ()
    """The unit of each cell of its head, label cell included."""
    named: tuple[str, ...] = ()
    """The units of the head's columns that print one, in order: 数量(个)比重(%)."""


_NO_HEAD = _Head()


def table_rows(passages: Sequence[Passage], rules: NumberRules) -> dict[int, TableRow]:
    """By passage index, the rows of tables whose bare figures have a unit all the same.

    A row is a label and cells of nothing but figures. Its unit stands in its label (耕地面积(公顷) 520318), in a
    cell of its own (粮食  万吨  63.4), in the head above it (数量(个)  比重(%)) or in the table's title
    (单位:万元). A figure for which none of these tells a unit is left out. A sentence ends the table.
    """
    found: dict[int, TableRow] = {}
    head, article = _NO_HEAD, -1
    ends = tuple(rules.words["sentence_end"])
    for index, passage in enumerate(passages):
        view = passage.view
        if passage.article != article or passage.kind == "heading" or view.endswith(ends):
            head, article = _NO_HEAD, passage.article
        if len(view) > _LONGEST_TITLE and not _APART.search(view):  # running text
            head = _NO_HEAD
            continue
        cells = [match.span() for match in _CELL.finditer(view)]
        figures = [start for start, end in cells[1:] if _FIGURE.fullmatch(view, start, end)]
        if figures and not _FIGURE.fullmatch(view, *cells[0]):
            row = _read_row(view, cells, head, rules)
            if row.units:
                found[index] = row
        elif not figures:
            head = _read_head(view, cells, head, rules)
    return found


def _read_head(view: str, cells: Sequence[tuple[int, int]], head: _Head, rules: NumberRules) -> _Head:
    """What a line that is no row adds: the unit of the table, or those of its columns."""
    if len(view) > _LONGEST_TITLE:
        return _NO_HEAD
    title = next((unit for word in rules.words["unit_of_table"] if (unit := _behind(view, word, rules))), None)
    if title:
        return _Head(title)
    named = tuple(unit for match in _IN_BRACKETS.finditer(view) if (unit := _unit(match[1], rules)))
    if len(cells) < 2 or not named:
        return head
    return _Head(head.title, tuple(_in_label(view[start:end], rules) for start, end in cells), named)


def _behind(view: str, word: str, rules: NumberRules) -> str | None:
    """The unit behind a word such as 单位:"""
    at = view.find(word)
    if at < 0:
        return None
    rest = view[at + len(word) :].lstrip(": \u3000")
    return _unit(re.split(r"[ \u3000\t)|,;]", rest, maxsplit=1)[0], rules)


def _read_row(view: str, cells: Sequence[tuple[int, int]], head: _Head, rules: NumberRules) -> TableRow:
    own = _in_label(view[slice(*cells[0])], rules)
    figures = [at for at, (start, end) in enumerate(cells) if at and _FIGURE.fullmatch(view, start, end)]
    units: dict[int, str] = {}
    for place, at in enumerate(figures):
        start = cells[at][0]
        unit = own
        if unit is None and len(head.columns) == len(cells):
            unit = head.columns[at]
        elif unit is None and len(head.named) == len(figures):
            unit = head.named[place]
        cell_before = view[slice(*cells[at - 1])]
        unit = unit or (_unit(cell_before, rules) if at > 1 else None) or head.title
        if unit is not None:
            units[start + (view[start] in _SIGNS)] = unit
    words = cells[: figures[0]]
    last = words[-2] if len(words) > 1 and _unit(view[slice(*words[-1])], rules) else words[-1]
    return TableRow(_label(view, cells[0][0], last[1], own), units)  # 村  办 is one word, set wide


def _label(view: str, start: int, end: int, unit: str | None) -> Span:
    if unit is not None:
        end = view.rindex("(", start, end)
    while start < end - 1 and view[start] in _LABEL_MARKS:
        start += 1
    return Span(start, start + len(view[start:end].rstrip()))


def _in_label(label: str, rules: NumberRules) -> str | None:
    """公顷 of 耕地面积(公顷)."""
    match = next(iter(_IN_BRACKETS.finditer(label)), None)
    return _unit(match[1], rules) if match and match.end() == len(label) else None


def _unit(text: str, rules: NumberRules) -> str | None:
    """The text, where it is a unit and nothing else, a scale before it or not: 万元, 亿千瓦时, %."""
    return text if any(rest in rules.units for _, rest in scaled_unit(text)) else None


def scaled_unit(text: str) -> Iterator[tuple[str, str]]:
    """Every way to part a printed unit into a scale and the rest, the shortest scale first: 亿|千瓦时."""
    for length in range(len(text)):
        if text[:length].strip(HAN_SCALES):
            return
        yield text[:length], text[length:]
