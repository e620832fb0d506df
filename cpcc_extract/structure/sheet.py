"""The sheet: the lines of a page with all that is known of them before their kinds are decided."""

from typing import NamedTuple

from cpcc_extract.lexicon.headings import HeadingStyles, Style
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.lexicon.structure import StructureRules
from cpcc_extract.reading.source import Source
from cpcc_extract.structure.inline import split_inline
from cpcc_extract.structure.layout import BlockKind
from cpcc_extract.structure.lines import Line, split_lines
from cpcc_extract.structure.setting import Setting, measure

_CELL = LazyPattern(r"\S[ \t\u3000]{2,}(?=\S)")
_WIDE_CELL = LazyPattern(r"\S[ \t\u3000]{6,}\S")
_CLAUSES = 30  # characters of a line of several clauses that is no heading
_LONG, _ROW = 45, 200
_REMARK, _ASIDE = "()", 30


class Mark:
    """The mark that opens a line like a heading does."""

    __slots__ = ("end", "style")
    style: Style
    end: int
    """Where the text after the mark begins, in the line's view."""

    def __init__(self, style: Style, end: int) -> None:
        self.style = style
        self.end = end


class Verdict:
    """What a line is, and the rule that said so."""

    __slots__ = ("kind", "rule", "style")
    kind: BlockKind
    rule: str
    style: Style | None
    """Of a heading."""

    def __init__(self, kind: BlockKind, rule: str, style: Style | None = None) -> None:
        self.kind = kind
        self.rule = rule
        self.style = style


Verdicts = dict[int, Verdict]
"""By index of the line; lines that nothing has been said of yet are missing."""


class Sheet(NamedTuple):
    """The lines of one page, how it is set, and the rules to read it by."""

    lines: tuple[Line, ...]
    marks: tuple[Mark | None, ...]
    setting: Setting
    rules: StructureRules

    def complete(self, view: str) -> bool:
        """The text ends where a sentence, a list item or a lead-in ends."""
        return self._last(view) in self.rules.line_end

    def sentence(self, view: str) -> bool:
        """The text ends where a sentence ends."""
        return self._last(view) in self.rules.sentence_end

    def _last(self, view: str) -> str:
        """The mark that ends the text: a remark in brackets behind a sentence (掌声, who wrote it) is none of it."""
        last = view.rstrip(self.rules.closers)[-1:]
        if last in self.rules.sentence_end or not view.endswith(_REMARK[1]):
            return last
        before = view[: max(0, view.rfind(_REMARK[0], -_ASIDE))].rstrip().rstrip(self.rules.closers)
        return before[-1:] if before[-1:] in self.rules.sentence_end else last

    def prose(self, index: int) -> bool:
        """The line reads as running text: by its end, its length, or because it fills the page's width."""
        view = self.lines[index].view
        clauses = len(view) > _CLAUSES and "," in view
        return len(view) > _LONG or clauses or self.setting.full(self.lines[index]) or self.complete(view)

    def stops_within(self, view: str) -> bool:
        """A sentence ends before the end of the text."""
        last = len(view.rstrip(self.rules.closers)) - 1
        return last > 0 and self.rules.sentence_stop.search(view, 0, last) is not None

    def row(self, index: int) -> bool:
        """The line is a row of a table: cells with blanks between them."""
        line = self.lines[index]
        if len(line.view) > _ROW:
            return False
        if "\t" in line.view or line.view.count("|") >= 2:
            return True
        if "  " not in line.view.replace("\u3000", "  "):
            return False
        return len(_CELL.findall(line.view)) >= 2 or _WIDE_CELL.search(line.view) is not None


def read_mark(view: str, headings: HeadingStyles) -> Mark | None:
    """The heading mark at the start of a line; None without one, or where the mark may not stand alone."""
    found = headings.pattern.match(view)
    if not found or not found.lastgroup:
        return None
    style = headings.styles[found.lastgroup]
    rest = len(view) - found.end()
    if (rest == 0 and not style.alone and style.text) or (rest and not style.text):
        return None
    return Mark(style, found.end())


def read_sheet(source: Source, rules: StructureRules) -> Sheet:
    """The lines of `source`, their marks and measures."""
    lines = split_inline(split_lines(source), rules.headings)
    return Sheet(
        lines=lines,
        marks=tuple(read_mark(line.view[:60], rules.headings) for line in lines),
        setting=measure(lines),
        rules=rules,
    )
