"""Runs of sentences as relations read them: each claim a mark, everything else as the text has it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cpcc_extract.reading.fold import fold
from cpcc_extract.records import Claim

_KINDS = {"percentage": "p", "percentage_point": "q", "ratio": "x"}
_MARK = re.compile(r"⟦([npqx])([0-9]+)⟧")
# What the text itself has of these must not pass for a mark.
_OWN = str.maketrans({"⟦": " ", "⟧": " "})
_SLACK = 3
"""Characters of layout (a line end, an indent) that may lie between two sentences that follow each other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim in the text of its chain."""

    index: int
    """Of the claim in the chain."""
    kind: str
    """n: amount, p: percentage, q: percentage points, x: multiple."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Sentences with claims that follow each other without a gap in one section of one article.

    `text` is folded and without blanks; the n-th claim stands in it as ⟦kind n⟧.
    """

    text: str
    claims: tuple[Claim, ...]
    marks: tuple[Mark, ...]

    def before(self, offset: int) -> tuple[Mark, ...]:
        """The marks that end at `offset` or before it."""
        return self.marks[: bisect_left(self.marks, offset, key=lambda mark: mark.start)]

    def between(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that begin from `start` on and before `end`."""
        low = bisect_left(self.marks, start, key=lambda mark: mark.start)
        return self.marks[low : bisect_left(self.marks, end, lo=low, key=lambda mark: mark.start)]

    def sentence_start(self, offset: int) -> int:
        """Where the sentence around `offset` begins."""
        return self.text.rfind("。", 0, offset) + 1

    def sentence_end(self, offset: int) -> int:
        """Where the sentence around `offset` ends, its 。 left out."""
        end = self.text.find("。", offset)
        return len(self.text) if end < 0 else end

    def clause_start(self, offset: int) -> int:
        """Where the clause around `offset` begins."""
        return max(self.text.rfind(stop, 0, offset) for stop in "。;,") + 1


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with its claims, and how much of it lies before the first and behind the last."""

    pieces: tuple[str, ...]
    """The text around the claims: one more than there are claims."""
    claims: tuple[Claim, ...]


def chains(claims: Iterable[Claim]) -> Iterator[Chain]:
    """The chains of a document's claims (in document order). A claim is in one of them, or in none where the layout
    broke its sentence so that it cannot be found in it again."""
    run: list[_Sentence] = []
    for sentence in _sentences(claims):
        if run and not _follows(run[-1], sentence):
            yield _chain(run)
            run = []
        run.append(sentence)
    if run:
        yield _chain(run)


def _sentences(claims: Iterable[Claim]) -> Iterator[_Sentence]:
    for (_, _, sentence), group in groupby(claims, key=lambda claim: (claim.article, claim.section, claim.sentence)):
        pieces: list[str] = []
        found: list[Claim] = []
        at = 0
        for claim in group:
            forms = (claim.text, "".join(claim.text.split()))
            start, form = next(((s, form) for form in forms if (s := sentence.find(form, at)) >= 0), (-1, ""))
            if start < 0 and found:
                # The same words once more, as a sentence of its own.
                yield _Sentence((*pieces, sentence[at:]), tuple(found))
                pieces, found, at = [], [], 0
                start, form = next(((s, form) for form in forms if (s := sentence.find(form)) >= 0), (-1, ""))
            if start < 0:
                continue
            pieces.append(sentence[at:start])
            found.append(claim)
            at = start + len(form)
        if found:
            yield _Sentence((*pieces, sentence[at:]), tuple(found))


def _follows(one: _Sentence, other: _Sentence) -> bool:
    last, first = one.claims[-1], other.claims[0]
    if (last.article, last.section) != (first.article, first.section):
        return False
    gap = first.start - last.end - len(one.pieces[-1]) - len(other.pieces[0])
    return -_SLACK <= gap <= _SLACK


def _chain(sentences: list[_Sentence]) -> Chain:
    claims = [claim for sentence in sentences for claim in sentence.claims]
    out: list[str] = []
    index = 0
    for sentence in sentences:
        for at, piece in enumerate(sentence.pieces):
            out.append("".join(piece.translate(_OWN).split()))
            if at < len(sentence.claims):
                out.append(f"⟦{_KINDS.get(sentence.claims[at].dimension or '', 'n')}{index}⟧")
                index += 1
    text = fold("".join(out))
    marks = tuple(Mark(int(m[2]), m[1], m.start(), m.end()) for m in _MARK.finditer(text))
    return Chain(text, tuple(claims), marks)
