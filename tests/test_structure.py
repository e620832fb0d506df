"""The structure room: rows, pages, sentences, and what holds for any text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpcc_extract import parse
from cpcc_extract.compiling.furniture import FILE as FURNITURE
from cpcc_extract.compiling.furniture import CueRow, FieldNameRow
from cpcc_extract.compiling.headings import FILE as HEADINGS
from cpcc_extract.compiling.headings import StyleRow
from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.compiling.structure import FILE as LAYOUT
from cpcc_extract.compiling.structure import ShapeRow, compile_structure
from cpcc_extract.reading.fold import fold
from cpcc_extract.reading.source import Source
from cpcc_extract.spans import Piece
from cpcc_extract.structure.layout import Layout, Passage
from cpcc_extract.structure.page import read_layout
from cpcc_extract.structure.sentences import split_sentences

CASES = tomllib.loads((Path(__file__).parent / "cases" / "structure.toml").read_text(encoding="utf-8"))
RULES = compile_structure()


def source_of(text: str) -> Source:
    return Source("case", None, text, fold(text), "", "text", "utf-8")


def layout_of(text: str) -> Layout:
    return read_layout(source_of(text), RULES)


def label(case: dict[str, Any]) -> str:
    return str(case["label"])


# ---- rows ----------------------------------------------------------------------------------------


STYLE_ROWS = read_rows(HEADINGS, "style", StyleRow)


WHOLE_LINES = [*read_rows(FURNITURE, "cue", CueRow), *read_rows(FURNITURE, "field_name", FieldNameRow)]


def test_rows_have_distinct_ids_and_counter_examples() -> None:
    rows = [*STYLE_ROWS, *WHOLE_LINES, *read_rows(LAYOUT, "shape", ShapeRow)]
    ids = [row.id for row in rows]
    assert sorted(ids) == sorted(set(ids))
    assert [row.id for row in rows if not row.examples or not row.not_examples] == []


# ---- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["page"], ids=label)
def test_page(case: dict[str, Any]) -> None:
    layout = layout_of(case["text"])
    if "blocks" in case:
        got = [f"{block.kind}|{case['text'][block.start : block.end]}" for block in layout.blocks]
        assert len(got) == len(case["blocks"]), got
        for block, expected in zip(got, case["blocks"], strict=True):
            assert block.startswith(expected)
    if "titles" in case:
        assert [article.title or "" for article in layout.articles] == case["titles"]
    if "sections" in case:
        assert [f"{section.level} {section.title}" for section in layout.sections] == case["sections"]
    if "run_ins" in case:
        assert [p.text[: p.run_in] for p in layout.passages if p.run_in] == case["run_ins"]


def test_a_cut_paragraph_is_one_passage() -> None:
    text = "委员们先看了新修的水库,又到坝下的村子里问了收成,算了算今年粮食总产\n\n量9.5万吨。\n"
    (passage,) = layout_of(text).passages
    assert passage.text.endswith("总产量9.5万吨。")
    at = passage.text.index("总产量")
    span = passage.span(at, at + 3)
    assert text[span.start : span.end] == "总产\n\n量"


def test_sections_end_where_the_next_of_their_level_begins() -> None:
    text = "一、修桥\n修了九座桥，赶集的人不用绕远了，货车也能开进村里来。\n二、补路\n补了十里路，雨天不再陷车。\n"
    first, second = layout_of(text).sections
    assert text[first.start : first.end].endswith("开进村里来。")
    assert (second.number, second.parent, second.level) == ("二、", None, 1)


@pytest.mark.parametrize("case", CASES["sentence"], ids=label)
def test_sentences(case: dict[str, Any]) -> None:
    text = case["text"]
    passage = Passage(text, fold(text), (Piece(0, 0, len(text)),), "body", 0, None, (0,), case.get("run_in", 0))
    assert [text[s.start : s.end] for s in split_sentences(passage, RULES)] == case["parts"]


# ---- what holds for any text ---------------------------------------------------------------------

MARKS = ["一、", "（一）", "1.", "——", "【概况】", "#", "##", "<p>", "</p>", "<br>", "<!--", "-->"]
STOPS = ["“", "”", "（", "）", "《", "》", "。", "，", "、", "：", "；"]
WORDS = ["委员", "修桥9座", "本报记者 王明", "本报讯", "（接一版）", "2.5", "图为", "各位代表！"]
BLANKS = ["\n", "\n\n\n\n", "\r\n", " ", "\u3000"]
PARTS = st.sampled_from([*MARKS, *STOPS, *WORDS, *BLANKS])
PAGES = st.lists(PARTS | st.text(max_size=6), max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_layout_invariants(text: str) -> None:
    source = source_of(text)
    layout = read_layout(source, RULES)
    printed = [number for number, line in enumerate(re.split("\r\n|\n|\r", text), 1) if line.strip()]
    assert sorted({block.line for block in layout.blocks}) == printed
    assert [block.start for block in layout.blocks] == sorted(block.start for block in layout.blocks)
    ids = {section.id: section for section in layout.sections}
    for index, block in enumerate(layout.blocks):
        assert block.section is None or ids[block.section].article == block.article
        assert block.continues is None or block.continues < index
    covered: list[int] = []
    for passage in layout.passages:
        assert len(passage.text) == len(passage.view)
        for piece in passage.pieces:
            assert text[piece.start : piece.start + piece.length] == passage.text[piece.at : piece.at + piece.length]
            covered.extend(range(piece.start, piece.start + piece.length))
        spans = split_sentences(passage, RULES)
        assert "".join(passage.text[s.start : s.end] for s in spans) == passage.text
    assert len(covered) == len(set(covered))
    if not re.search(r"[<&#]|\*\*", text):
        assert {at for at, ch in enumerate(text) if not ch.isspace()} <= set(covered)
    firsts = [passage.blocks[0] for passage in layout.passages]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    "unit", ["一、", "（", "“", "1", "<p>", "【", "——", " ", "\n", "。", "委员\n", "<!--\n", "作者:王明\n", "#"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    # Each of these is quadratic in a careless reader; 200,000 characters would then take minutes.
    layout = layout_of(unit * (200_000 // len(unit)))
    for passage in layout.passages:
        spans = split_sentences(passage, RULES)
        assert "".join(passage.text[span.start : span.end] for span in spans) == passage.text


def test_numbers_of_the_page_s_own_furniture_are_no_claims() -> None:
    lines = [
        "某县政协2023年工作总结",
        "发布时间:2024-01-10 浏览次数:1234次 字号:[大 中 小]",
        "阅读量:2.3万 点赞 56 评论 12条 收藏 8",
        "全文共3500字,阅读约需5分钟",
        "2023年,县政协收到提案190件。公众号阅读量28万人次。",
        "会议共3天,出席委员186人。",
        "(共印200份)",
        "已有12人参与 收藏(3) 分享到",
        "上一篇:某县政协召开座谈会 下一篇:某县政协走访企业12家",
        "相关链接: 某市政协全年收到提案320件",
        "共1页 当前第1页 每页20条",
        "您是第12345位访客 今日访问:321人次",
        "版权所有 某县政协 ICP备12345678号-1",
    ]
    assert [claim.text for claim in parse("\n".join(lines)).claims] == ["190件", "28万人次", "3天", "186人"]
