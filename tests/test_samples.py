"""The samples, bytes to records, against what a careful reader found in them (`samples/README.md` tells the format).

What the program does not get right yet is marked in the expectation itself (`known_failure`) and must go on failing
here: whoever mends it has to take the mark away.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cpcc_extract import parse_file
from cpcc_extract.compiling.indicators import compile_indicators
from cpcc_extract.records import Claim, Document, PeriodRecord

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))
ROW_FIELDS = ("value", "value_max", "unit", "bound", "change", "status", "item", "action", "indicator", "period")
CLAIM_FIELDS = ("found", "span", *ROW_FIELDS)
ARTICLE_FIELDS = ("title", "organisation", "period", "claims_organisation")
LAYOUT_FIELDS = ("headings", "run_in", "captions", "articles")

Row = dict[str, Any]
Place = tuple[int, int]


@cache
def expectation(name: str) -> Row:
    found: Row = json.loads((SAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def text_of(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_bytes().decode(expectation(name)["encoding"])


@cache
def document(name: str) -> Document:
    return parse_file(SAMPLES / f"{name}.txt")


def place(name: str, row: Row) -> Place:
    """Where the row's text stands: right behind its context, which is there once."""
    start = text_of(name).index(row["context"] + row["text"]) + len(row["context"])
    return start, start + len(row["text"])


def overlap(claim: Claim, where: Place) -> int:
    return min(claim.end, where[1]) - max(claim.start, where[0])


@cache
def matches(name: str) -> tuple[Claim | None, ...]:
    """For each expected claim the claim that stands there; none is given away twice."""
    left = list(document(name).claims)
    found: list[Claim | None] = []
    for row in expectation(name)["claims"]:
        where = place(name, row)
        best = max(left, key=lambda claim: overlap(claim, where), default=None)
        if best is not None and overlap(best, where) > 0:
            left.remove(best)
            found.append(best)
        else:
            found.append(None)
    return tuple(found)


def days(label: str | None) -> tuple[date | None, date | None] | None:
    """First and last day of an ISO 8601 year, month, day or interval; None in it where it is open."""
    if label is None:
        return None
    first, _, last = label.partition("/")
    return days_of(first)[0], days_of(last or first)[1]


def days_of(part: str) -> tuple[date | None, date | None]:
    if part == "..":
        return None, None
    year, month, day = (*map(int, part.split("-")), 0, 0)[:3]
    first, last = date(year, month or 1, day or 1), month or 12
    return first, date(year, last, day or monthrange(year, last)[1])


def span_of(period: PeriodRecord | None) -> tuple[date | None, date | None] | None:
    return (period.start, period.end) if period else None


def squeezed(text: str | None) -> str | None:
    """Without blanks, which layout leaves between characters."""
    return text and re.sub(r"\s+", "", text)


def accepted(row: Row, field: str) -> list[Any]:
    """The right answer and the others that are right too."""
    return [row[field], *row.get(f"{field}_ok", [])]


def phrase_right(found: str | None, answers: list[str | None]) -> bool:
    """One of the answers, or longer than one and part of another."""
    if found is None or found in answers:
        return found in answers
    return any(one and one in found for one in answers) and any(one and found in one for one in answers)


def right(name: str, number: int, field: str) -> bool:
    """Whether the claim that stands where expected claim `number` does has the field right."""
    row, claim = expectation(name)["claims"][number], matches(name)[number]
    if claim is None:
        return False
    match field:
        case "found":
            return True
        case "span":
            return (claim.start, claim.end) == place(name, row) and claim.text == row["text"]
        case "value" | "value_max":
            want = None if row[field] is None else Decimal(row[field])
            return bool(getattr(claim, field) == want)
        case "item" | "action":
            return phrase_right(squeezed(getattr(claim, field)), [squeezed(one) for one in accepted(row, field)])
        case "period":
            return span_of(claim.period) in [days(one) for one in accepted(row, field)]
        case _:
            return getattr(claim, field) in accepted(row, field)


def article_right(name: str, number: int, field: str) -> bool:
    """The same for an article; its claims must speak of its organisation too."""
    row, articles = expectation(name)["articles"][number], document(name).articles
    if number >= len(articles):
        return False
    match field:
        case "claims_organisation":
            pairs = zip(expectation(name)["claims"], matches(name), strict=True)
            inside = [claim for want, claim in pairs if claim and want.get("article", 0) == number]
            return bool(inside) and all(claim.organisation in accepted(row, "organisation") for claim in inside)
        case "period":
            return span_of(articles[number].period) in [days(one) for one in accepted(row, field)]
        case _:
            return getattr(articles[number], field) in accepted(row, field)


