"""The look-ups that turn rules away turn none away that would match."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.compiling.edges import ANYWHERE, Edge, edges_of, led
from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.lexicon.numbers import REACH

NUMBERS = Lexicon.load().numbers
TIMES = Lexicon.load().times
TEXTS = st.text(
    st.sampled_from(
        "0123456789一二三五十百千万亿两几第前届次期大号级线等奖路岁位数个项件年月日周元"
        ".,:、。;()（）-~+×*[]“”今去全上中下 建会 A成半番比/∶分之以右"
    ),
    max_size=40,
)


def chars(text: str) -> frozenset[str]:
    return frozenset(text)


@pytest.mark.parametrize(
    ("pattern", "edges"),
    [
        ("年[初底]", (Edge(None, chars("年")),)),
        ("(?:上|下)?半年|全年", (Edge(None, chars("上下半")), Edge(None, chars("全")))),
        ("(?<=第|前[ ]?)[0-9]+", (Edge(chars("第前 "), chars("0123456789")),)),
        ("(?<=第|[一二]?)三", (Edge(None, chars("三")),)),  # it may stand behind anything
        ("(?<=^|第)三", (Edge(frozenset(("", "\n", "第")), chars("三")),)),
        ("(?=[一二]).号", (Edge(None, chars("一二")),)),
        ("(?!三)[三四]", (Edge(None, chars("三四")),)),
        (r"\s?年", (ANYWHERE,)),
        ("[^一]年", (ANYWHERE,)),
        ("(?:年)?", (ANYWHERE,)),
        ("(?i)km", (ANYWHERE,)),
        ("(?s-i:km)", (ANYWHERE,)),
        ("(", (ANYWHERE,)),
    ],
)
def test_edges(pattern: str, edges: tuple[Edge, ...]) -> None:
    assert tuple(replace(edge, second=None, needs=None) for edge in edges_of(pattern)) == edges


def test_edges_behind_numbers() -> None:
    number = "(?>[0-9]+)"
    assert edges_of(f"{number}[号#]", [number], "0123456789")[0].behind == chars("号#")
    assert edges_of("[0-9]{1,2}大", (), "0123456789")[0].after == chars("大")
    assert edges_of("(?:19|20)[0-9]{2}(?=大)", (), "0123456789")[0].after == chars("大")
    assert edges_of("[0-9]+(?:[.][0-9]+)?大", (), "0123456789")[0].after == chars(".大")
    assert edges_of("[0-9]{4}", (), "0123456789")[0].after is None  # it may end between digits
    assert edges_of("[0-9]+大?", (), "0123456789")[0].after is None  # none need follow


@pytest.mark.parametrize(
    ("pattern", "second"),
    [("上半年", "半"), ("上?半年|上旬", "半年旬"), ("[0-9]{1,2}日", "0123456789日"), ("上.", None), ("上年?", None)],
)
def test_second_character(pattern: str, second: str | None) -> None:
    parts = [edge.second for edge in edges_of(pattern)]
    assert (None if None in parts else set().union(*(part for part in parts if part))) == (second and set(second))


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("[0-9]+岁", "岁"),
        ("(?<=[×*])[0-9]+(?:年|月)?", "×*"),
        ("[0-9]+(?=[×*][0-9])|[一二]号?", "×*一二"),
        ("(?:上|[左右中]边)?起", "起"),
        ("[0-9]+(?!岁)年?", None),
        ("[0-9]+(?:年|[^月])", None),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, needs: str | None) -> None:
    parts = [edge.needs for edge in edges_of(pattern, (), "0123456789")]
    assert (None if None in parts else set().union(*(part for part in parts if part))) == (needs and set(needs))


@given(TEXTS)
def test_no_exclusion_is_lost(view: str) -> None:
    for numeral in NUMBERS.numeral.finditer(view):
        start, end = numeral.start(), numeral.start() + REACH
        for rules in (NUMBERS.exclusions, NUMBERS.special):
            allowed = rules.allowed(view)
            matching = [row.id for row, pattern in rules.rules if pattern.match(view, start, end)]
            possible = [row.id for row, _ in rules.possible(view, start, end, allowed)]
            assert not set(matching) - set(possible)
            assert possible == [row.id for row, _ in rules.rules if row.id in possible]


@given(TEXTS)
def test_no_time_is_lost(view: str) -> None:
    """Where no scanner is asked, or none finds a rule, no rule that the scan asks at that character matches there."""
    opened = {one.start() for one in TIMES.opening.finditer(view)}
    for at, char in enumerate(view):
        if char in TIMES.scanners:
            found = TIMES.scanners[char].match(view, at) if at in opened else None
            first = next((name for name, rule in TIMES.rules.items() if rule.match(view, at)), None)
            assert (found.lastgroup if found else None) == first


def test_a_pattern_led_by_its_first_characters() -> None:
    assert led("(?<=第)[一二]|年") == "(?=[一二年])(?:(?<=第)[一二]|年)"
    assert led("年|.月") == "年|.月"
    assert led("年?$") == "年?$"
