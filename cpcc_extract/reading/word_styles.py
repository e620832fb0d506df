"""Paragraph styles of a Word file: which are headings, of which level, and which bring numbers along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cpcc_extract.lexicon.inputs import read_style_name
from cpcc_extract.reading.word_xml import Attributes, stream_word_xml, whole

_BODY_LEVEL = 9
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style says of its paragraphs, inherited values filled in."""

    level: int | None = None
    """0 for the document's title, 1… for headings, None for text."""
    contents: bool = False
    """Its paragraphs are lines of the table of contents."""
    num_id: str | None = None
    """Id of the list that numbers them."""
    num_level: int | None = None


@dataclass(slots=True)
class _Raw:
    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None


@dataclass(slots=True)
class _Styles:
    """Gathers the styles of styles.xml."""

    found: dict[str, _Raw] = field(default_factory=dict)
    default: str | None = None
    _now: _Raw | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        value = attributes.get("val")
        if tag == "style":
            self._now = _Raw() if attributes.get("type") == "paragraph" else None
            if self._now is not None:
                self.found[attributes.get("styleId", "")] = self._now
                if attributes.get("default") in ("1", "true"):
                    self.default = attributes.get("styleId")
        elif self._now is None:
            return
        elif tag == "name":
            self._now.name = value or ""
        elif tag == "basedOn":
            self._now.based_on = value
        elif tag == "outlineLvl":
            self._now.outline = whole(value, _BODY_LEVEL)
        elif tag == "numId":
            self._now.num_id = value
        elif tag == "ilvl":
            self._now.num_level = whole(value, 0)

    def end(self, tag: str) -> None:
        if tag == "style":
            self._now = None


def read_styles(chunks: Iterable[bytes], called: str) -> dict[str | None, ParagraphStyle]:
    """Styles by id; the one under None is for paragraphs that name none. Raises FormatError for damaged XML."""
    styles = _Styles()
    stream_word_xml(chunks, called, styles.start, styles.end)
    read: dict[str | None, ParagraphStyle] = {key: _resolved(key, styles.found) for key in styles.found}
    read[None] = read.get(styles.default, ParagraphStyle())
    return read


def _resolved(key: str, found: dict[str, _Raw]) -> ParagraphStyle:
    chain: list[_Raw] = []
    at: str | None = key
    while at in found and len(chain) < _DEEPEST_CHAIN:
        chain.append(found[at])
        at = found[at].based_on
    level = next((level for raw in chain if (level := _level(raw)) is not None), _BODY_LEVEL + 1)
    return ParagraphStyle(
        level=None if level > _BODY_LEVEL else level,
        contents=any(name.role == "contents" for raw in chain if (name := read_style_name(raw.name))),
        num_id=next((raw.num_id for raw in chain if raw.num_id is not None), None),
        num_level=next((raw.num_level for raw in chain if raw.num_level is not None), None),
    )


def _level(raw: _Raw) -> int | None:
    """The level that a style sets by itself: by its outline level, else by its name; above 9 for text."""
    name = read_style_name(raw.name)
    if name and name.role == "title":
        return 0
    if raw.outline is not None:
        return raw.outline + 1
    return name.level if name and name.role == "heading" else None
