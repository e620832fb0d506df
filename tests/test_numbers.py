"""How much: what becomes a quantity, what is set aside, and that nothing is lost or taken twice."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from cn2an import an2cn
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.compiling.exclusions import ExclusionRow
from cpcc_extract.compiling.numbers import AmountRow, BoundRow, BracketRow, NotTimeRow, UnitRow
from cpcc_extract.compiling.rows import Row, read_rows
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.numbers.quantity import Quantity, Reading
from cpcc_extract.numbers.reading import read_quantities
from cpcc_extract.numbers.values import han
from cpcc_extract.pipeline import analyse
from cpcc_extract.reading.text import source_from_text
from cpcc_extract.spans import Piece
from cpcc_extract.structure.layout import BlockKind, Passage
from cpcc_extract.when.expressions import find_times

RULES = Lexicon.load()
CASES = tomllib.loads((Path(__file__).parent / "cases" / "numbers.toml").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")


def read(text: str, kind: BlockKind = "body") -> Reading:
    """The numbers of one passage that holds `text`."""
    passage = Passage(text, text, (Piece(0, 0, len(text)),), kind, 0, None, ())
    return read_quantities(passage, tuple(find_times(text, RULES.times)), RULES.numbers)


@dataclass(frozen=True)
class Found:
    """The numbers of a whole text, by source offsets."""

    quantities: tuple[tuple[int, int, Quantity], ...]
    fates: frozenset[str]


def find(text: str) -> Found:
    analysis = analyse(source_from_text(text), RULES)
    pairs = list(zip(analysis.layout.passages, analysis.readings, strict=True))
    spans = [(passage.span(one.start, one.end), one) for passage, reading in pairs for one in reading.quantities]
    ordered = sorted(((span.start, span.end, one) for span, one in spans), key=lambda entry: entry[:2])
    return Found(tuple(ordered), frozenset(aside.fate for _, reading in pairs for aside in reading.set_aside))


def shown(text: str, start: int, end: int, quantity: Quantity) -> str:
    """A quantity in the notation of the cases."""
    high = "" if quantity.value_max is None else f"~{quantity.value_max:f}"
    bound = "" if quantity.bound == "exact" else f" {quantity.bound}"
    return f"{text[start:end]} = {quantity.value:f}{high} {quantity.unit or '-'}{bound}"


def cases(kind: str) -> Iterator[Any]:
    for case in CASES[kind]:
        yield pytest.param(case, id=case["label"], marks=[KNOWN] if "known_failure" in case else [])


@pytest.mark.parametrize("case", list(cases("found")))
def test_found(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [shown(text, *entry) for entry in find(text).quantities] == case["quantities"]


@pytest.mark.parametrize("case", list(cases("set_aside")))
def test_set_aside(case: dict[str, Any]) -> None:
    found = find(case["text"])
    assert [shown(case["text"], *entry) for entry in found.quantities] == []
    assert found.fates == set(case["why"])


# ---- rows; tests/test_rules.py tries their examples ----

ROWS: list[Row] = [
    *read_rows("units.toml", "unit", UnitRow),
    *read_rows("bounds.toml", "bound", BoundRow),
    *read_rows("amounts.toml", "amount", AmountRow),
    *read_rows("exclusions.toml", "exclusion", ExclusionRow),
    *read_rows("exclusions.toml", "not_time", NotTimeRow),
    *read_rows("brackets.toml", "bracket", BracketRow),
]


def test_every_row_has_examples() -> None:
    bare = [row.id for row in ROWS if not row.examples]
    lacking = [row.id for row in ROWS if not row.not_examples and not isinstance(row, UnitRow)]
    assert bare == []
    assert lacking == []


def test_no_form_stands_in_two_unit_rows() -> None:
    forms = [form for row in ROWS if isinstance(row, UnitRow) for form in row.forms]
    assert len(forms) == len(set(forms))


# ---- values ----


@pytest.mark.parametrize(
    ("text", "value", "value_max"),
    [
        ("三千四百零六", "3406", None),
        ("二〇二三", "2023", None),
        ("十几", "10", "19"),
        ("三五", "3", "5"),
        ("数十", "20", "90"),
        ("四点五", "4.5", None),
        ("半", "0.5", None),
        ("两万五千", "25000", None),
        ("三十几万", "300000", "390000"),
        ("廿八", "28", None),
        ("二十三四", "23", "24"),
        ("三五十万", "300000", "500000"),
        ("几百万", "2000000", "9000000"),
        ("一九九八", "1998", None),
        ("一〇五", "105", None),
    ],
)
def test_chinese_numeral(text: str, value: str, value_max: str | None) -> None:
    worth = han(text)
    assert worth
    assert (worth.value, worth.value_max) == (Decimal(value), value_max and Decimal(value_max))


@pytest.mark.parametrize(
    "text", ["三会一", "三三", "一二三", "一九", "五三", "点", "三点半", "一" * 30, "几几", "零亿零"]
)
def test_no_chinese_numeral(text: str) -> None:
    assert han(text) is None


def test_integers_are_read_as_the_library_writes_them() -> None:
    for number in (*range(2, 1200), 9999, 10_010, 45_678, 320_000):
        printed = an2cn(number)
        for form in {printed, printed.removeprefix("一") if printed.startswith("一十") else printed}:
            worth = han(form)
            assert worth is not None, form
            assert (worth.value, worth.value_max) == (number, None), form


# ---- invariants ----

PIECES = [
    *"0123456789.,·:/%-—+×零一二三五十百千万亿两几数半壹陆",
    *"个件人元年月日次吨成倍余多近约超上第届大级期",
    "以上",
    "左右",
    "百分之",
    "分之",
    "个百分点",
    "零下",
    "翻",
    "番",
    "“",
    "”",
    "《",
    "》",
    "、",
    "。",
    " ",
    "收到",
    "至",
    "比",
    "为",
    "〔",
    "〕",
    "http://a.b/",
    "\n",
]
ANY_TEXT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


def accounted(reading: Reading) -> list[tuple[int, int]]:
    return sorted((one.start, one.end) for one in (*reading.quantities, *reading.set_aside))


@given(ANY_TEXT)
def test_every_numeral_lies_in_exactly_one(text: str) -> None:
    reading = read(text)
    spans = accounted(reading)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {place for start, end in spans for place in range(start, end)}
    numerals = {place for one in RULES.numbers.numeral.finditer(text) for place in range(*one.span())}
    assert numerals <= inside


@given(ANY_TEXT)
def test_quantities_and_set_aside_are_sorted(text: str) -> None:
    reading = read(text)
    for ones in (reading.quantities, reading.set_aside):
        assert [one.start for one in ones] == sorted(one.start for one in ones)


@given(ANY_TEXT)
def test_values_are_finite_and_ranges_ascend(text: str) -> None:
    for one in read(text).quantities:
        assert one.value.is_finite()
        assert one.value_max is None or (one.value_max.is_finite() and one.value < one.value_max)
        assert one.unit != ""


@given(ANY_TEXT)
def test_reading_twice_is_the_same(text: str) -> None:
    assert read(text) == read(text)


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python the work runs through: the same on every machine."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


HOSTILE = [
    "9",
    "一",
    "1,",
    "1、",
    "1.",
    "一亿",
    "十五",
    "“1”",
    "《1》",
    "1/1",
    "1:1",
    "1·1",
    "1+",
    "1万",
    "2至3人",
    "5%、",
    "近1件",
    "第1",
    "a1@b.c ",
    "零下1",
    "<1>",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_text(unit: str) -> None:
    small, large = unit * 300, unit * 1200
    read(small)  # what is compiled or remembered once is not counted
    assert steps(lambda: read(large)) <= 4 * steps(lambda: read(small)) + 2000
