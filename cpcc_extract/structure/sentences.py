"""Sentences: a passage cut where its sentences end."""

from __future__ import annotations

from itertools import pairwise

from cpcc_extract.lexicon.structure import StructureRules
from cpcc_extract.spans import Span
from cpcc_extract.structure.layout import Passage

_FARTHEST = 400
_LONGEST = 1200  # characters; the longest sentences of real reports have some 500


def split_sentences(passage: Passage, rules: StructureRules) -> tuple[Span, ...]:
    """Passage ranges that tile the whole text, one a sentence; a run-in heading is a sentence of its own.

    A sentence ends after 。！？… and the closing quotes that follow. Inside quotes and brackets it goes on
    to the closing mark: there it ends too if the quoted words end like a sentence and nothing of the same
    clause follows. A mark that is not closed within 400 characters counts as no mark. What would be longer than
    1,200 characters (a text without full stops) is cut at the last clause before that, so that the work for a
    sentence is bounded.
    """
    if not passage.text:
        return ()
    cuts = [passage.run_in] if 0 < passage.run_in < len(passage.text) else []
    view, start = passage.view, passage.run_in
    marks = [(mark.start(), mark[0]) for mark in rules.sentence_marks.finditer(view)]
    closes = _closing_marks(view, marks, rules)
    at = start
    for place, mark in marks:
        if place < at:
            continue
        if mark in rules.pairs:
            close = closes.get(place)
            if close is None:
                continue
            at = close + 1
            if not _quote_ends(view, place, close, cuts[-1] if cuts else start, rules):
                continue
        elif mark in rules.sentence_end:
            at = place + 1
            if mark.isascii() and view[at : at + 1].isascii() and view[at : at + 1].isalnum():
                continue
            while at < len(view) and (view[at] in rules.sentence_end or view[at] in rules.closers):
                at += 1
            if at < len(view) and view[at] in rules.clause_end:
                continue
        else:
            continue
        if at < len(view) and at > (cuts[-1] if cuts else 0):
            cuts.append(at)
    edges = _bounded(view, [0, *cuts, len(view)], rules)
    return tuple(Span(first, last) for first, last in pairwise(edges) if first < last)


def _bounded(view: str, edges: list[int], rules: StructureRules) -> list[int]:
    """The edges, with further ones where two lie too far apart."""
    bounded = edges[:1]
    for edge in edges[1:]:
        while edge - bounded[-1] > _LONGEST:
            start, limit = bounded[-1], bounded[-1] + _LONGEST
            clause = next((at for at in range(limit, start, -1) if view[at - 1] in rules.clause_end), limit)
            bounded.append(clause)
        bounded.append(edge)
    return bounded


def _quote_ends(view: str, opened: int, closed: int, sentence: int, rules: StructureRules) -> bool:
    """The quoted words end the sentence around them: 他说:“好。” but not “好。”的回答."""
    inner = view[opened + 1 : closed].rstrip(rules.closers)
    if inner[-1:] not in rules.sentence_end:
        return False
    if closed + 1 >= len(view):
        return True
    following = view[closed + 1]
    if following in rules.clause_end or following in rules.lead_end or following in rules.closers:
        return False
    lead = view[opened - 1] if opened > sentence else ""
    return not lead or lead in rules.lead_end or lead in rules.sentence_end or lead in rules.closers or lead == ","


def _closing_marks(view: str, marks: list[tuple[int, str]], rules: StructureRules) -> dict[int, int]:
    """Where each opening mark of the outermost level is closed; unclosed ones are left out."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for place, mark in marks:
        if mark in rules.pairs:
            stack.append(place)
        elif stack and mark in rules.opened_by:
            for depth in range(len(stack) - 1, max(-1, len(stack) - 6), -1):
                opened = stack[depth]
                if view[opened] == rules.opened_by[mark] and place - opened <= _FARTHEST:
                    found[opened] = place
                    del stack[depth:]
                    break
    return found
