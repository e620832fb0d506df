"""Panels: the choice rule, rows and places, every format, and charts that can be read."""

from __future__ import annotations

import csv
import io
import re
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from cpcc_extract import Document, exact_json, panel, parse, source_from_text
from cpcc_extract.errors import MissingExtraError
from cpcc_extract.insight import choice
from cpcc_extract.insight.panel import Panel, places
from cpcc_extract.lexicon.panel import reasons
from cpcc_extract.view import chart
from cpcc_extract.writers.panels import write_panel

CASES = tomllib.loads((Path(__file__).parent / "cases" / "panel.toml").read_text(encoding="utf-8"))["case"]
FIRST = "# 凤凰县政协2023年工作综述\n\n全年共收到提案200件,报送社情民意信息50篇以上。\n"
SECOND = "# 凤凰县政协2024年工作综述\n\n全年共收到提案220件。闭会期间收到提案12件。\n"


def documents(*texts: str) -> list[Document]:
    return [parse(source_from_text(text, name=f"{index}.txt")) for index, text in enumerate(texts)]


def made(**options: Any) -> Panel:
    return panel(documents(FIRST, SECOND), **options)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_choice(case: dict[str, Any]) -> None:
    found = panel(documents(*case["texts"]), by=case.get("by", "year"))
    cells = [f"{row.period} {name} {found.cells[row, name].shown}" for row, name in sorted(found.cells)]
    assert cells == case["cells"]
    lost = [f"{one.claim.text}: {one.reason}" for one in found.evidence if not one.used]
    assert lost == case["lost"]


def test_every_claim_with_an_indicator_is_in_the_evidence_once() -> None:
    found = made()
    ids = [(one.source, one.claim.id) for one in found.evidence]
    assert len(ids) == len(set(ids))
    expected = {(d.source.name, c.id) for d in documents(FIRST, SECOND) for c in d.claims if c.indicator}
    assert set(ids) == expected
    assert {(one.row, one.claim.indicator) for one in found.evidence if one.used} == set(found.cells)


def test_cells_lead_back_to_the_text() -> None:
    texts = {"0.txt": FIRST, "1.txt": SECOND}
    for cell in made().cells.values():
        assert texts[cell.source][cell.claim.start : cell.claim.end] == cell.claim.text


def test_places_of_a_code() -> None:
    assert places("433123") == ("湖南省", "湘西土家族苗族自治州", "凤凰县")
    assert places("640200") == ("宁夏回族自治区", "石嘴山市", None)
    assert places("510000") == ("四川省", None, None)
    assert places("") == (None, None, None)


def test_chosen_indicators_in_their_order() -> None:
    wanted = ("proposal.received", "opinion.submitted")
    assert made(indicators=wanted).indicators == wanted
    assert made(indicators=("honour.received",)).cells == {}


def test_articles_have_rows_of_their_own() -> None:
    found = panel(documents(FIRST, FIRST), by="article")
    assert [(row.source, row.article, row.period) for row in found.rows] == [("0.txt", 0, "2023"), ("1.txt", 0, "2023")]


def test_reports_without_a_body_are_not_one_body() -> None:
    found = panel(documents("收到提案9件。", "收到提案8件。"))
    assert [found.cells[row, "proposal.received"].shown for row in found.rows] == ["9", "8"]


def test_bodies_without_their_place_are_not_one_body() -> None:
    found = panel(documents(*(f"# 市政协2024年提案工作\n\n市政协收到提案{count}件。" for count in (10, 20))))
    assert [(row.organisation, row.source) for row in found.rows] == [("市政协", "0.txt"), ("市政协", "1.txt")]


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_csv(tmp_path: Path) -> None:
    write_panel(made(), tmp_path / "p.csv", "csv")
    first, second = read_csv(tmp_path / "p.csv")
    assert (first["organisation"], first["county"], first["period"]) == ("凤凰县政协", "凤凰县", "2023")
    assert (first["proposal.received"], first["opinion.submitted"]) == ("200", ">= 50")
    assert (second["proposal.received"], second["opinion.submitted"]) == ("220", "")
    lost = [row for row in read_csv(tmp_path / "p.evidence.csv") if row["used"] == "no"]
    assert [(row["text"], row["reason"]) for row in lost] == [("12件", "a part, where a total is stated")]


