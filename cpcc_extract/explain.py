"""The trail of every number: which claim it belongs to, or why it is none, and the rule that said so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Literal

from cpcc_extract.documents import Places
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.numbers.quantity import Fate
from cpcc_extract.pipeline import Analysis
from cpcc_extract.spans import Span
from cpcc_extract.structure.lines import columns_of

Verdict = Fate | Literal["claim", "markup"]

_CONTEXT = 8
_WIDTH = 16
_MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Trail:
    """One number of a text and what became of it."""

    text: str
    """As printed, with what the verdict took together with it (the unit of a claim, the 第 of an ordinal)."""
    start: int
    end: int
    line: int
    column: int
    verdict: Verdict
    """`claim`, a fate (date, period, ordinal, name, marker, word), or `markup` for a number inside a tag."""
    rule: str
    """Ids of the rules that decided."""
    claim: str | None
    """Id of the claim it belongs to."""
    meaning: str | None
    """The claim's item, action and indicator; None for what is no claim."""
    context: str
    """The printed text around it, on one line."""


def explain(analysis: Analysis, lexicon: Lexicon | None = None) -> tuple[Trail, ...]:
    """A trail for every number of the source, in its order: each numeral of the text lies in at least one of them."""
    rules = lexicon or Lexicon.load()
    places = Places(analysis.source.text)
    trails = chain(
        _of_claims(analysis, places, rules), _of_set_aside(analysis, places), _of_markup(analysis, places, rules)
    )
    return tuple(sorted(trails, key=attrgetter("start")))


def _of_claims(analysis: Analysis, places: Places, rules: Lexicon) -> Iterator[Trail]:
    for claim in analysis.claims:
        quantity = claim.quantity
        span = analysis.layout.passages[claim.passage].span(quantity.start, quantity.end)
        label = rules.indicator_labels.get(claim.indicator) if claim.indicator else None
        meaning = " · ".join(part for part in (claim.item, claim.action, label) if part)
        yield _trail(analysis.source.text, places, span, "claim", " ".join(claim.rules), claim.id, meaning)


def _of_set_aside(analysis: Analysis, places: Places) -> Iterator[Trail]:
    for passage, reading in zip(analysis.layout.passages, analysis.readings, strict=True):
        for aside in reading.set_aside:
            span = passage.span(aside.start, aside.end)
            yield _trail(analysis.source.text, places, span, aside.fate, aside.rule)


def _of_markup(analysis: Analysis, places: Places, rules: Lexicon) -> Iterator[Trail]:
    """Numerals in tags, comments and other markup, which no passage holds."""
    pieces = sorted((piece.start, piece.start + piece.length) for p in analysis.layout.passages for piece in p.pieces)
    printed = iter(pieces)
    start, end = next(printed, (0, 0))
    for numeral in rules.numbers.numeral.finditer(analysis.source.view):
        while end <= numeral.start() and (following := next(printed, None)):
            start, end = following
        if not start <= numeral.start() < end:
            yield _trail(analysis.source.text, places, Span(*numeral.span()), "markup", _MARKUP)


def _trail(
    text: str,
    places: Places,
    span: Span,
    verdict: Verdict,
    rule: str,
    claim: str | None = None,
    meaning: str | None = None,
) -> Trail:
    line, column = places.at(span.start)
    around = text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]
    return Trail(
        text=text[span.start : span.end],
        start=span.start,
        end=span.end,
        line=line,
        column=column,
        verdict=verdict,
        rule=rule,
        claim=claim,
        meaning=meaning,
        context=" ".join(around.split()),
    )


def as_lines(trails: Sequence[Trail]) -> Iterator[str]:
    """The trails as plain lines: place, number as printed, verdict, and the rules in brackets."""
    for trail in trails:
        place = f"{trail.line}:{trail.column}"
        printed = " ".join(trail.text.split())
        verdict = f"claim {trail.claim}  {trail.meaning}" if trail.claim else trail.verdict
        blanks = " " * max(1, _WIDTH - columns_of(printed))
        yield f"{place:>8}  {printed}{blanks}{verdict}  [{trail.rule}]"


def tally(trails: Sequence[Trail]) -> str:
    """How many numbers there are and what became of them, on one line."""
    counts = Counter(trail.verdict for trail in trails)
    parts = ", ".join(f"{verdict} {count}" for verdict, count in counts.most_common())
    return f"{len(trails)} numbers: {parts}" if parts else "no numbers"
