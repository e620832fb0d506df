"""Whose work an article reports, and the table of divisions."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpcc_extract.compiling.organisations import compile_organisations
from cpcc_extract.reading.source import Source
from cpcc_extract.spans import Piece
from cpcc_extract.structure.layout import Article, Layout, Passage
from cpcc_extract.who.affiliation import Affiliation
from cpcc_extract.who.divisions import division, read_divisions
from cpcc_extract.who.names import PlaceNames
from cpcc_extract.who.organisations import describe_articles

RULES = compile_organisations()
CASES = tomllib.loads((Path(__file__).parent / "cases" / "who.toml").read_text(encoding="utf-8"))


def described(lines: list[str]) -> Affiliation:
    """The affiliation of a one-article document of the lines `kind: text`."""
    passages = []
    for line in lines:
        kind, _, text = line.partition(": ")
        passages.append(Passage(text, text, (Piece(0, 0, len(text)),), kind, 0, None, ()))  # type: ignore[arg-type]
    layout = Layout((), (Article(0, None, None, None, 0, 0),), (), tuple(passages))
    view = "\n".join(lines)
    (found,) = describe_articles(Source("case", None, view, view, "", "text", "utf-8"), layout, RULES)
    return found


@pytest.mark.parametrize("case", CASES["article"], ids=lambda case: case["label"])
def test_affiliation(case: dict[str, Any]) -> None:
    found = described(case["lines"])
    assert (found.organisation or "", found.place or "", found.division_code or "") == (
        case["organisation"],
        case["place"],
        case["code"],
    )


def names_of(*views: str) -> PlaceNames:
    return PlaceNames(views, RULES, read_divisions())


@pytest.mark.parametrize("case", CASES["place"], ids=lambda case: case["before"])
def test_place_before_a_body(case: dict[str, Any]) -> None:
    names = names_of(*case.get("page", []))
    assert (names.ending(case["before"], len(case["before"])) or "") == case["place"]


@pytest.mark.parametrize(
    ("unit", "organisation"), [("云溪市", None), ("政协", None), ("市", None), ("在云溪市政协", "云溪市政协")]
)
def test_hostile_text_takes_linear_time(unit: str, organisation: str | None) -> None:
    # Each of these is quadratic in a careless reader; 200,000 characters would then take minutes.
    text = unit * (200_000 // len(unit))
    assert described([f"title: {text[:60]}", f"body: {text}"]).organisation == organisation


def test_a_page_of_many_articles_takes_linear_time() -> None:
    # What the page names is counted once, not once for each of its ten thousand articles.
    count = 10_000
    articles = tuple(Article(index, None, None, None, 0, 0) for index in range(count))
    view = "市政协走访云溪县。"
    passages = tuple(Passage(view, view, (Piece(0, 0, len(view)),), "title", index, None, ()) for index in range(count))
    text = view * count
    source = Source("case", None, text, text, "", "text", "utf-8")
    assert len(describe_articles(source, Layout((), articles, (), passages), RULES)) == count


@pytest.mark.parametrize("case", CASES["division"], ids=lambda case: case["name"] + case["within"])
def test_division(case: dict[str, Any]) -> None:
    found = division(case["name"], case["within"] or None)
    assert (found.code if found else "") == case["code"]


def test_levels() -> None:
    levels = {name: division(name).level for name in ("甘肃省", "兰州市", "榆中县")}  # type: ignore[union-attr]
    assert levels == {"甘肃省": "province", "兰州市": "prefecture", "榆中县": "county"}


def test_former_names_end() -> None:
    former, present = division("襄樊市"), division("襄阳市")
    assert former is not None and present is not None
    assert former.last == 2009
    assert present.last is None
    assert former.code == present.code


def test_table_is_whole() -> None:
    raw = resources.files("cpcc_extract").joinpath("data", "divisions.tsv").read_bytes()
    assert len(raw) < 250_000
    lines = [line for line in raw.decode().splitlines() if not line.startswith("#")]
    assert len({line.split("\t")[0] for line in lines if line.endswith("\t")}) > 3200
    assert all(re.fullmatch(r"\d{6}\t[^\t]+\t(\d{4})?\t(\d{4})?", line) for line in lines)
    provinces = [line for line in lines if line[2:6] == "0000" and line.endswith("\t")]
    assert len(provinces) == 34


@given(
    st.lists(
        st.sampled_from(
            ["甘肃省", "城关区", "市", "县", "政协", "人民政府", "委员会", "第四届", "全国", "工作报告", "2023"]
        )
    ).map("".join)
)
def test_any_title_has_an_answer(text: str) -> None:
    found = described([f"title: {text}", f"body: {text}"])
    assert (found.organisation is None) == (found.rule == "")
    assert found.division_code is None or read_divisions().named(found.division_code) is not None