def test_long_has_sentence_and_offset(tmp_path: Path) -> None:
    write_panel(made(), tmp_path / "p.csv", "csv", long=True)
    rows = read_csv(tmp_path / "p.csv")
    assert len(rows) == 3
    for row in rows:
        text = {"0.txt": FIRST, "1.txt": SECOND}[row["source"]]
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["text"] in row["sentence"]


def test_xlsx(tmp_path: Path) -> None:
    write_panel(made(), tmp_path / "p.xlsx", "xlsx", language="zh")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    assert book.sheetnames == ["面板", "依据", "指标"]
    head, first, second = book["面板"].iter_rows(values_only=True)
    column = head.index("收到提案数 (件)")
    assert (first[column], second[column]) == (200, 220)
    assert (first[head.index("社情民意信息数 (篇)")], second[head.index("社情民意信息数 (篇)")]) == (">= 50", None)
    again = tmp_path / "again.xlsx"
    write_panel(made(), again, "xlsx", language="zh")
    assert again.read_bytes() == (tmp_path / "p.xlsx").read_bytes()


def test_chinese_names_everything(tmp_path: Path) -> None:
    """Names of columns and sheets, and the reasons: no ids are left but those of records (bounds, indicators)."""
    for by in ("year", "half", "article"):
        for long in (False, True):
            write_panel(made(by=by), tmp_path / "p.xlsx", "xlsx", long=long, language="zh")
            book = openpyxl.load_workbook(tmp_path / "p.xlsx")
            heads = [cell for sheet in book for cell in next(sheet.iter_rows(values_only=True))]
            assert not [head for head in heads if re.search("[A-Za-z]", str(head))]
            head, *rows = book["依据"].iter_rows(values_only=True)
            said = {(row[head.index("采用")], row[head.index("原因")]) for row in rows}
            assert said == {("是", "唯一数值"), ("是", "从2个不同数值中选出"), ("否", "是部分,另有总数")}
    write_panel(made(), tmp_path / "p.csv", "csv", language="zh")
    assert read_csv(tmp_path / "p.csv")[0]["社情民意信息数 (篇)"] == ">= 50"
    assert read_csv(tmp_path / "p.evidence.csv")[0]["原因"]
    write_panel(made(), tmp_path / "p.parquet", "parquet", language="zh")
    names = pyarrow.parquet.read_table(tmp_path / "p.parquet").column_names
    assert names[-4:] == ["社情民意信息数 (篇)", "社情民意信息数 (篇) 界限", "收到提案数 (件)", "收到提案数 (件) 界限"]
    write_panel(made(), tmp_path / "p.json", "json", language="zh")
    whole = exact_json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert whole["面板"][0]["收到提案数 (件)"] == 200


def test_every_reason_has_its_words() -> None:
    used = {
        choice.ONLY,
        choice.CHOSEN,
        choice.CHANGE,
        choice.TARGET,
        choice.VALUELESS,
        choice.OTHER_UNIT,
        *choice.STEPS,
    }
    assert used == set(reasons())


def test_parquet(tmp_path: Path) -> None:
    write_panel(made(), tmp_path / "p.parquet", "parquet")
    table = pyarrow.parquet.read_table(tmp_path / "p.parquet").to_pydict()
    assert table["proposal.received"] == [Decimal(200), Decimal(220)]
    assert table["opinion.submitted"] == [Decimal(50), None]
    assert table["opinion.submitted_bound"] == ["at_least", None]
    assert pyarrow.parquet.read_table(tmp_path / "p.evidence.parquet").num_rows == 4


