"""Whether a rule catches its examples and leaves its counter-examples alone, by the rules as they hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpcc_extract.claims.status import (
    announces_plans,
    is_plan_heading,
    is_plan_title,
    names_year,
    opens_plan,
    planned_by,
)
from cpcc_extract.claims.tokens import tokenise
from cpcc_extract.compiling.exclusions import ExclusionRow
from cpcc_extract.compiling.furniture import CueRow, DatelineRow, FieldNameRow, JoinedRow, OpenerRow, StoryRow
from cpcc_extract.compiling.grammar import WordsRow
from cpcc_extract.compiling.headings import BreakRow, InlineRow, StyleRow, UnmarkedRow, group_name
from cpcc_extract.compiling.indicators import BodyRow, IndicatorRow, MatchRow
from cpcc_extract.compiling.kinds import Kind
from cpcc_extract.compiling.numbers import AmountRow, BoundRow, BracketRow, NotTimeRow, UnitRow, WordRow
from cpcc_extract.compiling.organisations import AgencyRow, FormRow, OrganisationRow
from cpcc_extract.compiling.rows import Row
from cpcc_extract.compiling.status import StatusRow
from cpcc_extract.compiling.structure import CharsRow, PairRow, ShapeRow
from cpcc_extract.compiling.times import RoleRow, TimeRow
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.lexicon.word_classes import bits_of
from cpcc_extract.numbers.reading import read_quantities
from cpcc_extract.pipeline import parse
from cpcc_extract.reading.fold import fold
from cpcc_extract.spans import Piece
from cpcc_extract.structure.layout import BlockKind, Passage
from cpcc_extract.when.expressions import find_times
from cpcc_extract.who.divisions import read_divisions
from cpcc_extract.who.names import PlaceNames

OPEN, CLOSE = "⟦", "⟧"
Stretch = tuple[int, int]
_LOOSE = (MatchRow, IndicatorRow, BracketRow)
"""Rows whose stretch is a number's, and whose mark may hold less or more."""


def unmarked(text: str) -> tuple[str, list[Stretch]]:
    """The text without marks, and the stretches between them."""
    plain, marks = "", []
    for piece in re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", text):
        shown = piece.removeprefix(OPEN).removesuffix(CLOSE)
        if shown != piece:
            marks.append((len(plain), len(plain) + len(shown)))
        plain += shown
    return plain, marks


