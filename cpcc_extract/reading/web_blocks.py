"""The lines of a web page in printed order, each with what tells text from furniture: its place, links, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cpcc_extract.lexicon.inputs import page_part_words

_ELEMENT, _TEXT = 1, 3
# Never printed, or never part of the text.
_UNSEEN = frozenset((
    "applet", "audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "input", "map", "math",
    "noscript", "object", "option", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title",
    "video",
))  # fmt: skip
_OUTSIDE = frozenset(("aside", "dialog", "footer", "menu", "nav"))
_OUTSIDE_ROLES = frozenset((
    "alert", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation", "search",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "header", "hgroup", "hr", "html", "legend", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_PIECES = frozenset(("dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_SUPERSCRIPTS = {"2": "²", "3": "³"}


@dataclass(slots=True, eq=False)
class Part:
    """An element that holds blocks, as a node of the page's tree."""

    parent: Part | None
    depth: int
    outside: bool
    """By its name it is not part of the text: navigation, a footer."""
    piece: bool = False
    """It is a piece of something larger: a cell, a row, an item of a list."""
    leaf: bool = True
    """No other part stands in it."""
    links: int = 0
    """Links directly in it."""


@dataclass(frozen=True, slots=True, eq=False)
class PageLine:
    """One printed line, or one of a table's cell."""

    text: str
    part: Part
    level: int
    """1 to 6 for headings, 0 for all else."""
    linked: int
    """Characters of it inside links."""
    row: int
    """Number of its table row; 0 outside of tables."""
    cell: int
    """Number of its cell."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page prints."""

    parts: list[Part]
    """Outer ones before those in them; the first one holds all."""
    lines: list[PageLine]
    """In printed order."""


@dataclass(slots=True)
class _Reader:
    """Walks the tree and gathers its lines."""

    part: Part
    parts: list[Part]
    lines: list[PageLine] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    linked: int = 0
    level: int = 0
    in_link: int = 0
    verbatim: int = 0
    raised: list[int] = field(default_factory=list)
    """Where in `text` each open superscript begins."""
    rows: list[tuple[int, int]] = field(default_factory=list)
    """Row and cell of each table that is open."""
    row_count: int = 0
    cell_count: int = 0
    lists: list[int | None] = field(default_factory=list)
    """What each open list has counted to; None for lists without numbers."""

    def open_part(self, *, outside: bool, piece: bool = False) -> None:
        """Begin a part inside the current one."""
        self.flush()
        self.part.leaf = False
        self.part = Part(self.part, self.part.depth + 1, outside, piece)
        self.parts.append(self.part)

    def flush(self) -> None:
        """End the line that is being read."""
        text = "".join(self.text)
        share = self.linked / max(1, len(text))
        self.text, self.raised, self.linked = [], [], 0
        for raw in text.split("\n"):
            # An ideographic blank is the indent of a paragraph; other blanks at the edges are the file's layout.
            line = raw.strip(" \t\f").rstrip()
            if line:
                row, cell = self.rows[-1] if self.rows else (0, 0)
                self.lines.append(PageLine(line, self.part, self.level, int(share * len(line)), row, cell))

    def say(self, data: str) -> None:
        """Text of the current line."""
        if not self.verbatim:
            data = _BLANKS.sub(" ", data)
            if data.startswith(" ") and (not self.text or self.text[-1].endswith((" ", "\n"))):
                data = data[1:]
        if data:
            self.text.append(data)
            if self.in_link:
                self.linked += len(data.strip())


def read_blocks(tree: Any) -> Page:
    """The parts and lines of a parsed page, without scripts, forms and what is hidden.

    `tree` is a resiliparse HTMLTree. Walks without recursion: pages nest as deep as they like.
    """
    root = Part(None, 0, outside=False)
    reader = _Reader(root, [root])
    for node, entering in _walk(tree.body):
        if node.type == _TEXT:
            if entering:
                reader.say(node.value or "")
        elif entering:
            _enter(reader, node)
        else:
            _leave(reader, node)
    reader.flush()
    return Page(reader.parts, reader.lines)