def failing(row: Row, fields: tuple[str, ...], *, id: str) -> Iterator[Any]:
    """One test for all fields that are right today and one, marked, for each that is not."""
    known = row.get("known_failure", [])
    if fields[0] not in known:
        yield pytest.param(tuple(field for field in fields if field not in known), id=id)
    for field in known:
        yield pytest.param((field,), id=f"{id}-{field}", marks=pytest.mark.xfail(strict=True, reason="known failure"))


def claim_cases() -> Iterator[Any]:
    for name in NAMES:
        for number, row in enumerate(expectation(name)["claims"]):
            for case in failing(row, CLAIM_FIELDS, id=f"{name}-{number:02}"):
                yield pytest.param(name, number, *case.values, id=case.id, marks=case.marks)


def article_cases() -> Iterator[Any]:
    for name in NAMES:
        for number, row in enumerate(expectation(name)["articles"]):
            for case in failing(row, ARTICLE_FIELDS, id=f"{name}-{number}"):
                yield pytest.param(name, number, *case.values, id=case.id, marks=case.marks)


def layout_cases() -> Iterator[Any]:
    for name in NAMES:
        for case in failing(expectation(name), LAYOUT_FIELDS, id=name):
            yield pytest.param(name, *case.values, id=case.id, marks=case.marks)


def not_cases() -> Iterator[Any]:
    for name in NAMES:
        for number, row in enumerate(expectation(name)["not"]):
            for case in failing(row, ("found",), id=f"{name}-{number:02}"):
                yield pytest.param(name, row, id=case.id, marks=case.marks)


@pytest.mark.parametrize(("name", "number", "fields"), list(claim_cases()))
def test_claim(name: str, number: int, fields: tuple[str, ...]) -> None:
    row = expectation(name)["claims"][number]
    wrong = [field for field in fields if not right(name, number, field)]
    assert not wrong, f"{row['context']}【{row['text']}】: {wrong} of {matches(name)[number]!r}, expected {row!r}"


@pytest.mark.parametrize(("name", "row"), list(not_cases()))
def test_no_claim(name: str, row: Row) -> None:
    extra = [claim for claim in document(name).claims if claim not in matches(name)]
    assert not [claim.text for claim in extra if overlap(claim, place(name, row)) > 0]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_is_claimed(name: str) -> None:
    open_to_either = [place(name, row) for row in expectation(name)["either"]]
    known = [place(name, row) for row in expectation(name)["not"] if "known_failure" in row]
    assert not [
        text_of(name)[claim.start - 10 : claim.end + 5]
        for claim in document(name).claims
        if claim not in matches(name) and not any(overlap(claim, where) > 0 for where in open_to_either + known)
    ]


@pytest.mark.parametrize(("name", "number", "fields"), list(article_cases()))
def test_article(name: str, number: int, fields: tuple[str, ...]) -> None:
    row = expectation(name)["articles"][number]
    for field in fields:
        assert article_right(name, number, field), f"{field} of {document(name).articles!r}, expected {row!r}"


@pytest.mark.parametrize(("name", "fields"), list(layout_cases()))
def test_layout(name: str, fields: tuple[str, ...]) -> None:
    found, want = document(name), expectation(name)
    got = {
        "headings": [section.title for section in found.sections],
        "run_in": [block.run_in for block in found.blocks if block.run_in],
        "captions": sum(block.kind == "caption" for block in found.blocks),
        "articles": len(found.articles),
    }
    counted = {**want, "articles": len(want["articles"])}
    assert {field: got[field] for field in fields} == {field: counted[field] for field in fields}


@pytest.mark.parametrize("name", NAMES)
def test_decoding(name: str) -> None:
    assert document(name).source.characters == len(text_of(name))
    assert all(text_of(name)[claim.start : claim.end] == claim.text for claim in document(name).claims)


@pytest.mark.parametrize("name", NAMES)
def test_expectation_is_sound(name: str) -> None:
    want = expectation(name)
    indicators = {None, *compile_indicators().labels}
    places = [place(name, row) for row in want["claims"]]
    assert places == sorted(places), "claims stand in text order"
    assert all(first[1] <= second[0] for first, second in pairwise(places))
    for row in [*want["claims"], *want["not"], *want["either"]]:
        assert text_of(name).count(row["context"] + row["text"]) == 1, row
    for row in want["claims"]:
        assert row["value"] is not None, row
        assert set(accepted(row, "indicator")) <= indicators, row
        assert set(row.get("known_failure", [])) <= set(CLAIM_FIELDS), row
        assert row.get("article", 0) < len(want["articles"]), row


def test_every_sample_has_its_expectation() -> None:
    assert [path.stem for path in sorted((SAMPLES / "expected").iterdir())] == NAMES
    assert len(NAMES) == 10