def failures(kind: Kind, row: Row, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each example that the row does not catch and each counter-example that it does: the key it stands under, and
    what is wrong with it."""
    if not _can_be_tried(row):
        return
    for text in row.examples:
        plain, marks = unmarked(text)
        found = stretches(kind, row, plain, marks, lexicon)
        loose = isinstance(row, _LOOSE)
        caught = all(any(_meets(mark, one, loose) for one in found) for mark in marks) if marks else bool(found)
        if isinstance(row, BracketRow) and marks:  # it names every numeral inside it, and none outside
            caught = caught and all(any(start <= one[0] and one[1] <= end for start, end in marks) for one in found)
        if not caught:
            yield "examples", f"the example {text} is not matched; correct the row, or what stands before it and wins"
    for text in row.not_examples:
        plain, marks = unmarked(text)
        found = stretches(kind, row, plain, marks, lexicon)
        if any(_meets(mark, one, True) for one in found for mark in marks or [(0, len(plain))]):
            yield "not_examples", f"the counter-example {text} is matched; make the row narrower"


def _can_be_tried(row: Row) -> bool:
    if isinstance(row, MatchRow):
        return bool(row.indicator)  # a claim without an indicator does not tell which row said so
    return not isinstance(row, WordRow | PairRow)


def _meets(mark: Stretch, found: Stretch, loose: bool) -> bool:
    return found[0] < mark[1] and mark[0] < found[1] if loose else mark == found


def stretches(kind: Kind, row: Row, text: str, marks: list[Stretch], lexicon: Lexicon) -> list[Stretch]:
    """Where in the text the row decides; empty for rows that are not tried by themselves."""
    view = fold(text)
    match row:
        case UnitRow() | BoundRow() | AmountRow() | ExclusionRow() | NotTimeRow() | BracketRow():
            return _numbers(row, text, lexicon)
        case MatchRow():
            return [(c.start, c.end) for c in parse(text, lexicon).claims if row.id in c.rule.split()]
        case IndicatorRow():
            return [(c.start, c.end) for c in parse(text, lexicon).claims if c.indicator == row.id]
        case TimeRow():
            return [(one.start, one.end) for one in find_times(view, lexicon.times) if one.rule == row.id]
        case RoleRow():
            return [(one.start, one.end) for one in find_times(view, lexicon.times) if one.role == row.role]
        case WordsRow():
            lexicon.grammar.classes.admit(view)
            tokens = tokenise(view, 0, len(view), (), (), (), lexicon.grammar)
            return [(one.start, one.end) for one in tokens if one.is_a(bits_of([row.id]))]
        case StatusRow():
            return _plans(row, view, marks, lexicon)
        case CharsRow():
            return [(0, len(view))] if view in row.chars else []
        case StoryRow():
            return _story(row, view, marks)
        case FormRow():
            names = PlaceNames((), lexicon.organisations, read_divisions())
            return [(0, len(text))] if names.ending(text, len(text)) == text else []
        case _:
            return _by_pattern(kind, row, view, lexicon)


def _numbers(row: Row, text: str, lexicon: Lexicon) -> list[Stretch]:
    kind: BlockKind = row.kinds[0] if isinstance(row, BracketRow) and row.kinds else "body"
    view = fold(text)
    passage = Passage(text, view, (Piece(0, 0, len(text)),), kind, 0, None, ())
    reading = read_quantities(passage, tuple(find_times(view, lexicon.times)), lexicon.numbers)
    match row:
        case UnitRow():
            names = row.forms if row.printed else (row.id,)
            hits = [one for one in reading.quantities if one.unit and {one.unit, *_parts(one.unit)} & {*names}]
        case BoundRow():
            hits = [one for one in reading.quantities if one.bound == row.bound]
        case AmountRow():
            hits = [one for one in reading.quantities if one.rule == row.id]
        case NotTimeRow():
            hits = list(reading.quantities)
        case _:
            return [(one.start, one.end) for one in reading.set_aside if one.rule == row.id]
    return [(one.start, one.end) for one in hits]


def _parts(unit: str) -> tuple[str, str]:
    """元/人: the unit before the stroke, and the stroke with what stands behind it."""
    first, stroke, base = unit.partition("/")
    return first, stroke + base


def _plans(row: StatusRow, view: str, marks: list[Stretch], lexicon: Lexicon) -> list[Stretch]:
    rules = lexicon.status
    if row.where == "sentence":
        return [mark for mark in marks if planned_by(view, 0, mark[0], rules) == row.id]
    if row.where == "fact":  # what would be a plan without it
        signed = [mark for mark in marks if rules.sentence.pattern.search(view, 0, mark[0])]
        return [mark for mark in signed if planned_by(view, 0, mark[0], rules) is None]
    tests = {
        "heading": is_plan_heading,
        "year_heading": names_year,
        "title": is_plan_title,
        "paragraph": opens_plan,
        "list": announces_plans,
    }
    found = tests[row.where](view, rules)
    return (marks or [(0, len(view))]) if found else []


def _story(row: StoryRow, view: str, marks: list[Stretch]) -> list[Stretch]:
    """Before the mark stands the headline, in it the text below."""
    found = marks and re.fullmatch(row.title, view[: marks[0][0]]) and re.match(row.text, view[marks[0][0] :])
    return marks if found else []


def _by_pattern(kind: Kind, row: Row, view: str, lexicon: Lexicon) -> list[Stretch]:
    """Rows of lines and titles: what their pattern matches, in the way in which it is used."""
    whole = [(0, len(view))]
    found: re.Match[str] | None = None
    match row:
        case StyleRow():
            found = lexicon.structure.headings.pattern.match(view)
            found = found if found and found.lastgroup == group_name(row.id) else None
            # the blank behind a mark may stand in its example or not
            return [(0, len(found[0])), (0, len(found[0].rstrip()))] if found else []
        case InlineRow() | ShapeRow():
            found = re.search(row.pattern, view)
        case BreakRow():
            found = (re.search if kind.name == "break" else re.match)(row.pattern, view)
        case UnmarkedRow() | CueRow() | FieldNameRow():
            found = re.fullmatch(row.pattern, view)
        case DatelineRow():
            found = re.match(row.pattern, view)
        case OpenerRow():
            ways = {"signature": re.search, "news-lead": re.match, "overview": re.match, "speech": re.match}
            found = ways.get(row.use, re.fullmatch)(row.pattern, view)
        case JoinedRow():
            found = re.fullmatch(row.first or row.second or row.whole, view)
        case BodyRow():
            titled = re.search(row.title, view) and not re.search(row.not_title, view)
            return whole if titled or re.search(row.text, view) else []
        case OrganisationRow():
            named = [row.after, row.inverted or "(?!)", row.national_place]
            return whole if re.search(row.title, view) and any(re.search(one, view) for one in named) else []
        case AgencyRow():
            found = next(one for one in lexicon.organisations.agencies if one.id == row.id).pattern.search(view)
            return [found.span("body")] if found else []
        case _:
            return []
    return [found.span()] if found else []
