"""Runs of sentences as relations read them: each claim a mark, everything else as the text has it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.reading.fold import fold, is_traditional
from cpcc_extract.records import Claim

_KINDS = {"percentage": "p", "percentage_point": "q", "ratio": "x"}
_START = attrgetter("start")
_STOP = LazyPattern("[。;,]")
_MARK = LazyPattern(r"⟦([npqx])([0-9]+)⟧")
_SAMPLE = 100
"""Claims, and characters of each one's sentence, that tell in which script a document is."""
_BRACKETED = 60
"""Characters before a place in which the bracket that holds it opens."""
_SLACK = 3
"""Characters of layout (a line end, an indent) that may lie between two sentences that follow each other."""


class Mark(NamedTuple):
    """A claim in the text of its chain."""

    number: int
    """Of the claim in the chain."""
    kind: str
    """n: amount, p: percentage, q: percentage points, x: multiple."""
    start: int
    end: int


class Chain(NamedTuple):
    """Sentences with claims that follow each other without a gap in one section of one article.

    `text` is folded and without blanks; the n-th claim stands in it as ⟦kind n⟧.
    """

    text: str
    claims: tuple[Claim, ...]
    marks: tuple[Mark, ...]
    full_stops: tuple[int, ...]
    """Offsets of every 。"""
    stops: tuple[int, ...]
    """Offsets of every 。 ; and ,"""

    def between(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that begin from `start` on and before `end`."""
        low = bisect_left(self.marks, start, key=_START)
        return self.marks[low : bisect_left(self.marks, end, lo=low, key=_START)]

    def back(self, offset: int, start: int, most: int) -> tuple[Mark, ...]:
        """The marks that begin before `offset` and not before `start`, the nearest first, no more than `most`."""
        high = bisect_left(self.marks, offset, key=_START)
        return tuple(mark for mark in self.marks[max(0, high - most) : high][::-1] if mark.start >= start)

    def claims_in(self, marks: str) -> tuple[Claim, ...]:
        """The claims of a stretch of marks: ⟦n3⟧、⟦n4⟧."""
        return tuple(self.claims[int(number)] for _, number in _MARK.findall(marks))

    def sentence_start(self, offset: int) -> int:
        """Where the sentence around `offset` begins."""
        return _behind(self.full_stops, offset)

    def sentence_end(self, offset: int) -> int:
        """Where the sentence around `offset` ends, its 。 left out."""
        at = bisect_left(self.full_stops, offset)
        return self.full_stops[at] if at < len(self.full_stops) else len(self.text)

    def bracket_end(self, offset: int) -> int:
        """Where the brackets around `offset` close; the end of the text where it stands in none."""
        start = self.text.rfind("(", max(0, offset - _BRACKETED), offset)
        if start < 0 or self.text.find(")", start, offset) >= 0:
            return len(self.text)
        end = self.text.find(")", offset)
        return end if end >= 0 else len(self.text)

    def clause_start(self, offset: int) -> int:
        """Where the clause around `offset` begins."""
        return _behind(self.stops, offset)


def last_piece(text: str, stops: str) -> str:
    """What stands behind the last of the characters `stops`; all of it where there is none."""
    return text[1 + max(map(text.rfind, stops)) :]


def _behind(stops: tuple[int, ...], offset: int) -> int:
    at = bisect_left(stops, offset)
    return stops[at - 1] + 1 if at else 0


class _Sentence:
    """One sentence with its claims, and how much of it lies before the first and behind the last."""

    __slots__ = ("claims", "pieces")
    pieces: tuple[str, ...]
    """The text around the claims: one more than there are claims."""
    claims: tuple[Claim, ...]

    def __init__(self, pieces: tuple[str, ...], claims: tuple[Claim, ...]) -> None:
        self.pieces = pieces
        self.claims = claims


def chains(claims: Sequence[Claim]) -> Iterator[Chain]:
    """The chains of two claims and more, from a document's claims in document order.

    A claim is in none where the layout broke its sentence so that it cannot be found in it again.
    """
    traditional = is_traditional("".join(claim.sentence[:_SAMPLE] for claim in claims[:_SAMPLE]))
    run: list[_Sentence] = []
    for sentence in _sentences(claims):
        if run and not _follows(run[-1], sentence):
            yield from _chain(run, traditional)
            run = []
        run.append(sentence)
    yield from _chain(run, traditional)


def _sentences(claims: Iterable[Claim]) -> Iterator[_Sentence]:
    for (_, _, sentence), group in groupby(claims, key=lambda claim: (claim.article, claim.section, claim.sentence)):
        pieces: list[str] = []
        found: list[Claim] = []
        at = 0
        for claim in group:
            start, end = _extent(sentence, claim.text, at)
            if start < 0 and found:
                # The same words once more, as a sentence of its own.
                yield _Sentence((*pieces, sentence[at:]), tuple(found))
                pieces, found, at = [], [], 0
                start, end = _extent(sentence, claim.text, at)
            if start < 0:
                continue
            pieces.append(sentence[at:start])
            found.append(claim)
            at = end
        if found:
            yield _Sentence((*pieces, sentence[at:]), tuple(found))


def _extent(sentence: str, text: str, at: int) -> tuple[int, int]:
    """Where `text` stands in the sentence from `at` on, as printed or without its blanks; -1 where it does not."""
    start = sentence.find(text, at)
    if start < 0:
        text = "".join(text.split())
        start = sentence.find(text, at)
    return start, start + len(text)


def _follows(one: _Sentence, other: _Sentence) -> bool:
    last, first = one.claims[-1], other.claims[0]
    if (last.article, last.section) != (first.article, first.section):
        return False
    gap = first.start - last.end - len(one.pieces[-1]) - len(other.pieces[0])
    return -_SLACK <= gap <= _SLACK


def _chain(sentences: list[_Sentence], traditional: bool) -> Iterator[Chain]:
    claims = tuple(claim for sentence in sentences for claim in sentence.claims)
    if len(claims) < 2:
        return
    out: list[str] = []
    index = 0
    for sentence in sentences:
        *before, last = map(_unmarked, sentence.pieces)
        for piece, claim in zip(before, sentence.claims, strict=True):
            out += (piece, f"⟦{_KINDS.get(claim.dimension or '', 'n')}{index}⟧")
            index += 1
        out.append(last)
    text = fold("".join("".join(out).split()), traditional=traditional)
    marks = tuple(Mark(int(m[2]), m[1], m.start(), m.end()) for m in _MARK.finditer(text))
    stops = tuple(m.start() for m in _STOP.finditer(text))
    yield Chain(text, claims, marks, tuple(stop for stop in stops if text[stop] == "。"), stops)


def _unmarked(piece: str) -> str:
    """The piece without what would pass for a mark."""
    return piece.replace("⟦", " ").replace("⟧", " ")
