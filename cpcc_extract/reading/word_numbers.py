"""Numbers that Word prints before paragraphs without storing them in the text: 一、 （二） 1. 1.1 ①."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cpcc_extract.reading.word_xml import Attributes, is_on, stream_word_xml, whole

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_DIGITS, _TENS = "零一二三四五六七八九", ("", "十", "百", "千")
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CIRCLED, _LAST_CIRCLED = 0x2460, 20
_LARGEST = 9999


@dataclass(slots=True)
class ListLevel:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    """`%1、`: the number of level 1 goes in the place of %1."""
    legal: bool = False
    """All numbers of the pattern are printed as decimals, whatever their own level's style."""


@dataclass(slots=True)
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    """Levels at which this list starts counting anew, and from where."""

    def first(self, at: int, levels: dict[int, ListLevel]) -> int:
        """The number that level `at` begins with."""
        return self.starts.get(at, levels[at].start if at in levels else 1)


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has counted. One pass over the paragraphs, in their order."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _abstract: str = ""
    _list: _List | None = None
    _level: ListLevel | None = None
    _at: int = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Takes in an element of numbering.xml."""
        value = attributes.get("val")
        if tag == "abstractNum":
            self._abstract = attributes.get("abstractNumId", "")
            self.levels[self._abstract] = {}
        elif tag == "num":
            self._list = self.lists.setdefault(attributes.get("numId", ""), _List())
        elif tag == "abstractNumId" and self._list is not None:
            self._list.abstract = value or ""
        elif tag == "lvlOverride":
            self._at = whole(attributes.get("ilvl"), 0)
        elif tag == "startOverride" and self._list is not None:
            self._list.starts[self._at] = whole(value, 1)
        elif tag == "lvl" and self._list is None:
            self._level = ListLevel()
            self.levels.setdefault(self._abstract, {})[min(whole(attributes.get("ilvl"), 0), _LEVELS - 1)] = self._level
        elif self._level is not None:
            self._describe(self._level, tag, attributes)

    def _describe(self, level: ListLevel, tag: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if tag == "start":
            level.start = whole(value, 1)
        elif tag == "numFmt":
            level.style = value
        elif tag == "lvlText":
            level.pattern = value[:40]
        elif tag == "isLgl":
            level.legal = is_on(attributes)

    def end(self, tag: str) -> None:
        """Takes in the end of an element of numbering.xml."""
        if tag == "lvl":
            self._level = None
        elif tag == "num":
            self._list = None

    def mark(self, num_id: str, level: int) -> str:
        """What is printed before the next paragraph of list `num_id` at `level` (from 0); empty for bullets."""
        found = self.lists.get(num_id)
        levels = self.levels.get(found.abstract, {}) if found else {}
        if found is None or level not in levels:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for at in found.starts.keys() & levels.keys():
                counts[at] = None
        # An outer level that has not been printed counts as its first number: 1.1 right at the start.
        for at in range(level):
            counts[at] = counts[at] or found.first(at, levels)
        own = counts[level]
        counts[level] = found.first(level, levels) if own is None else own + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _printed(levels, level, [count or 0 for count in counts])


def read_numbering(chunks: Iterable[bytes], called: str) -> Numbering:
    """The lists of numbering.xml. Raises FormatError for damaged XML."""
    numbering = Numbering()
    stream_word_xml(chunks, called, numbering.start, numbering.end)
    return numbering


def _printed(levels: dict[int, ListLevel], level: int, counts: list[int]) -> str:
    own = levels[level]
    if own.style == "bullet":
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        style = "decimal" if own.legal else levels.get(at, own).style
        return format_number(counts[at], style)

    mark = _PLACE.sub(number, own.pattern)
    return f"{mark} " if mark[-1:].isalnum() and mark[-1:].isascii() else mark


def format_number(number: int, style: str) -> str:
    """A number of a list in one of Word's styles; in plain digits where the style is not known."""
    if style == "none":
        return ""
    if not 0 < number <= _LARGEST:
        return str(number)
    if style in ("chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting"):
        return _chinese(number)
    if style in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(number).translate(_LEGAL)
    if style in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] if digit != "0" else "〇" for digit in str(number))
    if style.startswith("decimalEnclosedCircle") and number <= _LAST_CIRCLED:
        return chr(_CIRCLED + number - 1)
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if style == "decimalZero":
        return f"{number:02}"
    if style.lower().endswith("letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return (letter.upper() if style.startswith("upper") else letter)[:8]
    if style.lower().endswith("roman"):
        return _roman(number).upper() if style.startswith("upper") else _roman(number)
    return str(number)


def _chinese(number: int) -> str:
    """一 … 九千九百九十九, as lists are numbered: 十二, not 一十二."""
    text, gap = "", False
    digits = str(number)
    for place, digit in enumerate(digits):
        if digit == "0":
            gap = True
            continue
        text += (_DIGITS[0] if gap and text else "") + _DIGITS[int(digit)] + _TENS[len(digits) - place - 1]
        gap = False
    return text.removeprefix("一") if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        text += letters * (number // value)
        number %= value
    return text
