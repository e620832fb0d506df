"""Run-in headings: phrases at a paragraph's start that name its topic."""

from __future__ import annotations

from collections import Counter

from cpcc_extract.lexicon.structure import StructureRules
from cpcc_extract.structure.layout import Passage
from cpcc_extract.structure.sheet import read_mark

_MARKED, _PLAIN, _SHORTEST, _REST = 60, 30, 4, 12
_OFTEN, _TOPIC = 4, 20


def find_run_ins(passages: tuple[Passage, ...], rules: StructureRules) -> tuple[int, ...]:
    """The length of each passage's run-in heading, 0 without one.

    A numbered phrase (一是…。) counts by itself. A phrase without a number counts only when a paragraph next
    to it in the same section, or half of the section, opens with one too: 优化服务。 is a topic among topics,
    else just a sentence.
    """
    marked = [_marked(passage, rules) for passage in passages]
    plain = [0 if length else _plain(passage, rules) for passage, length in zip(passages, marked, strict=True)]
    body = [place for place, passage in enumerate(passages) if passage.kind == "body"]
    bodies = Counter((passages[place].article, passages[place].section) for place in body)
    topics = Counter((passages[p].article, passages[p].section) for p in body if plain[p] or marked[p])
    kept = [0] * len(passages)
    for here, place in enumerate(body):
        if not plain[place]:
            continue
        home = (passages[place].article, passages[place].section)
        near = body[max(0, here - 1) : here] + body[here + 1 : here + 2]
        near = [n for n in near if (passages[n].article, passages[n].section) == home]
        often = topics[home] >= _OFTEN and 2 * topics[home] >= bodies[home]
        if any(plain[n] for n in near) or (often and len(near) == 2 and all(marked[n] for n in near)):
            kept[place] = plain[place]
    return tuple(length or other for length, other in zip(marked, kept, strict=True))


def opens_with_topic(view: str, rules: StructureRules) -> bool:
    """The text opens with a very short sentence that names a topic (参政议政。…)."""
    length = _first_stop(view, rules, _TOPIC)
    phrase = view[:length]
    plain = not rules.no_run_in.search(phrase) and not any(ch.isdigit() or ch in rules.clause_end for ch in phrase)
    return length > _SHORTEST and plain


def _first_stop(view: str, rules: StructureRules, limit: int) -> int:
    """Length of the first sentence when it ends within `limit` characters and text follows; else 0."""
    found = rules.line_stop.search(view, 0, limit)
    if found is None or found[0] not in rules.full_stop or len(view) - found.start() <= _REST:
        return 0
    return found.end()


def _marked(passage: Passage, rules: StructureRules) -> int:
    if passage.kind != "body":
        return 0
    view = passage.view
    if opening := rules.run_in_opening.match(view):
        return opening.end() if len(view) - opening.end() > _REST else 0
    mark = read_mark(view[:_MARKED], rules.headings)
    if mark is None:
        return 0
    length = _first_stop(view, rules, _MARKED)
    return length or _first_colon(view, mark.end, rules)


def _first_colon(view: str, start: int, rules: StructureRules) -> int:
    """Length of a numbered phrase that a colon ends: 1.重点提案：…; 0 without one."""
    for at in range(start, min(start + _TOPIC, len(view) - _REST)):
        if view[at] in rules.lead_end:
            return at + 1
        if view[at] in rules.clause_end or view[at] in rules.sentence_end:
            return 0
    return 0


def _plain(passage: Passage, rules: StructureRules) -> int:
    if passage.kind != "body":
        return 0
    length = _first_stop(passage.view, rules, _PLAIN)
    phrase = passage.view[:length]
    if length <= _SHORTEST or rules.no_run_in.search(phrase) or any(ch.isdigit() for ch in phrase):
        return 0
    return length
