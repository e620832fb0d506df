"""Records: the public fields in their order, exact numbers in JSON both ways, and offsets that hold."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from cpcc_extract import exact_json, parse
from cpcc_extract.documents import Places
from cpcc_extract.records import Claim, Document, PeriodRecord

REPORT = """# 青澜县政协工作综述

## 一、提案工作

全年收到提案190余件,审查立案176件,立案率92.6%。

### (一)办理

募集资金12.48万元,投资131.72亿元。
来了30至50人,负担下降３成。
"""

DOCUMENT_FIELDS = "schema_version source articles sections blocks claims checks warnings"
SOURCE_FIELDS = "name path sha256 format encoding characters"
ARTICLE_FIELDS = "index title subtitle byline organisation place division_code period start end"
SECTION_FIELDS = "id article parent level number title style start end line"
BLOCK_FIELDS = "kind article section start end line continues run_in"
CLAIM_FIELDS = (
    "id article section organisation division_code period section_title section_path indicator indicator_label "
    "item action text start end line column value value_max unit dimension bound change comparison status part_of "
    "repeats sentence rule page paragraph"
)


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(REPORT)


def named(document: Document, text: str) -> Claim:
    (claim,) = (claim for claim in document.claims if claim.text == text)
    return claim


def test_fields_and_their_order(document: Document) -> None:
    data = json.loads(document.model_dump_json())
    assert list(data) == DOCUMENT_FIELDS.split()
    assert list(data["source"]) == SOURCE_FIELDS.split()
    assert list(data["articles"][0]) == ARTICLE_FIELDS.split()
    assert list(data["sections"][0]) == SECTION_FIELDS.split()
    assert list(data["blocks"][0]) == BLOCK_FIELDS.split()
    assert list(data["claims"][0]) == CLAIM_FIELDS.split()


def test_numbers_are_exact_and_without_exponent(document: Document) -> None:
    printed = document.model_dump_json()
    for value in ('"value": 190,', '"value": 92.6,', '"value": 124800,', '"value": 13172000000,', '"value": 30,'):
        assert value in printed
    assert '"value_max": 50,' in printed
    assert exact_json.loads(printed)["claims"][2]["value"] == Decimal("92.6")


def test_what_a_claim_gets_from_its_place(document: Document) -> None:
    claim = named(document, "12.48万元")
    assert claim.section_path == ("一、提案工作", "(一)办理")
    assert claim.section_title == "(一)办理"
    assert (claim.line, claim.column) == (9, 5)
    assert claim.sentence == "募集资金12.48万元,投资131.72亿元。"
    assert named(document, "190余件").section_path == ("一、提案工作",)
    assert claim.rule.split()[0]


def test_round_trip(document: Document) -> None:
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_records_do_not_change(document: Document) -> None:
    with pytest.raises(AttributeError, match="model_copy"):
        document.claims[0].item = "x"
    with pytest.raises(AttributeError, match="stays"):
        del document.claims[0].item
    with pytest.raises(ValidationError):
        Document.model_validate({**document.model_dump(), "extra": 1})


def test_same_text_same_bytes(document: Document) -> None:
    assert parse(REPORT).model_dump_json() == document.model_dump_json()


def test_lost_characters_are_told() -> None:
    (warning,) = parse("收到提\ufffd9件,立案\ufffd件。").warnings
    assert (warning.start, warning.end) == (3, 4)
    assert "conversion: 2," in warning.message
    assert parse("收到提案9件。").warnings == ()


DAMAGED = ["采纳85-/0件。", "立案1O5件。", "办结3?5件。", "增长1.2.5%。", "答复12,,5件。"]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_figure_is_told_and_not_read(text: str) -> None:
    document = parse(text)
    (warning,) = document.warnings
    assert document.claims == ()
    assert text[warning.start : warning.end] == text[2:-1]
    assert text[2:-1] in warning.message


SOUND = ["每组10--20人。", "投资1,234,567元。", "占1/10。", "你们收到了吗?5件已办。"]


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_figure_is_not_warned_of(text: str) -> None:
    document = parse(text)
    assert (len(document.claims), document.warnings) == (1, ())


def test_run_in_heading_of_a_block() -> None:
    found = parse("一是民主监督有力有效。全年开展视察9次,收到提案190件,各项工作都有新的进展。\n收到来信3件。\n")
    assert [block.run_in for block in found.blocks] == ["一是民主监督有力有效。", None]


PLACES = [
    ("ab\ncd", 0, (1, 1)),
    ("ab\ncd", 2, (1, 3)),
    ("ab\ncd", 3, (2, 1)),
    ("ab\r\ncd", 4, (2, 1)),
    ("ab\rcd", 3, (2, 1)),
    ("\n\n件", 2, (3, 1)),
]


@pytest.mark.parametrize(("text", "offset", "place"), PLACES)
def test_lines_and_columns(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Places(text).at(offset) == place


words = st.lists(
    st.sampled_from(
        [
            "收到提案",
            "190余件",
            ",立案",
            "１７６\n件",
            "。",
            "\r\n\r\n",
            "一、总结\n",
            "5 次",
            "<p>",
            "12.48万元",
            "二十人",
            "其中",
        ]
    ),
    min_size=1,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(words.filter(str.strip))
def test_offsets_lines_and_columns_hold(text: str) -> None:
    found = parse(text)
    lines = text.replace("\r\n", "\n").split("\n")
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.text
        assert lines[claim.line - 1][claim.column - 1 :].startswith(claim.text[:1])
        assert "".join(claim.text.replace("<p>", "").split()) in "".join(claim.sentence.split())
    assert [claim.start for claim in found.claims] == sorted(claim.start for claim in found.claims)
    assert len({claim.id for claim in found.claims}) == len(found.claims)


PRINTED = [
    ("190", "190"),
    ("131.72E8", "13172000000"),
    ("1E+4", "10000"),
    ("92.60", "92.6"),
    ("100.00", "100"),
    ("0.000001", "0.000001"),
    ("1E-7", "0.0000001"),
    ("-3.20", "-3.2"),
    ("0.666667", "0.666667"),
    ("1" * 60 + ".5", "1" * 60 + ".5"),
]


@pytest.mark.parametrize(("value", "printed"), PRINTED)
def test_plain_numbers(value: str, printed: str) -> None:
    assert exact_json.plain_number(Decimal(value)) == printed


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(codec="utf-8"))
    | st.decimals(allow_nan=False, allow_infinity=False, places=4),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(json_values)
def test_exact_json_round_trip(value: Any) -> None:
    assert exact_json.loads(exact_json.dumps(value)) == value


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), json_values, max_size=4))
def test_one_record_a_line_says_the_same(value: dict[str, Any]) -> None:
    assert exact_json.loads("".join(exact_json.dump_by_record(value))) == value


def test_standard_decoders_read_it_too() -> None:
    value = {"a": [1, "“x”\n\u2028"], "d": date(2024, 2, 29)}
    assert json.loads(exact_json.dumps(value)) == {"a": [1, "“x”\n\u2028"], "d": "2024-02-29"}


def test_long_integers_come_back() -> None:
    assert exact_json.loads("9" * 5000) == Decimal("9" * 5000)


def test_no_binary_floats() -> None:
    with pytest.raises(TypeError, match="float"):
        exact_json.dumps({"value": 1.5})


def test_records_of_the_same_values_are_the_same(document: Document) -> None:
    claim = document.claims[0]
    again = Claim(**claim.model_dump())
    assert again == claim
    assert hash(again) == hash(claim)
    assert again != claim.model_copy(update={"item": "x"})
    assert again != document.source
    assert repr(document.source).startswith("SourceRecord(name='text', path=None, ")
    assert repr(claim).startswith(f"Claim(id={claim.id!r}, article=0, ")


def test_what_a_record_is_made_of_is_checked(document: Document) -> None:
    with pytest.raises(ValidationError, match="bound"):
        Claim(**document.claims[0].model_dump() | {"bound": "some"})
    with pytest.raises(ValidationError, match="start"):
        Claim.model_validate({"id": "c1"})


def test_part_of_a_record(document: Document) -> None:
    part = {"name": "text", "format": "text"}
    assert document.source.model_dump(include={"name", "format"}) == part
    assert json.loads(document.source.model_dump_json(include={"name", "format"})) == part
    assert set(document.source.model_dump(exclude={"name"})) == {*document.source.model_dump()} - {"name"}
    assert document.source.model_copy() == document.source


def test_dates_as_text() -> None:
    period = PeriodRecord(label="2024", start=date(2024, 1, 1), end=date(2024, 12, 31), text="去年")
    assert period.model_dump()["start"] == date(2024, 1, 1)
    assert period.model_dump(mode="json")["start"] == "2024-01-01"
