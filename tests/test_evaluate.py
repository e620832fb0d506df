"""`evaluate` over folders: figures counted by hand, what is wrong with annotations, and the gate of the floors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from annotating import GOLD
from typer.testing import CliRunner

from cpcc_extract import parse
from cpcc_extract.cli.app import app
from cpcc_extract.errors import GoldError
from cpcc_extract.scoring.evaluate import evaluate, figures
from cpcc_extract.scoring.gold import load_gold, stems

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
