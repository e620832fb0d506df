"""The printed lines of a Word file's body: paragraphs, rows of tables, text boxes, with numbers and superscripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cpcc_extract.errors import FormatError
from cpcc_extract.reading.one_line import one_line
from cpcc_extract.reading.word_numbers import Numbering
from cpcc_extract.reading.word_styles import ParagraphStyle
from cpcc_extract.reading.word_xml import Attributes, is_on, whole

_LONGEST_TEXT = 20_000_000
_LONGEST_HEADING, _LONGEST_CELL = 100, 200
_DEEPEST_MARK, _BODY_LEVEL = 6, 9
_SUPERSCRIPTS = {"2": "²", "3": "³"}
# Text taken out by tracked changes, and the bookkeeping of changed formats.
_LEFT_OUT = ("del", "moveFrom", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "numberingChange")
# Footnote parts open with notes that hold nothing but the line between text and notes.
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph as printed."""

    number: int
    """Its place among all paragraphs of the body, from 1, those in tables and empty ones counted; 0 for notes."""
    text: str
    level: int | None = None
    """0 for the document's title, 1… for headings, None for text."""


WordLine = tuple[WordParagraph, ...]
"""A paragraph by itself, or the cells of a row."""


@dataclass(slots=True)
class _Open:
    """A paragraph being read."""

    number: int
    style: str | None = None
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    text: list[str] = field(default_factory=list)
    after: list[WordLine] = field(default_factory=list)
    """Lines of the text boxes that hang on it."""


@dataclass(slots=True)
class _Row:
    """A table row being read: the lines of each cell."""

    cells: list[list[WordLine]] = field(default_factory=list)


class WordText:
    """Takes the events of a Word part (see `stream_word_xml`) and gathers its `lines`."""

    def __init__(
        self, styles: Mapping[str | None, ParagraphStyle], numbering: Numbering, called: str, *, notes: bool = False
    ) -> None:
        self.lines: list[WordLine] = []
        self._styles, self._numbering, self._called, self._notes = styles, numbering, called, notes
        self._open: list[_Open] = []
        self._rows: list[_Row] = []
        # Where finished lines go: the body, the innermost cell, or the text box.
        self._into: list[list[WordLine]] = [self.lines]
        self._skipped = 0
        self._run = self._hidden = self._raised = self._printing = False
        self._printed: list[str] = []
        self._number = self._size = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Takes in the start of an element."""
        if self._skipped or tag in _LEFT_OUT or (self._notes and attributes.get("type") in _SEPARATORS):
            self._skipped += 1
        elif tag == "p":
            self._number += 1
            self._open.append(_Open(0 if self._notes else self._number))
        elif tag == "tr":
            self._rows.append(_Row())
        elif tag == "txbxContent" or (tag == "tc" and self._rows):
            self._into.append([])
        elif tag == "r":
            self._run, self._hidden, self._raised = True, False, False
        elif self._run:
            self._in_run(tag, attributes)
        elif self._open:
            self._in_paragraph(tag, attributes)

    def _in_run(self, tag: str, attributes: Attributes) -> None:
        if tag == "t":
            self._printing, self._printed = True, []
        elif tag == "vanish":
            self._hidden = is_on(attributes)
        elif tag == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif tag in _SIGNS and self._open and not self._hidden:
            self._add(_SIGNS[tag])

    def _in_paragraph(self, tag: str, attributes: Attributes) -> None:
        now, value = self._open[-1], attributes.get("val")
        if tag == "pStyle":
            now.style = value
        elif tag == "outlineLvl":
            now.outline = whole(value, _BODY_LEVEL)
        elif tag == "numId":
            now.num_id = value
        elif tag == "ilvl":
            now.num_level = whole(value, 0)

    def text(self, data: str) -> None:
        """Takes in character data; only what stands in `t` is printed."""
        if self._printing and not self._skipped:
            self._printed.append(data)

    def end(self, tag: str) -> None:
        """Takes in the end of an element."""
        if self._skipped:
            self._skipped -= 1
        elif tag == "t" and self._printing:
            self._printing = False
            text = "".join(self._printed)
            if self._open and not self._hidden:
                self._add(_SUPERSCRIPTS.get(text, text) if self._raised else text)
        elif tag == "r":
            self._run = False
        elif tag == "p" and self._open:
            self._end_paragraph(self._open.pop())
        elif tag == "tc" and self._rows:
            self._rows[-1].cells.append(self._into.pop())
        elif tag == "tr" and self._rows:
            self._into[-1].extend(_row_lines(self._rows.pop().cells))
        elif tag == "txbxContent":
            lines = self._into.pop()
            (self._open[-1].after if self._open else self._into[-1]).extend(lines)
            self._run = bool(self._open)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > _LONGEST_TEXT:
            raise FormatError(f"{self._called}: holds more text than any report; cut it into smaller files")
        self._open[-1].text.append(text)

    def _end_paragraph(self, now: _Open) -> None:
        style = self._styles.get(now.style) or self._styles.get(None) or ParagraphStyle()
        level = style.level if now.outline is None or style.level == 0 else now.outline + 1
        level = None if level is not None and level > _BODY_LEVEL else level
        text = "".join(now.text)
        num_id = now.num_id if now.num_id is not None else style.num_id
        if num_id not in (None, "0") and text.strip():
            num_level = now.num_level if now.num_level is not None else style.num_level
            text = self._numbering.mark(str(num_id), num_level or 0) + text.lstrip()
        lines = self._into[-1]
        if not style.contents:
            paragraph = WordParagraph(now.number, text.rstrip(), level)
            lines.append((paragraph if not paragraph.text else _heading(paragraph),))
        lines.extend(now.after)


def _heading(paragraph: WordParagraph) -> WordParagraph:
    """The paragraph with its heading mark, on one line; as it is when it reads as text whatever its style says."""
    if paragraph.level is None or len(paragraph.text) > _LONGEST_HEADING:
        return replace(paragraph, level=None)
    marks = "#" * min(paragraph.level + 1, _DEEPEST_MARK)
    return replace(paragraph, text=f"{marks} {one_line(paragraph.text.splitlines())}")


def _row_lines(cells: list[list[WordLine]]) -> list[WordLine]:
    """A row as one line of cells; line after line where it only frames running text."""
    filled = [[line for line in cell if any(paragraph.text for paragraph in line)] for cell in cells]
    longest = max((sum(len(paragraph.text) for line in cell for paragraph in line) for cell in filled), default=0)
    if sum(map(bool, filled)) <= 1 or longest > _LONGEST_CELL:
        return [line for cell in filled for line in cell]
    row: list[WordParagraph] = []
    for cell in filled:
        parts = [paragraph for line in cell for paragraph in line] or [WordParagraph(0, "")]
        row.append(replace(parts[0], text=one_line(line for part in parts for line in part.text.splitlines())))
    return [tuple(row)]
