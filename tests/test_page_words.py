"""The words of the page: in both languages, one for each value that it shows, none too many."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import cpcc_extract
from cpcc_extract.claims.claim import Change, Status
from cpcc_extract.explain import Verdict
from cpcc_extract.lexicon.interface import amount_kinds, words
from cpcc_extract.numbers.quantity import Bound
from cpcc_extract.records import Relation
from cpcc_extract.records import Verdict as CheckVerdict

ASSETS = Path(cpcc_extract.__file__).parent / "view" / "page"
WORDS = {word.id: word for word in words()}
GROUPS = {
    "bound": set(get_args(Bound)) - {"exact"},
    "change": set(get_args(Change)),
    "status": set(get_args(Status)) - {"actual"},
    "kind": {kind.id for kind in amount_kinds()},
    "relation": {relation.replace(" ", "-") for relation in get_args(Relation)},
    "verdict": {verdict.replace(" ", "-") for verdict in get_args(CheckVerdict)},
    "column": {"subject", "amount", "indicator", "period", "section_title"},
}


def test_words_are_there_in_both_languages() -> None:
    assert all(word.zh.strip() and word.en.strip() for word in WORDS.values())
    assert len(WORDS) == len(words())
    for word in WORDS.values():
        assert sorted(re.findall(r"\{\w+\}", word.zh)) == sorted(re.findall(r"\{\w+\}", word.en)), word.id


@pytest.mark.parametrize("group", GROUPS)
def test_every_value_has_its_word(group: str) -> None:
    named = {word.removeprefix(f"{group}.") for word in WORDS if word.startswith(f"{group}.")}
    assert named == GROUPS[group]


def test_every_verdict_has_its_reason() -> None:
    (fates, others) = get_args(Verdict)
    verdicts = {*get_args(fates), *get_args(others)} - {"claim"}
    assert {word.removeprefix("fate.") for word in WORDS if word.startswith("fate.")} == verdicts


def test_words_that_are_asked_for_and_words_that_there_are() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.iterdir()))
    asked = set(re.findall(r'say\("([^"]+)"|data-word(?:-\w+)?="([^"]+)"', source))
    literal = {one or other for one, other in asked}
    assert literal <= set(WORDS)
    groups = set(re.findall(r'say\(`(\w+)\.|sayOf\("(\w+)"', source))
    computed = {one or other for one, other in groups}
    quoted = set(re.findall(r'"([a-z]+(?:\.[a-z_]+)*)"', source))
    unused = {word for word in WORDS if word not in literal | quoted and word.split(".")[0] not in computed}
    assert not unused


def test_kinds_share_no_dimension() -> None:
    dimensions = [dimension for kind in amount_kinds() for dimension in kind.dimensions]
    assert len(dimensions) == len(set(dimensions))
    assert sum(not kind.dimensions for kind in amount_kinds()) == 1
