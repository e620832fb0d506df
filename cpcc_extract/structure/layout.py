"""The nouns of layout: what a printed page is made of once its lines have been read."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from cpcc_extract.spans import Piece, Span, source_span

BlockKind = Literal["title", "subtitle", "byline", "heading", "caption", "body", "continuation", "note"]


class Block:
    """One printed line (or part of a line, where headings stand inside it) and what it is."""

    __slots__ = ("article", "continues", "end", "kind", "line", "rule", "section", "start")
    kind: BlockKind
    article: int
    section: str | None
    """Id of the innermost section it stands in; a heading belongs to the section that it opens."""
    start: int
    end: int
    """Source offsets, surrounding blanks left out."""
    line: int
    """From 1."""
    continues: int | None
    """Index of the block that this one goes on from (its paragraph was cut by layout)."""
    rule: str
    """Id of the rule that decided the kind."""

    def __init__(
        self,
        kind: BlockKind,
        article: int,
        section: str | None,
        start: int,
        end: int,
        line: int,
        continues: int | None = None,
        rule: str = "",
    ) -> None:
        self.kind = kind
        self.article = article
        self.section = section
        self.start = start
        self.end = end
        self.line = line
        self.continues = continues
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the page. Its lines need not be adjacent to its title's."""

    index: int
    title: str | None
    subtitle: str | None
    byline: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, as a flat list in printed order."""

    id: str
    """`s1`, `s2` … in printed order over the whole document."""
    article: int
    parent: str | None
    level: int
    """From 1, by nesting inside its article."""
    number: str | None
    """The heading's own number or mark as printed (一、 / （二） / 3. / 第四节); None without one."""
    title: str
    """The heading as printed, Markdown marks and database field names left out, blanks trimmed."""
    style: str
    """Id of the heading style (a row of data/headings.toml)."""
    start: int
    end: int
    """Source offsets of everything from the heading to the next heading of its level or above."""
    line: int


class Passage(NamedTuple):
    """A paragraph (or heading, caption, title …) whole again: layout breaks taken out.

    `text[i]` stands in the source at `span(i, i + 1)`; `view` is `text` folded, of the same length.
    Markup (tags, Markdown marks) and blanks at the edges of lines are not part of it.
    """

    text: str
    view: str
    pieces: tuple[Piece, ...]
    kind: BlockKind
    article: int
    section: str | None
    blocks: tuple[int, ...]
    """Indices of the blocks it was put together from."""
    run_in: int = 0
    """Length of a run-in heading at its start (一是政协协商有力有效。), 0 without one."""

    def span(self, start: int, end: int) -> Span:
        """Source range of the passage range `[start, end)`; ValueError when that is empty."""
        return source_span(self.pieces, start, end)


class Layout(NamedTuple):
    """All that the structure stage found, in printed order."""

    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
