"""Expressions of time, what they mean, and which period governs a place."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.compiling.times import FILE, RoleRow, TimeRow, compile_times
from cpcc_extract.reading.source import Source
from cpcc_extract.spans import Piece, Span
from cpcc_extract.structure.layout import Article, Layout, Passage, Section
from cpcc_extract.when.expressions import find_times
from cpcc_extract.when.period import Period
from cpcc_extract.when.resolve import Point, between
from cpcc_extract.when.timeline import Times, read_times

RULES = compile_times()
CASES = tomllib.loads((Path(__file__).parent / "cases" / "when.toml").read_text(encoding="utf-8"))
TIME_ROWS = read_rows(FILE, "time", TimeRow)
ROLE_ROWS = read_rows(FILE, "role", RoleRow)


def test_every_row_has_examples() -> None:
    assert [row.id for row in (*TIME_ROWS, *ROLE_ROWS) if not (row.examples and row.not_examples)] == []


@pytest.mark.parametrize("case", CASES["found"], ids=lambda case: case["text"])
def test_found(case: dict[str, Any]) -> None:
    found = find_times(case["text"], RULES)
    assert [case["text"][mention.start : mention.end] for mention in found] == case["times"]


def document(case: dict[str, Any]) -> tuple[Times, Layout]:
    """A document of the case's lines: `kind: text` each, headings numbered as sections; a line `---` parts articles."""
    passages: list[Passage] = []
    sections: list[Section] = []
    article = 0
    for line in case["lines"]:
        if line == "---":
            article, sections = article + 1, []
            passages.append(Passage("", "", (), "note", article, None, ()))
            continue
        kind, _, text = line.partition(": ")
        if kind == "heading":
            sections.append(Section(f"s{len(sections)}", article, None, 1, None, text, "", 0, 0, 1))
        section = sections[-1].id if sections else None
        passages.append(Passage(text, text, (Piece(0, 0, len(text)),), kind, article, section, ()))  # type: ignore[arg-type]
    articles = tuple(Article(index, None, None, None, 0, 0) for index in range(article + 1))
    layout = Layout((), articles, tuple(sections), tuple(passages))
    text = "\n".join(case["lines"])
    return read_times(Source("case", None, text, text, "", "text", "utf-8"), layout, RULES), layout


@pytest.mark.parametrize("case", CASES["article"], ids=lambda case: case["label"])
def test_article_period(case: dict[str, Any]) -> None:
    period = document(case)[0].articles[0].period
    assert (period.label if period else "none") == case["period"]


@pytest.mark.parametrize("case", CASES["claim"], ids=lambda case: case["label"])
def test_period_of_a_claim(case: dict[str, Any]) -> None:
    marked = next(index for index, line in enumerate(case["lines"]) if "⟦" in line)
    plain = dict(case, lines=[line.replace("⟦", "").replace("⟧", "") for line in case["lines"]])
    times, layout = document(plain)
    start = case["lines"][marked].partition(": ")[2].index("⟦")
    view = layout.passages[marked].view
    sentence = Span(view.rfind("。", 0, start) + 1, view.index("。", start) + 1)
    period = times.period_at(marked, sentence, start)
    assert (period.label if period else "none") == case["period"]
    assert (period.text if period else None) == case.get("text")


def test_period_dates() -> None:
    assert between(Point(2024, 1), Point(2024, 2)) == _period("2024-01/2024-02", date(2024, 1, 1), date(2024, 2, 29))
    assert between(Point(2023, 3), Point(2023, 3), "since") == _period("2023-03/..", date(2023, 3, 1), None)
    assert between(Point(2023, 7, 31), Point(2023, 7, 31), "until") == _period("../2023-07-31", None, date(2023, 7, 31))


def test_days_that_do_not_exist_have_no_period() -> None:
    assert between(Point(2023, 2, 30), Point(2023, 2, 30)) is None
    assert between(Point(2023), Point(2022)) is None


def _period(label: str, start: date | None, end: date | None) -> Period:
    return Period(label, start, end, None)


PIECES = [
    "2023",
    "年",
    "月",
    "日",
    "至",
    "-",
    "一",
    "十",
    "五",
    "3",
    "近",
    "连续",
    "今年",
    "上半年",
    "第",
    ",",
    "。",
    "“",
    "”",
    " ",
    "时",
    ":",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_mentions_are_sorted_disjoint_and_inside(text: str) -> None:
    end = 0
    for mention in find_times(text, RULES):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_has_a_timeline(text: str) -> None:
    times, layout = document({"lines": [f"title: {text}", f"heading: {text}", f"body: {text}"]})
    for index, passage in enumerate(layout.passages):
        for start in range(len(passage.view)):
            period = times.period_at(index, Span(0, len(passage.view)), start)
            assert period is None or period.start is None or period.end is None or period.start <= period.end


@pytest.mark.parametrize(
    "text", ["9" * 200_000, "一" * 200_000, "2023年" * 40_000, "十五" * 100_000, "“" * 200_000, "月日" * 99_999]
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    # Each of these is quadratic in a careless reader; 200,000 characters would then take minutes.
    found = find_times(text, RULES)
    assert all(first.end <= second.start for first, second in pairwise(found))
