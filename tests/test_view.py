"""The readable view: headings with their sentences, quantities marked, and nothing that steers the terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from cpcc_extract import parse
from cpcc_extract.records import Claim, Document
from cpcc_extract.view.terminal import marked, show

REPORT = (
    "# 青澜县政协工作综述\n\n## 一、提案工作\n\n全年收到提案190余件,立案176件。\n\n## 二、协商\n\n来了9人,又来了9人。\n"
)


def shown(*documents: Document) -> str:
    out = io.StringIO()
    show(documents, out)
    return out.getvalue()


def test_headings_stand_above_their_claims() -> None:
    lines = shown(parse(REPORT)).splitlines()
    order = [
        "text — claims: 4",
        "青澜县政协工作综述",
        "一、提案工作",
        "全年收到提案⟦190余件⟧,立案⟦176件⟧。",
        "二、协商",
        "来了⟦9人⟧,又来了⟦9人⟧。",
    ]
    places = [next(number for number, line in enumerate(lines) if line.strip() == text) for text in order]
    assert places == sorted(places)
    assert lines[places[3] + 1].split()[:2] == [">190", "件"]
    assert lines[places[3] + 2].split()[:2] == ["176", "件"]


def test_several_documents() -> None:
    assert shown(parse("走访9户。"), parse("走访8户。")).count("claims: 1") == 2


def test_lines_fit_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    long = parse(f"# {'很长的标题' * 30}\n\n{'各位委员认真履职,' * 30}收到提案190余件。\n")
    lines = shown(long).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert not any(line.endswith(" ") for line in lines)


def colours(sentence: str, claims: list[Claim]) -> str:
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="standard").print(marked(sentence, claims, plain=False))
    return out.getvalue()


def test_colour_instead_of_brackets() -> None:
    document = parse("收到提案190余件。")
    printed = colours(document.claims[0].sentence, list(document.claims))
    assert "⟦" not in printed
    assert "\x1b[1;33m190余件\x1b[0m" in printed


def test_quantity_broken_by_the_layout_is_marked_whole() -> None:
    (claim,) = (one for one in parse("收到提案190余件。").claims)
    broken = claim.model_copy(update={"text": "190\n余件"})
    assert marked(claim.sentence, [broken], plain=True).plain == "收到提案⟦190余件⟧。"
    elsewhere = claim.model_copy(update={"text": "190<p>余件"})
    assert marked(claim.sentence, [elsewhere], plain=True).plain == claim.sentence


def test_a_report_cannot_steer_the_terminal() -> None:
    printed = shown(parse("# 标\x1b[2J题\n\n收到提案\x1b]0;x\x07\x9b9件190余件。\n"))
    assert not set(printed) & {"\x1b", "\x07", "\x9b"}
    assert "190余件" in printed


def test_markup_of_the_library_is_text() -> None:
    assert "[bold]9人[/bold] :smile:" in shown(parse("# [bold]9人[/bold] :smile:\n\n走访9户。\n"))


def test_warnings_are_shown() -> None:
    assert "! characters lost in an earlier conversion: 1" in shown(parse("收到提案\ufffd9件。"))