def _walk(root: Any) -> Iterator[tuple[Any, bool]]:
    """Nodes in printed order, elements twice: when they begin and when they end."""
    stack: list[tuple[Any, bool]] = [(root, True)] if root is not None else []
    while stack:
        node, entering = stack.pop()
        if not entering:
            yield node, False
            continue
        following = node.next_sibling if node is not root else None
        if following is not None:
            stack.append((following, True))
        if node.type == _TEXT:
            yield node, True
        elif node.type == _ELEMENT and not _unseen(node):
            yield node, True
            stack.append((node, False))
            child = node.first_child
            if child is not None:
                stack.append((child, True))


def _unseen(node: Any) -> bool:
    if node.tag in _UNSEEN or node.hasattr("hidden") or node.getattr("aria-hidden") == "true":
        return bool(node.tag != "body")
    style = node.getattr("style")
    return bool(style and _HIDDEN.search(style[:2000])) and bool(node.tag != "body")


def _enter(reader: _Reader, node: Any) -> None:
    tag = node.tag
    if tag == "br":
        reader.text.append("\n")
    elif tag in _HEADINGS or tag in _BLOCKS:
        reader.open_part(outside=_outside(node), piece=tag in _PIECES)
        if tag in _HEADINGS:
            reader.level = _HEADINGS[tag]
        _enter_block(reader, node, tag)
    elif tag in _OUTSIDE:
        reader.open_part(outside=True)
    elif tag == "a":
        reader.in_link += 1
        reader.part.links += 1
    elif tag == "sup":
        reader.raised.append(len(reader.text))


def _enter_block(reader: _Reader, node: Any, tag: str) -> None:
    if tag == "table":
        reader.rows.append((0, 0))
    elif tag == "tr" and reader.rows:
        reader.row_count += 1
        reader.rows[-1] = (reader.row_count, 0)
    elif tag in ("td", "th") and reader.rows:
        reader.cell_count += 1
        reader.rows[-1] = (reader.rows[-1][0], reader.cell_count)
    elif tag in ("ol", "ul", "dir"):
        reader.lists.append(_first(node) - 1 if tag == "ol" else None)
    elif tag == "pre":
        reader.verbatim += 1
    elif tag == "li" and reader.lists and reader.lists[-1] is not None:
        reader.lists[-1] += 1
        reader.text.append(f"{reader.lists[-1]}. ")


def _first(node: Any) -> int:
    start = node.getattr("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1


def _leave(reader: _Reader, node: Any) -> None:
    tag = node.tag
    if tag in _HEADINGS or tag in _BLOCKS or tag in _OUTSIDE:
        reader.flush()
        if tag in _HEADINGS:
            reader.level = 0
        if reader.part.parent is not None:
            reader.part = reader.part.parent
        if tag == "table" and reader.rows:
            reader.rows.pop()
        elif tag in ("td", "th") and reader.rows:
            reader.rows[-1] = (reader.rows[-1][0], 0)
        elif tag in ("ol", "ul", "dir") and reader.lists:
            reader.lists.pop()
        elif tag == "pre" and reader.verbatim:
            reader.verbatim -= 1
    elif tag == "a" and reader.in_link:
        reader.in_link -= 1
    elif tag == "sup" and reader.raised:
        at = reader.raised.pop()
        raised = "".join(reader.text[at:])
        reader.text[at:] = [_SUPERSCRIPTS.get(raised, raised)]


def _outside(node: Any) -> bool:
    """The element's role, or a word of its class or id, says that it is not part of the text."""
    if (node.getattr("role") or "").lower() in _OUTSIDE_ROLES:
        return True
    named = f"{node.getattr('class') or ''} {node.getattr('id') or ''}"[:400]
    words = page_part_words()
    for name in _NAME.findall(named):
        if words.fullmatch(name.lower()) or any(words.fullmatch(word.lower()) for word in _WORD.findall(name)):
            return True
    return False
