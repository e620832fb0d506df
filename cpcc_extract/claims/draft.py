"""A quantity with the words of its sentence read around it, before the article is asked for the rest."""

from typing import NamedTuple

from cpcc_extract.claims.claim import Change
from cpcc_extract.numbers.quantity import Quantity
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage


class Name:
    """The words for what is counted, so that a later paragraph may mean the same."""

    __slots__ = ("text", "view")
    text: str
    """As printed."""
    view: str
    """Folded."""

    def __init__(self, text: str, view: str) -> None:
        self.text = text
        self.view = view


class Draft(NamedTuple):
    """One quantity as its sentence presents it. Spans are passage offsets."""

    quantity: Quantity
    sentence: Span
    clause: Span
    """From the last break before the quantity to the next one behind it."""
    item: Name | None
    subject: Name | None
    """The item, or what the clause speaks of where this number does not count it; what later clauses may mean."""
    action: Span | None
    change: Change | None
    comparison: Span | None
    level: bool
    start_level: bool
    """The value that a change sets out from (从300元提高至800元): a fact even in a plan."""
    bracketed: bool
    """It stands in brackets that begin in its sentence: (不含旧存28802件)."""
    breakdown: bool
    """It stands behind 其中 or the like: part of a total named before."""
    rules: tuple[str, ...]


def name_of(passage: Passage, span: Span | None) -> Name | None:
    return None if span is None else Name(passage.text[span.start : span.end], passage.view[span.start : span.end])
