"""What is counted and what was done: a table of short phrases, and the words that the rules know."""

from __future__ import annotations

import cProfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpcc_extract import parse
from cpcc_extract.compiling.grammar import WordsRow
from cpcc_extract.compiling.rows import read_rows
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.pipeline import analyse
from cpcc_extract.reading.text import source_from_text

CASES = tomllib.loads((Path(__file__).parent / "cases" / "claims.toml").read_text(encoding="utf-8"))["case"]
ROWS = read_rows("grammar.toml", "words", WordsRow)


def params() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True, reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for case in CASES
    ]


@pytest.mark.parametrize("case", params())
def test_item_and_action(case: dict[str, Any]) -> None:
    found = parse(case["text"]).claims
    assert [[claim.text, claim.item or "", claim.action or ""] for claim in found] == case["claims"]
    for text, fields in case.get("also", {}).items():
        (claim,) = [claim for claim in found if claim.text == text]
        assert {name: getattr(claim, name) or "" for name in fields} == fields


CLASSES = Lexicon.load().grammar.classes
for lines in [*CLASSES.packed.values()]:
    CLASSES.admit(lines)
WORDS = sorted(CLASSES)
QUANTITIES = [
    "不足5万元",
    "近三成",
    "上百件",
    "30件",
    "第一批30件",
    "超7.2%",
    "1.5:1",
    "78%",
    "两万余人次",
    "2023年",
    "十一届四次会议",
]


# 从|不足5万元: the word 从不 ends with the first character of the quantity
OVERLAPS = [word[:-1] + quantity for word in WORDS for quantity in QUANTITIES if word[1:] and word[-1] == quantity[0]]


@given(st.lists(st.sampled_from(OVERLAPS) | st.sampled_from(WORDS), min_size=1, max_size=6).map("收入".join))
@settings(max_examples=300, deadline=None)
def test_no_word_swallows_a_quantity(text: str) -> None:
    """收入从|不足5万元: every quantity that was read is one token of its sentence, and so one claim."""
    analysis = analyse(source_from_text(text), Lexicon.load())
    quantities = sum(len(reading.quantities) for reading in analysis.readings)
    assert len(parse(text).claims) == quantities


def test_every_class_of_words_has_an_example_or_a_note() -> None:
    assert [row.id for row in ROWS if not (row.examples or row.note)] == []


def test_no_word_is_listed_twice_in_a_class() -> None:
    doubles = {row.id: [form for form in set(row.forms) if row.forms.count(form) > 1] for row in ROWS}
    assert {kind: words for kind, words in doubles.items() if words} == {}


PIECES = st.lists(
    st.sampled_from(
        [
            "收到提案",
            "190件",
            ",",
            "其中",
            "立案",
            "54件",
            "。",
            "分别",
            "12%",
            "和",
            "的",
            "从",
            "增至",
            "、",
            "“三会一课”",
            "(A类)",
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_items_and_actions_are_phrases_of_the_text(text: str) -> None:
    """An item or action is never made up, and holds no break of a sentence."""
    if not text.strip():
        return
    for claim in parse(text).claims:
        for phrase in (claim.item, claim.action):
            assert phrase is None or (phrase in text and not set(phrase) & set(",。;"))


HOSTILE = ["收到提案5件和", "5件", "从5件增至6件", "占5%的", "分别增长5%、", "其中5名委员,", "收到办理"]


def calls(text: str) -> int:
    """How many calls of functions a parse takes."""
    profile = cProfile.Profile()
    profile.runcall(parse, text)
    return sum(row.callcount for row in profile.getstats())


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """One sentence without an end: twice the text takes about twice the calls."""
    parse("收到提案5件。")
    once, twice = (calls(piece * (size // len(piece))) for size in (2_400, 4_800))
    assert twice < 3 * once  # squared, it would be 4


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("审结案件18件,其中抢劫案件11件;审结交通肇事犯罪226件;审结毒品犯罪9件。", [None, "18件", None, None]),
        ("收到提案316件,其中,委员提案259件,占82%;集体提案57件。", [None, "316件", "316件", "316件"]),
        ("收到提案316件。其中,一次会议收到195件;二次会议收到121件。", [None, "316件", "316件"]),
        ("生产总值807亿元,其中服务业增加值445亿元;工业销售产值302亿元。", [None, "807亿元", None]),
        ("单位35万个,其中国有3万个,集体21万个;私营7万个;外商9万个。", [None, "35万个", "35万个", "35万个", None]),
        ("村达到543个(其中贫困村158个),扶持特色村84个。", [None, "543个", None]),
        ("募集助学金10万元(其中市级筹集3万元;本区自筹7万元)。", [None, "10万元", "10万元"]),
        ("与105个机构和4个国际组织往来,其中7个机构是新建立联系的。", [None, None, "105个"]),
        ("采用187条,其中甲单位采用4条;乙单位采用11条。", [None, "187条", "187条"]),
    ],
)
def test_how_far_a_breakdown_reaches(text: str, totals: list[str | None]) -> None:
    claims = parse(text).claims
    texts = {claim.id: claim.text for claim in claims}
    assert [texts[claim.part_of] if claim.part_of else None for claim in claims] == totals
