"""Look-behinds of varying width match where `regex` says they do."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.compiling.engine import compiled
from cpcc_extract.compiling.lookbehind import UnboundedError, fixed
from cpcc_extract.lexicon.patterns import LazyPattern, RegexPattern

PATTERNS = (
    "(?<=累计[了过]?)[0-9]+",
    "(?<!寿命|年龄[^。]{0,3})[0-9]+岁",
    "(?<=^|共|合计)一(?=件)",
    "(?<=(?:提|立){1,2}案?)[0-9]",
    "(?<=[(〔][ ]?)20(?=[)〕])|(?<=第)三",
    "(?<=(?<!不)足(?:约)?)[0-9]",
    "(?<=(?=件)件|号码)[0-9]",
    r"(?<=\(|a\)b?)[0-9]",
    "(?<=[)(]{1,2})x(?<!(?:ab)?x)",
)
TEXTS = st.text(alphabet="累计了过共合件一三20岁寿命年龄。提立案(〔)〕 第不足约号码abx", max_size=12)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_same_places_as_regex(pattern: str, text: str) -> None:
    ours, theirs = re.compile(fixed(pattern)), regex.compile(pattern)
    assert [ours.match(text, at) is not None for at in range(len(text))] == [
        theirs.match(text, at) is not None for at in range(len(text))
    ]


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("(?<=第)三", "(?<=第)三"),
        ("(?<=甲|乙丙)三", "(?:(?<=甲)|(?<=乙丙))三"),
        ("(?<!甲?乙)三", "(?<!乙)(?<!甲乙)三"),
        (r"[(?<=]a", r"[(?<=]a"),
        (r"\(?<=a", r"\(?<=a"),
    ],
)
def test_how_it_is_written(pattern: str, written: str) -> None:
    assert fixed(pattern) == written


@pytest.mark.parametrize("pattern", ["(?<=a+)b", "(?<=a*)b", "(?<=[ab]{1,900})c", "(?<=(a)|bc)d"])
def test_what_has_no_widths(pattern: str) -> None:
    with pytest.raises(UnboundedError):
        fixed(pattern)
    assert isinstance(compiled(pattern), RegexPattern)


def test_which_engine() -> None:
    assert isinstance(compiled("(?<=甲|乙丙)三"), LazyPattern)
    with pytest.raises(regex.error):
        compiled("(?<=甲+)(三")
