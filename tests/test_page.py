"""The page as a file: what is in it, what cannot be, and the lines that it is made of."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import cpcc_extract
from cpcc_extract import exact_json
from cpcc_extract.cli.app import app
from cpcc_extract.errors import EmptyError
from cpcc_extract.explain import explain
from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.pipeline import analyse, document_of
from cpcc_extract.reading.text import read_source, source_from_text
from cpcc_extract.spans import Span
from cpcc_extract.view.amounts import amount
from cpcc_extract.view.marking import marked_lines
from cpcc_extract.view.page import Report, page

ASSETS = Path(cpcc_extract.__file__).parent / "view" / "page"
SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
REPORT = "# 青澜县政协2024年工作\n\n## 一、提案工作\n\n全年收到提案1190余件,立案176件。\n"


def report_of(text: str) -> Report:
    found = analyse(source_from_text(text))
    return Report(document_of(found), found.source.text, explain(found))


def sample_report(path: Path) -> Report:
    found = analyse(read_source(path))
    return Report(document_of(found), found.source.text, explain(found))


def contents(html: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="contents">(.*?)</script>', html, flags=re.DOTALL)
    return exact_json.loads(found)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


# ---- lines ----


def printed(report: Report) -> list[str]:
    asides = [Span(trail.start, trail.end) for trail in report.trails if trail.claim is None]
    lines = marked_lines(report.document, report.text, asides)
    return ["".join(part if isinstance(part, str) else part[0] for part in line.parts) for line in lines]


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_lines_hold_the_whole_text_and_every_mark(path: Path) -> None:
    report = sample_report(path)
    assert without_blanks("".join(printed(report))) == without_blanks(report.text)
    asides = [Span(trail.start, trail.end) for trail in report.trails if trail.claim is None]
    marked = [
        part
        for line in marked_lines(report.document, report.text, asides)
        for part in line.parts
        if not isinstance(part, str)
    ]
    assert {index for _, kind, index in marked if kind == "claim"} == set(range(len(report.document.claims)))
    for index, claim in enumerate(report.document.claims):
        pieces = [text for text, kind, number in marked if (kind, number) == ("claim", index)]
        if len(pieces) == 1:
            assert pieces == [claim.text]
        else:
            assert claim.text.startswith(pieces[0]) and claim.text.endswith(pieces[-1])


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="提案收到件次第一二12３ 　,。%\n\r<>p/#、(图)—\u2028\x85𠮷\t", max_size=80))
def test_lines_hold_any_text(text: str) -> None:
    try:
        report = report_of(text)
    except EmptyError:
        return
    assert without_blanks("".join(printed(report))) == without_blanks(report.text)


def test_amount_broken_over_lines_is_marked_in_both() -> None:
    report = report_of("一年来,县政协认真履行职能,广泛联系各界委员,收到提案１７\n６件,立案9件。\n")
    first, second = marked_lines(report.document, report.text, [])
    assert first.parts == ("一年来,县政协认真履行职能,广泛联系各界委员,收到提案", ("１７", "claim", 0))
    assert second.parts == (("６件", "claim", 0), ",立案", ("9件", "claim", 1), "。")
    assert (first.joins, second.joins) == (False, True)


def test_tags_stay_in_their_line() -> None:
    assert printed(report_of("<div>\n<p>收到提案9件。</p>\n<p>立案8件。</p>\n</div>")) == [
        "<div>",
        "<p>收到提案9件。</p>",
        "<p>立案8件。</p>",
        "</div>",
    ]


def test_numeral_set_aside_gives_way_to_a_claim() -> None:
    report = report_of("2024年收到提案9件。")
    (line,) = marked_lines(report.document, report.text, [Span(0, 5), Span(8, 11)])
    assert line.parts == (("2024年", "aside", 0), "收到提", ("案", "aside", 1), ("9件", "claim", 0), "。")


# ---- amounts ----


@pytest.mark.parametrize(
    ("text", "plain", "grouped"),
    [
        ("收到提案1190余件。", ">1190 件", ">1,190 件"),
        ("投入资金131.725亿元。", "13172500000 元", "13,172,500,000 元"),
        ("占比提高3.10个百分点。", "↑3.1 百分点", "↑3.1 百分点"),
        ("走访企业1200至3000家。", "1200–3000 家", "1,200–3,000 家"),
    ],
)
def test_amounts(text: str, plain: str, grouped: str) -> None:
    (claim,) = report_of(text).document.claims
    assert (amount(claim), amount(claim, grouped=True)) == (plain, grouped)


# ---- the file ----


def test_contents_are_the_records() -> None:
    report = report_of(REPORT)
    (shown,) = contents(page([report]))["reports"]
    names = [column.id for column in table_columns()]
    cells = dict(zip(names, shown["claims"][0], strict=True))
    first = report.document.claims[0]
    assert (cells["id"], cells["text"], cells["value"], cells["sentence"]) == (
        first.id,
        "1190余件",
        "1190",
        first.sentence,
    )
    assert shown["amounts"] == [">1,190 件", "176 件"]
    assert ["2024", 1, 8, "date", "year"] in shown["asides"]
    assert shown["title"] == "青澜县政协2024年工作"


def test_same_reports_give_the_same_page() -> None:
    assert page([report_of(REPORT)]) == page([report_of(REPORT)])


HOSTILE = (
    "# </title><script>boom()</script>\n\n## </script><!-- <script>\n\n"
    '<img src=x onerror="boom()">收到提案9件\u2028]]>,立案8件&lt;\x00\n'
)


def test_no_report_can_leave_its_place_in_the_page() -> None:
    harmless, hostile = page([report_of(REPORT)]), page([report_of(HOSTILE)])
    assert re.findall(r"<(?!/?p>)[^>]*>", re.sub(r"<title>.*?</title>", "", hostile)) == re.findall(
        r"<(?!/?p>)[^>]*>", re.sub(r"<title>.*?</title>", "", harmless)
    )
    assert "\u2028" not in hostile
    (shown,) = contents(hostile)["reports"]
    assert any("</script><!-- <script>" in part for line in shown["lines"] for part in line["parts"])


def test_title_of_the_page_is_text() -> None:
    report = report_of(REPORT)
    article = report.document.articles[0].model_copy(update={"title": "</title><script>boom()</script>"})
    document = report.document.model_copy(update={"articles": (article,)})
    assert "<title>&lt;/title&gt;&lt;script&gt;boom()" in page([Report(document, report.text, report.trails)])


def test_half_a_surrogate_pair_is_written() -> None:
    assert "\\ud83d" in page([report_of("收到提案9件\ud83d。")]).encode().decode()


def test_policy_lets_only_the_package_run() -> None:
    html = page([report_of(REPORT)])
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for directive, tag in (("script-src", "script"), ("style-src", "style")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        assert rules[directive] == f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
    assert not re.search(r"unsafe|https?:|data:|\*", policy)


def test_nothing_is_loaded_and_no_text_becomes_markup() -> None:
    for path in ASSETS.iterdir():
        source = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\(|\bsrc=", source), path.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function", source), (
            path.name
        )
        assert not re.search(r"\bon[a-z]+=|style=|<!--", source), path.name
        assert path.suffix == ".html" or "</" not in source, path.name


def test_every_script_is_part_of_the_page() -> None:
    html = page([report_of(REPORT)])
    for path in ASSETS.glob("*.js"):
        assert path.read_text(encoding="utf-8") in html


# ---- the command ----


def test_command_writes_the_page(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(REPORT, encoding="utf-8")
    other.write_text("走访群众9户。", encoding="gbk")
    out = tmp_path / "page.html"
    done = run("view", one, other, "-o", out)
    assert (done.exit_code, done.output) == (0, "")
    assert [shown["source"]["name"] for shown in contents(out.read_text(encoding="utf-8"))["reports"]] == [
        "a.txt",
        "b.txt",
    ]


def test_a_bad_input_costs_no_other(tmp_path: Path) -> None:
    good, out = tmp_path / "a.txt", tmp_path / "page.html"
    good.write_text(REPORT, encoding="utf-8")
    done = run("view", tmp_path / "none.txt", good, "-o", out)
    assert done.exit_code == 1
    assert "none.txt" in done.stderr
    assert len(contents(out.read_text(encoding="utf-8"))["reports"]) == 1


def test_without_any_report_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("before", encoding="utf-8")
    assert run("view", tmp_path / "none.txt", "-o", out).exit_code == 1
    assert out.read_text(encoding="utf-8") == "before"


def test_wrong_usage(tmp_path: Path) -> None:
    one = tmp_path / "a.txt"
    one.write_text(REPORT, encoding="utf-8")
    assert run("view", one).exit_code == 2
    assert run("view", one, "-o", one).exit_code == 2
    assert one.read_text(encoding="utf-8") == REPORT
