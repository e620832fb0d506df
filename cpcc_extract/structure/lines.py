"""Lines: what is printed, without markup, and how it is set on the page."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.reading.source import Source
from cpcc_extract.spans import Span

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r)?")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# Tags, entities and the blanks that crawlers print as <U+00A0>; emphasis marks; comments within a line; the reading of
# a character in traditional script, which some sites print behind it: 政協(xié)委員.
_MARKUP = LazyPattern(
    r"</?[A-Za-z][^<>]{0,400}>|<!--[^<>]{0,300}-->|&(?:nbsp|ensp|emsp|amp);|\*\*"
    rf"|(?<=[\u4e00-\u9fff])\([a-zü]{{0,3}}[{_TONED}][a-z]{{0,4}}\)"
)
_MAYBE_MARKUP = re.compile(rf"[<&]|\*\*|^#|[{_TONED}]")
# Tags that end a paragraph.
_BREAK = LazyPattern(r"(?i)</?(?:p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|section|article|blockquote|title|head|body)\b")
_HEADING_TAG = LazyPattern(r"(?i)<h([1-6])\b")
_HASHES = LazyPattern(r"(#{1,6}(?=\s)|#{2,6}(?=[^#\s]))\s*")
_COMMENT_LINES = 30
_TAB = 4


class Line(NamedTuple):
    """A printed line, or a stretch of one where tags end a paragraph inside it."""

    number: int
    """From 1, counting every line of the file."""
    part: int
    """0 for what starts a printed line, 1… for later stretches of it."""
    start: int
    end: int
    """Source offsets, blanks at the edges left out, markup included."""
    pieces: tuple[Span, ...]
    """What is not markup, in source offsets; empty when all is."""
    view: str
    """The folded text of `pieces`."""
    indent: int
    """Blanks before it, in half-width columns."""
    columns: int
    """Width with the indent, in half-width columns."""
    gap: int
    """Empty lines before it."""
    hashes: int
    """Number of Markdown heading marks before it, or the level of its heading tag."""
    comment: bool
    """It belongs to a comment that runs over several lines."""
    tagged: bool
    """A later stretch of its printed line, which a tag opened."""


def columns_of(view: str) -> int:
    """Width in half-width columns: two for a character outside ASCII."""
    return len(view) if view.isascii() else 2 * len(view) - len(view.encode("ascii", "ignore"))


def split_lines(source: Source) -> tuple[Line, ...]:
    """The printed lines of `source` in order; lines of blanks alone are left out (they count as gaps)."""
    lines: list[Line] = []
    gap = 0
    comment_until = 0
    raw = _raw_lines(source.text)
    for index, (start, end) in enumerate(raw):
        printed = source.text[start:end]
        stripped = printed.strip()
        if not stripped:
            gap += 1
            continue
        number = index + 1
        left = printed.index(stripped[0])
        inner = Span(start + left, start + left + len(stripped))
        indent = columns_of(printed[:left]) + (_TAB - 1) * printed.count("\t", 0, left)
        if stripped.startswith("<!--") and "-->" not in stripped:
            comment_until = _comment_end(source.text, raw, index)
        if number <= comment_until or _MAYBE_MARKUP.search(stripped):
            comment = number <= comment_until
            lines.extend(_parts(source, inner, number=number, indent=indent, gap=gap, comment=comment))
        else:
            lines.append(_plain(source.view, inner, number=number, indent=indent, gap=gap))
        gap = 0
    return tuple(lines)


def _raw_lines(text: str) -> list[tuple[int, int]]:
    return [match.span(1) for match in _LINE.finditer(text) if match.end() > match.start()]


def _comment_end(text: str, raw: list[tuple[int, int]], index: int) -> int:
    """Number of the line that ends the comment opened on line `index`; 0 when none near does."""
    for later in range(index + 1, min(index + _COMMENT_LINES, len(raw))):
        if "-->" in text[slice(*raw[later])]:
            return later + 1
    return 0


def _plain(view: str, inner: Span, *, number: int, indent: int, gap: int) -> Line:
    """The line that fills `inner` and has no marks but a blank."""
    start, end = inner.start, inner.end
    view = view[start:end]
    return Line(number, 0, start, end, (inner,), view, indent, indent + columns_of(view), gap, 0, False, False)


def _parts(source: Source, inner: Span, *, number: int, indent: int, gap: int, comment: bool) -> Iterator[Line]:
    """The line that fills `inner`, or its stretches between tags that end a paragraph."""
    start, end = inner.start, inner.end
    text = source.text[start:end]
    groups = [(0, [Span(start, end)])] if comment or _is_comment(text) else _without_markup(source.text, start, end)
    first = True
    for level, spans in groups:
        pieces = _trimmed(source.text, spans)
        view = "".join(source.view[span.start : span.end] for span in pieces)
        if not pieces and (len(groups) > 1):
            continue
        hashes = level
        if first and view.startswith("#") and (found := _HASHES.match(source.text, pieces[0].start)):
            hashes = len(found[1])
            length = found.end() - found.start()
            pieces = _cut(pieces, length)
            view = view[length:]
        yield Line(
            number=number,
            part=0 if first else 1,
            start=start if first else pieces[0].start,
            end=pieces[-1].end if pieces else end,
            pieces=pieces,
            view=view,
            indent=indent,
            columns=indent + columns_of(view),
            gap=gap if first else 0,
            hashes=hashes,
            comment=comment,
            tagged=not first,
        )
        first = False
    if first:
        yield Line(number, 0, start, end, (), "", indent, indent, gap, 0, comment, tagged=False)


def _is_comment(text: str) -> bool:
    """The whole line is one comment: a page anchor or the like, which is read as a note."""
    return text.startswith("<!--") and text.find("-->") in (-1, len(text) - 3)


def _without_markup(text: str, start: int, end: int) -> list[tuple[int, list[Span]]]:
    """The stretches between tags, in groups that tags like </p> end, each with the level of its heading tag or 0."""
    groups: list[tuple[int, list[Span]]] = [(0, [])]
    at = start
    for tag in _MARKUP.finditer(text, start, end):
        if tag.start() > at:
            groups[-1][1].append(Span(at, tag.start()))
        at = tag.end()
        if _BREAK.match(tag[0]):
            heading = _HEADING_TAG.match(tag[0])
            level = int(heading[1]) if heading else 0
            if groups[-1][1]:
                groups.append((level, []))
            else:
                groups[-1] = (level or groups[-1][0], groups[-1][1])
    if at < end:
        groups[-1][1].append(Span(at, end))
    return [group for group in groups if group[1]]


def _trimmed(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Spans without the blanks at the edges of the whole."""
    first, last = 0, len(spans)
    while first < last and not text[spans[first].start : spans[first].end].strip():
        first += 1
    while last > first and not text[spans[last - 1].start : spans[last - 1].end].strip():
        last -= 1
    kept = spans[first:last]
    if kept:
        body = text[kept[0].start : kept[0].end]
        kept[0] = Span(kept[0].end - len(body.lstrip()), kept[0].end)
        body = text[kept[-1].start : kept[-1].end]
        kept[-1] = Span(kept[-1].start, kept[-1].start + len(body.rstrip()))
    return tuple(kept)


def _cut(pieces: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """Pieces without their first `length` characters."""
    rest: list[Span] = []
    for piece in pieces:
        if length >= len(piece):
            length -= len(piece)
            continue
        rest.append(Span(piece.start + length, piece.end))
        length = 0
    return tuple(rest)
