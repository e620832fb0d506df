"""Which line of the codebook a claim belongs to: the rows' own examples, and a table of phrases for every line."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract import parse
from cpcc_extract.compiling.indicators import BodyRow, IndicatorRow, MatchRow, compile_indicators
from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.records import Claim

LEXICON = Lexicon.load()
ROWS = read_rows("indicators.toml", "match", MatchRow)
BODIES = read_rows("indicators.toml", "body", BodyRow)
CODEBOOK = [row.id for row in read_rows("indicators.toml", "indicator", IndicatorRow)]
CASES = Path(__file__).parent / "cases" / "indicators.toml"

with CASES.open("rb") as file:
    TABLE: dict[str, Any] = tomllib.load(file)


@cache
def marked(text: str) -> tuple[tuple[str, Claim | None], ...]:
    """Each stretch between ⟦ and ⟧ with the claim that overlaps it, None where there is none."""
    plain, places = "", []
    for piece in re.split(r"(⟦[^⟧]*⟧)", text):
        shown = piece.strip("⟦⟧")
        if shown != piece:
            places.append((len(plain), len(plain) + len(shown), shown))
        plain += shown
    claims = parse(plain, LEXICON).claims
    return tuple(
        (shown, next((claim for claim in claims if claim.start < end and start < claim.end), None))
        for start, end, shown in places
    )


def told(claim: Claim | None) -> str:
    return "no claim" if claim is None else f"{claim.indicator} by {claim.rule}, {claim.item!r} {claim.action!r}"


CALLED = [(line["id"], text) for line in TABLE["indicator"] for text in line["yes"]]
NULL = [(line["id"], text) for line in TABLE["indicator"] for text in line["no"]]


@pytest.mark.parametrize(("indicator", "text"), CALLED)
def test_wording_is_known(indicator: str, text: str) -> None:
    assert "⟦" in text
    for shown, claim in marked(text):
        assert claim is not None and claim.indicator == indicator, f"{shown}: {told(claim)}"


@pytest.mark.parametrize(("indicator", "text"), NULL)
def test_wording_is_something_else(indicator: str, text: str) -> None:
    assert "⟦" in text
    for shown, claim in marked(text):
        assert claim is not None, f"{shown}: a case must be a claim"
        assert claim.indicator != indicator, f"{shown}: {told(claim)}"


@pytest.mark.parametrize("text", TABLE["null"])
def test_fits_no_line(text: str) -> None:
    assert "⟦" in text
    for shown, claim in marked(text):
        assert claim is not None, f"{shown}: a case must be a claim"
        assert claim.indicator is None, f"{shown}: {told(claim)}"


def test_table_covers_the_codebook() -> None:
    assert [line["id"] for line in TABLE["indicator"]] == CODEBOOK
    assert all(len(line["yes"]) >= 10 and len(line["no"]) >= 5 for line in TABLE["indicator"])


def test_rows_are_sound() -> None:
    rules = compile_indicators()
    ids = [row.id for row in ROWS]
    assert len(ids) == len(set(ids))
    assert {row.indicator for row in ROWS if row.indicator} == set(rules.labels)
    for match in {match.id: match for matches in rules.by_unit.values() for match in matches}.values():
        for condition in match.conditions:
            re.compile(condition.pattern.pattern)
            assert not re.search(r"[*+]\)[*+]|\{\d+,\}", condition.pattern.pattern), f"{match.id}: may run away"
    bare = [row.id for row in ROWS if row.indicator and not (row.examples and row.not_examples)]
    assert not bare, f"without examples or counter-examples: {bare}"


@pytest.mark.parametrize(("row", "title"), [(row, title) for row in BODIES for title in row.examples])
def test_other_bodies(row: BodyRow, title: str) -> None:
    assert foreign(title), row.id


@pytest.mark.parametrize(("row", "title"), [(row, title) for row in BODIES for title in row.not_examples])
def test_bodies_of_our_own(row: BodyRow, title: str) -> None:
    assert not foreign(title), row.id


PIECES = [
    "提案",
    "社情民意",
    "12件",
    "30人次",
    "占5%",
    "立案",
    ",",
    "。",
    "、",
    "办复",
    "委员",
    "批示",
    "走访企业",
    "(",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join).filter(str.strip))
def test_any_text_has_an_indicator_of_the_codebook_or_none(text: str) -> None:
    for claim in parse(text, LEXICON).claims:
        named = [rule for rule in claim.rule.split() if rule.startswith("match.")]
        assert (claim.indicator is None) == (not named)
        if claim.indicator is not None:
            (row,) = [row for row in ROWS if row.id == named[0]]
            assert row.indicator == claim.indicator
            assert claim.indicator_label == LEXICON.indicator_labels[claim.indicator]


def test_what_stands_far_away_does_not_matter() -> None:
    far = "开展视察。" * 200
    near = "收到提案190件,立案176件。"
    claims = parse(near, LEXICON).claims
    assert [c.indicator for c in claims] == ["proposal.received", "proposal.filed"]
    assert [c.indicator for c in parse(far + near + far, LEXICON).claims] == [c.indicator for c in claims]


def foreign(title: str) -> bool:
    """Whether a report under this title has its own study sessions left out."""
    found = parse(f"{title}\n\n一年来,开展集中学习12次。", LEXICON).claims
    (claim,) = [claim for claim in found if claim.text == "12次"]
    return claim.indicator is None
