"""Scoring: when two claims say the same, which claim answers which annotation, and lines and articles."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from annotating import GOLD
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract import parse
from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.lexicon.scoring import NumberRow, heading_number
from cpcc_extract.records import BlockRecord, Claim, PeriodRecord
from cpcc_extract.scoring.fields import FIELDS, compare, ends_of
from cpcc_extract.scoring.gold import GoldClaim, GoldLine, numerals
from cpcc_extract.scoring.lines import Hits, score_lines
from cpcc_extract.scoring.pairs import pair_up

CLAIM = (
    parse("# 一、提案工作\n\n## 2024年\n\n收到提案190余件。")
    .claims[0]
    .model_copy(
        update={
            "start": 10,
            "end": 15,
            "item": "提案",
            "action": "收到",
            "indicator": "proposal.received",
            "organisation": "青澜县政协",
            "section_title": "提案工作",
            "period": PeriodRecord(label="2024", start=date(2024, 1, 1), end=date(2024, 12, 31), text=None),
        }
    )
)


def wrong(gold: dict[str, Any], claim: dict[str, Any]) -> set[str]:
    """Fields that differ once both sides are changed so."""
    right = compare(GoldClaim.model_validate(GOLD | gold), CLAIM.model_copy(update=claim))
    return {name for name in FIELDS if not right[name]}


def period(label: str) -> PeriodRecord:
    return PeriodRecord(label=label, start=None, end=None, text=None)


def test_equal_in_all_fields() -> None:
    assert wrong({}, {}) == set()


COMPARED: list[tuple[dict[str, Any], dict[str, Any], set[str]]] = [
    ({}, {"start": 7}, set()),
    ({}, {"start": 13}, set()),
    ({}, {"start": 6}, {"span", "quantity", "row"}),
    ({}, {"end": 14}, {"span", "quantity", "row"}),
    ({}, {"value": Decimal("190.0001")}, set()),
    ({}, {"value": Decimal("190.001")}, {"value", "quantity", "row"}),
    ({"value": "0"}, {"value": Decimal(0)}, set()),
    ({}, {"value_max": Decimal(200)}, {"value", "quantity", "row"}),
    ({"value_max": "200"}, {"value_max": Decimal("200.0")}, set()),
    ({"unit": None}, {"unit": ""}, set()),
    ({}, {"unit": "份"}, {"unit", "quantity", "row"}),
    ({"unit_alt": ["份"]}, {"unit": "份"}, set()),
    ({}, {"bound": "exact"}, {"bound", "quantity", "row"}),
    ({}, {"item": "委员提案"}, set()),
    ({}, {"item": "委员 提\n案"}, set()),
    ({}, {"item": "员提案"}, set()),
    ({}, {"item": "委员"}, {"item", "row"}),
    ({}, {"item": "各界委员提案"}, {"item", "row"}),
    ({}, {"item": None}, {"item", "row"}),
    ({"item_alt": ["议案", None]}, {"item": "议案"}, set()),
    ({"item_alt": ["议案", None]}, {"item": None}, set()),
    ({"item_alt": ["议案"]}, {"item": "议"}, {"item", "row"}),
    ({"item_min": None, "item_max": None}, {"item": None}, set()),
    ({"item_min": None, "item_max": None}, {}, {"item", "row"}),
    ({}, {"action": "收"}, {"action"}),
    ({}, {"change": "increase"}, {"change"}),
    ({"change": "increase"}, {"change": "decrease"}, {"change"}),
    ({"change_alt": ["increase"]}, {"change": "increase"}, set()),
    ({}, {"indicator": None}, {"indicator", "row"}),
    ({"indicator_alt": [None]}, {"indicator": None}, set()),
    ({}, {"organisation": "县政协"}, set()),
    ({}, {"organisation": "政协"}, {"organisation", "row"}),
    ({}, {"period": period("2024-01/2024-12")}, set()),
    ({}, {"period": period("2024-01-01/2024-12-31")}, set()),
    ({}, {"period": period("2024-01/..")}, {"period", "row"}),
    ({}, {"period": None}, {"period", "row"}),
    ({"period_alt": [None]}, {"period": None}, set()),
    ({"period": "2024-02"}, {"period": period("2024-02-01/2024-02-29")}, set()),
    ({}, {"section_title": "（三）提案 工作"}, set()),
    ({}, {"section_title": "提案"}, {"section_title", "row"}),
    ({"section_title": None}, {"section_title": None}, set()),
    ({"section_title_alt": [None]}, {"section_title": None}, set()),
    ({}, {"status": "target"}, {"status"}),
    ({"status": "target"}, {"status": "target"}, set()),
    ({"comparison": "同比"}, {"comparison": "比上年"}, set()),
    ({"comparison": "同比"}, {}, {"comparison"}),
    ({}, {"comparison": "同比"}, {"comparison"}),
    ({"comparison_alt": ["同比"]}, {"comparison": "同比"}, set()),
]


@pytest.mark.parametrize(("gold", "claim", "expected"), COMPARED)
def test_fields(gold: dict[str, Any], claim: dict[str, Any], expected: set[str]) -> None:
    assert wrong(gold, claim) == expected


ENDS = [
    (None, None),
    ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
    ("2023-02", (date(2023, 2, 1), date(2023, 2, 28))),
    ("2024-02-03", (date(2024, 2, 3), date(2024, 2, 3))),
    ("2023-11/2024-02", (date(2023, 11, 1), date(2024, 2, 29))),
    ("2023-03/..", (date(2023, 3, 1), None)),
    ("../2023-07-31", (None, date(2023, 7, 31))),
]


@pytest.mark.parametrize(("label", "ends"), ENDS)
def test_ends_of_periods(label: str | None, ends: object) -> None:
    assert ends_of(label) == ends


def test_heading_number_rule_on_its_examples() -> None:
    (row,) = read_rows("scoring.toml", "heading_number", NumberRow)
    for example in row.examples:
        number, _, rest = example.removeprefix("⟦").partition("⟧")
        found = heading_number().match(number + rest)
        assert found and found[0] == number
    assert row.not_examples
    for example in row.not_examples:
        assert not heading_number().match(example)


def test_numerals_are_numbered_as_annotated() -> None:
    text = "二〇二四年１，２００件，1,200.5元，12,34，兩百"
    assert [text[span.start : span.end] for span in numerals(text)] == [
        "二〇二四",
        "１，２００",
        "1,200.5",
        "12",
        "34",
        "百",
    ]


def at(start: int, end: int) -> Claim:
    return CLAIM.model_copy(update={"start": start, "end": end})


def test_each_claim_answers_once_by_largest_overlap() -> None:
    gold = [GoldClaim.model_validate(GOLD | {"start": start, "end": end}) for start, end in ((0, 4), (4, 8), (20, 22))]
    claims = [at(0, 6), at(4, 8), at(12, 14)]
    pairs, left = pair_up(gold, claims)
    assert [claim for _, claim in pairs] == [claims[0], claims[1], None]
    assert left == [claims[2]]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_lies_between_precision_and_recall(right: int, false: int, missed: int) -> None:
    hits = Hits(right, false, missed)
    low, high = sorted((hits.precision, hits.recall))
    assert low - 1e-9 <= hits.f1 <= high + 1e-9


def block(line: int, kind: str, article: int = 0) -> BlockRecord:
    return BlockRecord(
        kind=kind, article=article, section=None, start=line, end=line + 1, line=line, continues=None, run_in=None
    )


def test_lines_and_articles() -> None:
    gold = [
        GoldLine(line=1, label="title", article=0),
        GoldLine(line=2, label="heading", article=0),
        GoldLine(line=3, label="heading", label_alt=("body",), article=0),
        GoldLine(line=4, label="caption", article=1),
    ]
    score = score_lines(
        gold, [block(1, "title"), block(2, "body"), block(3, "body"), block(4, "heading"), block(4, "body")]
    )
    assert score.kinds == {"heading": Hits(0, 1, 1), "caption": Hits(0, 0, 1), "title": Hits(1, 0, 0)}
    assert (score.agreeing, score.pairs) == (3, 6)
    assert len(score.misses) == 3


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_article_pairs_are_counted_as_one_by_one(articles: list[tuple[int, int]]) -> None:
    gold = [GoldLine(line=n, label="body", article=want) for n, (want, _) in enumerate(articles, start=1)]
    score = score_lines(gold, [block(n, "body", have) for n, (_, have) in enumerate(articles, start=1)])
    pairs = [(a, b) for i, a in enumerate(articles) for b in articles[i + 1 :]]
    assert score.pairs == len(pairs)
    assert score.agreeing == sum((a[0] == b[0]) == (a[1] == b[1]) for a, b in pairs)