def test_json(tmp_path: Path) -> None:
    write_panel(made(), tmp_path / "p.json", "json")
    whole = exact_json.loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    assert set(whole) == {"panel", "evidence", "indicators"}
    assert [row["proposal.received"] for row in whole["panel"]] == [200, 220]
    assert {row["indicator"]: row["unit"] for row in whole["indicators"]}["proposal.received"] == "件"


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    hostile = documents('# =HYPERLINK("http://x")政协2024年工作\n\n=1+1,全年共收到提案220件。')
    write_panel(panel(hostile), tmp_path / "p.csv", "csv", long=True)
    write_panel(panel(hostile), tmp_path / "p.xlsx", "xlsx", long=True)
    cells = [cell for row in read_csv(tmp_path / "p.csv") for cell in row.values()]
    assert any("=1+1" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)
    for sheet in openpyxl.load_workbook(tmp_path / "p.xlsx"):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(("format", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_chart(format: str, start: bytes, tmp_path: Path) -> None:
    one, other = tmp_path / f"a.{format}", tmp_path / f"b.{format}"
    chart.draw(made(), one, format)
    chart.draw(made(), other, format)
    assert one.read_bytes().startswith(start)
    assert one.read_bytes() == other.read_bytes()


TICKS = [
    ({"2021", "2022", "2024"}, {"2021": 2021.5, "2022": 2022.5, "2024": 2024.5}),
    ({"2023", "2023-H1", "2023-H2"}, {"2023": 2023.5, "2023-H1": 2023.25, "2023-H2": 2023.75}),
    # so far apart that labels side by side would cover each other
    ({"1958", "2023", "2024"}, {"1958": 0, "2023": 1, "2024": 2}),
    ({"2021/2025", "2024"}, {"2021/2025": 0, "2024": 1}),
    ({"", "2024"}, {"2024": 2024.5}),
]


@pytest.mark.parametrize(("periods", "places"), TICKS)
def test_places_of_periods(periods: set[str], places: dict[str, float]) -> None:
    assert chart._places(periods) == places


SHORT = [
    ("190", "190"),
    ("> 240000000", "> 2.4亿"),
    ("17400", "1.74万"),
    ("20000–30000", "2万–3万"),
    ("92.65", "92.65"),
]


@pytest.mark.parametrize(("number", "short"), SHORT)
def test_long_numbers_are_shortened(number: str, short: str) -> None:
    assert chart._short(number) == short


def test_nothing_is_drawn_over_the_edge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figures = pytest.importorskip("matplotlib.figure")
    drawn: list[Any] = []
    plain = figures.Figure.savefig
    monkeypatch.setattr(
        figures.Figure, "savefig", lambda one, *args, **kw: (drawn.append(one), plain(one, *args, **kw))
    )
    years = (f"# 凤凰县政协{2020 + n}年工作综述\n\n全年提案立案率{84 + n}%。\n" for n in range(3))
    chart.draw(panel(documents(*years)), tmp_path / "a.png", "png")
    (figure,) = drawn
    for axis in figure.axes:
        frame = axis.get_window_extent()
        for text in axis.texts:
            assert frame.y0 <= text.get_window_extent().y0 and text.get_window_extent().y1 <= frame.y1


def test_chart_says_when_it_has_no_chinese_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manager = pytest.importorskip("matplotlib.font_manager").fontManager
    latin = [entry for entry in manager.ttflist if entry.name == "DejaVu Sans"]
    monkeypatch.setattr(manager, "ttflist", latin)
    (remark,) = chart.draw(made(), tmp_path / "a.png", "png")
    assert "no font with Chinese characters" in remark


def test_hostile_names_are_drawn_as_they_stand(tmp_path: Path) -> None:
    hostile = documents(SECOND.replace("凤凰县政协", "$\\frac{1}{0}$<script>凤凰县政协"))
    chart.draw(panel(hostile), tmp_path / "a.svg", "svg")
    assert not re.search(rb"<script", (tmp_path / "a.svg").read_bytes())


def test_chart_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"cpcc-extract\[chart\]"):
        chart.draw(made(), tmp_path / "a.svg", "svg")
