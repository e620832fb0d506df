"""Scoring: when two claims say the same, what counts as found or false, and figures counted by hand."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from cpcc_extract import parse
from cpcc_extract.cli.app import app
from cpcc_extract.errors import GoldError
from cpcc_extract.lexicon.rows import read_rows
from cpcc_extract.lexicon.scoring import NumberRow, heading_number
from cpcc_extract.records import BlockRecord, Claim, PeriodRecord
from cpcc_extract.scoring.evaluate import evaluate, figures
from cpcc_extract.scoring.fields import FIELDS, compare, ends_of
from cpcc_extract.scoring.gold import GoldClaim, GoldLine, load_gold, numerals, stems
from cpcc_extract.scoring.lines import Hits, score_lines
from cpcc_extract.scoring.pairs import pair_up

GOLD: dict[str, Any] = {
    "start": 10,
    "end": 15,
    "span": "190余件",
    "value": "190",
    "value_max": None,
    "unit": "件",
    "bound": "above",
    "item_min": "提案",
    "item_max": "委员提案",
    "action_min": "收到",
    "action_max": "收到",
    "change": None,
    "indicator": "proposal.received",
    "organisation": "青澜县政协",
    "organisation_alt": ["县政协"],
    "period": "2024",
    "period_alt": [],
    "section_title": "一、提案工作",
}
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


TEXT = "收到提案190余件,立案176件。\n第五次会议走访9户。\n"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """One text with two claims, of which one is annotated as the rules read it, one otherwise; a third is no claim."""
    gold, texts = tmp_path / "gold", tmp_path / "texts"
    gold.mkdir()
    texts.mkdir()
    (texts / "007_report.txt").write_text(TEXT, encoding="utf-8")
    first, second, _ = parse(TEXT).claims
    rows: list[dict[str, Any]] = []
    for number, claim in enumerate((first, second)):
        rows.append(
            GOLD
            | {"id": number, "label": "claim", "start": claim.start, "end": claim.end, "span": claim.text}
            | {"value": str(claim.value), "unit": claim.unit, "bound": claim.bound, "indicator": claim.indicator}
            | {f"{name}_{end}": getattr(claim, name) for name in ("item", "action") for end in ("min", "max")}
            | {"organisation": None, "period": None, "section_title": None}
        )
    rows[1]["value"] = "175"
    rows += [{"id": 2, "label": "not", "why": "ordinal"}, {"id": 3, "label": "not", "why": "word"}]
    write_rows(gold, rows)
    lines = [{"line": line, "label": "body", "level": None, "article": 0} for line in (1, 2)]
    (gold / "007.layout.json").write_text(json.dumps({"articles": [], "lines": lines, "runin": []}), encoding="utf-8")
    return gold, texts


def write_rows(gold: Path, rows: list[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (gold / "007.mentions.jsonl").write_text(lines, encoding="utf-8")


def test_figures_counted_by_hand(folders: tuple[Path, Path]) -> None:
    (score,) = evaluate(*folders)
    found = figures([score])
    assert (found["claims"], found["found"], found["false"]) == (2, 2, 1)
    assert found["detect_P"] == pytest.approx(2 / 3)
    assert found["detect_R"] == 1
    assert found["detect_F1"] == pytest.approx(0.8)
    assert found["quantity_P"] == pytest.approx(1 / 3)
    assert found["quantity_R"] == pytest.approx(1 / 2)
    assert (found["value"], found["unit"], found["item"], found["row"]) == (0.5, 1, 1, 0.5)
    assert found["article_pairs"] == 1
    value, false = score.misses
    assert "value: got 176, want 175" in value
    assert "FALSE" in false
    assert "⟦9户⟧" in false


def test_neutral_numerals_are_not_scored(folders: tuple[Path, Path]) -> None:
    gold, texts = folders
    rows = [json.loads(line) for line in (gold / "007.mentions.jsonl").read_text(encoding="utf-8").splitlines()]
    write_rows(gold, [*rows[:3], {"id": 3, "label": "either"}])
    assert figures(evaluate(gold, texts))["false"] == 0


def test_a_claim_not_found_is_wrong_in_all_fields(folders: tuple[Path, Path]) -> None:
    gold, texts = folders
    (texts / "007_report.txt").write_text(TEXT.replace("176件", "同意了"), encoding="utf-8")
    (score,) = evaluate(gold, texts)
    found = figures([score])
    assert found["detect_R"] == 0.5
    assert found["status"] == 0.5
    assert any("MISSED" in miss for miss in score.misses)


def test_an_unreadable_text_counts_as_nothing_found(folders: tuple[Path, Path]) -> None:
    gold, texts = folders
    (texts / "007_report.txt").write_bytes(b"")
    (score,) = evaluate(gold, texts)
    found = figures([score])
    assert (found["claims"], found["found"], found["item"]) == (2, 0, 0)
    assert "is empty" in score.misses[0]


def test_what_is_wrong_with_annotations_is_named(folders: tuple[Path, Path]) -> None:
    gold, texts = folders
    assert stems(gold) == ("007",)
    with pytest.raises(GoldError, match="no annotations of 008; there are 007"):
        evaluate(gold, texts, only=["008"])
    with pytest.raises(GoldError, match="no text named 007"):
        evaluate(gold, gold.parent)
    write_rows(gold, [{"id": 0, "label": "claim", "start": 1}])
    with pytest.raises(GoldError, match=r"007.mentions.jsonl: row 1: end: Field required"):
        load_gold(gold, "007")
    (gold / "007.layout.json").unlink()
    write_rows(gold, [])
    with pytest.raises(GoldError, match=r"layout\.json: cannot be read"):
        load_gold(gold, "007")


def test_command(folders: tuple[Path, Path]) -> None:
    arguments = ["evaluate", *map(str, folders)]
    plain = CliRunner().invoke(app, [*arguments, "--errors"])
    assert plain.exit_code == 0
    assert "detect_F1        0.8000" in plain.stdout
    assert "want 175" in plain.stdout
    machine = CliRunner().invoke(app, [*arguments, "--json", "--errors", "--only", "007"])
    assert json.loads(machine.stdout) == figures(evaluate(*folders))
    assert "want 175" in machine.stderr


def load_gate() -> Any:
    path = Path(__file__).parent.parent / "benchmarks" / "gate.py"
    spec = importlib.util.spec_from_file_location("gate", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_floors_only_go_up() -> None:
    gate = load_gate()
    floors = {"item": 0.9, "row": 0.5}
    assert gate.raised(floors, {"item": 0.85, "row": 0.6789}) == {"item": 0.9, "row": 0.678}
    assert gate.fallen(floors, {"item": 0.9, "row": 0.5}) == []
    assert gate.fallen(floors, {"item": 0.8999}) == [
        "item: 0.8999 is below the floor 0.9",
        "row: 0.0000 is below the floor 0.5",
    ]


def test_gate_fails_below_a_floor(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gate = load_gate()
    floors = tmp_path / "floors.json"
    monkeypatch.setattr(gate, "FLOORS", floors)
    floors.write_text('{"item": 0.5}')
    assert gate.main(["--update", *map(str, folders)]) == 0
    assert json.loads(floors.read_text()) == {"item": 1.0}
    floors.write_text('{"row": 0.6}')
    assert gate.main([*map(str, folders)]) == 1
    assert "row: 0.5000 is below" in capsys.readouterr().err
    monkeypatch.setattr(gate, "SHARED", tmp_path / "nowhere")
    assert gate.main([]) == 0
    assert "skipped" in capsys.readouterr().out
