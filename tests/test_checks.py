"""Checks: what they say of short texts, what they rest on, and that no rule reaches further than its examples."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract import check, parse, source_from_text
from cpcc_extract.compiling.relations import RelationRow, relation_rows
from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import chains
from cpcc_extract.insight.checks import checked
from cpcc_extract.lexicon.relations import relation_rules
from cpcc_extract.records import Check, Claim, Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "checks.toml").read_text(encoding="utf-8"))
ROWS = [row for row in relation_rows() if row.examples or row.not_examples]


def verdicts(found: tuple[Check, ...]) -> list[str]:
    return [f"{one.relation} {one.verdict}" for one in found]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["label"])
def test_one_report(case: dict[str, Any]) -> None:
    assert verdicts(check(parse(case["text"]))) == case["verdicts"]


@pytest.mark.parametrize("case", CASES["reports"], ids=lambda case: case["label"])
def test_several_reports(case: dict[str, Any]) -> None:
    documents = [parse(source_from_text(text, name=f"{index}.txt")) for index, text in enumerate(case["texts"])]
    found = check(documents)
    assert verdicts(found) == case["verdicts"]
    for one in found:
        assert one.article is None
        assert {basis.source for basis in one.claims} == {"0.txt", "1.txt"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_rules_find_their_examples_and_leave_the_others(row: RelationRow) -> None:
    patterns = {relation.id: relation.pattern for relation in relation_rules().relations}
    # What only an impossible change or another report makes known has to be found by its pattern.
    for text in row.examples:
        assert found_by(row, text, patterns), text
    for text in row.not_examples:
        assert not found_by(row, text, patterns), text


def found_by(row: RelationRow, text: str, patterns: dict[str, Any]) -> bool:
    document = parse(text)
    if row.kind in ("direction", "since"):
        return any(patterns[row.id].search(chain.text) for chain in chains(document.claims))
    return row.id in {one.rule for one in check(document)}


def test_every_rule_has_examples() -> None:
    assert [row.id for row in relation_rows() if not (row.examples and row.not_examples)] == []


def test_a_check_rests_on_claims_of_the_document() -> None:
    text = "# 2024年工作\n\n全年收到提案862件,审查立案672件,立案率78%。\n"
    document = parse(source_from_text(text, name="a.txt"))
    (one,) = check(document)
    by_id = {claim.id: claim for claim in document.claims}
    assert [(basis.role, basis.text) for basis in one.claims] == [
        ("whole", "862件"),
        ("part", "672件"),
        ("rate", "78%"),
    ]
    for basis in one.claims:
        assert basis.text == by_id[basis.claim].text == text[basis.start : basis.end]
        assert (basis.source, basis.line) == ("a.txt", 3)
    assert one.statement == "672件 ÷ 862件 = 77.96 %; stated 78%"


def test_documents_hold_their_checks_when_asked() -> None:
    document = parse("全年收到提案862件,审查立案672件,立案率78%。")
    assert document.checks == ()
    full = checked(document)
    assert full.checks == check(document)
    assert Document.model_validate_json(full.model_dump_json()) == full


# ---- how much a claim may mean ----


def claim_of(text: str) -> Claim:
    (claim,) = parse(f"收到提案{text}。").claims
    return claim


REACH = [
    ("672件", "672", True),
    ("672件", "673", False),
    ("30余件", "32", True),
    ("30余件", "30", False),
    ("30余件", "40", False),
    ("近30件", "25", True),
    ("近30件", "30", False),
    ("300多件", "399", True),
    ("50件以上", "50", True),
    ("50件以上", "5000", True),
    ("约30件", "33", True),
    ("1.2万件", "12400", True),
    ("1.2万件", "12600", False),
]


@pytest.mark.parametrize(("text", "number", "inside"), REACH)
def test_how_far_a_number_reaches(text: str, number: str, inside: bool) -> None:
    assert (Fraction(number) in Amounts(relation_rules()).of(claim_of(text)).near) is inside


@given(st.integers(1, 10**6), st.sampled_from(["件", "余件", "件以上", "万件", "多件"]))
def test_the_printed_number_touches_its_own_interval(number: int, unit: str) -> None:
    claim = claim_of(f"{number}{unit}")
    reach = Amounts(relation_rules()).of(claim)
    assert claim.value is not None
    value = Fraction(claim.value)
    assert reach.near.low is not None and reach.near.low <= value
    assert reach.far.low is not None and reach.far.low <= reach.near.low
    assert reach.near.high is None or reach.near.high >= value


@given(st.integers(2, 5000), st.data())
def test_true_rates_never_conflict(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, whole - 1))
    digits = data.draw(st.integers(0, 2))
    rate = f"{round(Fraction(100 * part, whole) * 10**digits) / 10**digits:.{digits}f}"
    found = check(parse(f"收到提案{whole}件,审查立案{part}件,立案率{rate}%。"))
    assert "conflicts" not in {one.verdict for one in found}


@given(st.lists(st.integers(1, 300), min_size=2, max_size=8))
def test_true_sums_agree(parts: list[int]) -> None:
    listed = ",".join(f"第{index + 1}类提案{part}件" for index, part in enumerate(parts))
    found = check(parse(f"收到提案{sum(parts)}件,其中{listed}。"))
    assert "conflicts" not in {one.verdict for one in found}
    assert any(one.relation == "total" and one.verdict == "agrees" for one in found)


def test_marks_in_the_text_are_not_taken_for_claims() -> None:
    text = "收到提案⟦n0⟧862件,审查立案672件,⟦p9999⟧立案率78%。"
    assert all(one.verdict == "agrees" for one in check(parse(text)))
