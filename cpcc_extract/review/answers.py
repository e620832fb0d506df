"""A review workbook as a person has filled it in. Needs openpyxl."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, cast

from cpcc_extract.errors import ReviewError
from cpcc_extract.lexicon.review import sheet_names, verdict_words
from cpcc_extract.review.layout import KEY, fields, headings, original_columns
from cpcc_extract.review.likeness import EMPTY, Filled, printed, says, shown_as_percent
from cpcc_extract.writers.extras import library

VerdictName = Literal["right", "wrong", "not_a_claim"]

_NAMED = 5
"""Faulty rows that one message names."""
_ANEW = "write a new workbook with --review and copy your answers into it"


@dataclass(frozen=True, slots=True)
class Original:
    """A claim as it was extracted, every field as text, empty for nothing."""

    id: str
    source: str
    line: str
    start: str
    end: str
    sentence: str
    """With the claim in brackets."""
    fields: Mapping[str, str]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a claim."""

    row: int
    """In the sheet, from 1, the header counted."""
    original: Original
    verdict: VerdictName | None
    changed: Mapping[str, str]
    """The fields that the person corrected, and to what."""
    note: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A row that the person added for a claim that was not found."""

    row: int
    source: str
    fields: Mapping[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All of a workbook, rows as they stand."""

    answers: tuple[Answer, ...]
    missed: tuple[Missed, ...]


def read_answers(path: Path) -> Answers:
    """What the workbook at `path` holds, whatever language its heads are in.

    Raises ReviewError for what is no review workbook, lacks columns, or has rows that cannot be understood (the first
    of them are named); MissingExtraError without openpyxl.
    """
    openpyxl = library("openpyxl", "review", "reading a review workbook")
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts of a workbook that are of no use here
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            originals = _originals(_sheet(book, "original"))
            return _answers(list(_rows(_sheet(book, "review"))), originals)
    except ReviewError as error:
        raise ReviewError(f"{path}: {error}") from None
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read ({error.strerror or error}); check the path") from None
    except Exception:  # a damaged workbook makes the library stumble in many ways
        raise ReviewError(f"{path}: {_no_review()}") from None


def _no_review() -> str:
    return "is no review workbook; `cpcc-extract parse FILE --review OUT.xlsx` makes one"


def _sheet(book: Any, id: str) -> Any:
    word = sheet_names()[id]
    for name in (word.en, word.zh):
        if name in book.sheetnames:
            sheet = book[name]
            sheet.reset_dimensions()  # programs write what they like there
            return sheet
    raise ReviewError(_no_review())


def _rows(sheet: Any) -> Iterator[tuple[Filled, ...]]:
    for row in sheet.iter_rows():
        yield tuple(_filled(cell) for cell in row)


def _filled(cell: Any) -> Filled:
    content = cell.value
    if content is None or content == "":
        return EMPTY
    return Filled(content, isinstance(content, (int, float)) and shown_as_percent(cell.number_format or ""))


def _originals(sheet: Any) -> dict[str, Original]:
    rows = _rows(sheet)
    names = tuple(printed(cell) for cell in next(rows, ()))
    if lacking := [name for name in original_columns() if name not in names]:
        raise ReviewError(f"the hidden sheet of extracted values lacks {', '.join(lacking)}; {_ANEW}")
    found = {}
    for row in rows:
        cells = {name: printed(cell) for name, cell in zip(names, row, strict=False)}
        if cells.get(KEY):
            found[cells[KEY]] = _original(cells)
    return found


def _original(cells: Mapping[str, str]) -> Original:
    return Original(
        id=cells[KEY],
        source=cells.get("source", ""),
        line=cells.get("line", ""),
        start=cells.get("start", ""),
        end=cells.get("end", ""),
        sentence=cells.get("sentence", ""),
        fields={name: cells.get(name, "") for name in fields()},
        rules=tuple(cells.get("rule", "").split()),
    )


def _answers(rows: Sequence[tuple[Filled, ...]], originals: Mapping[str, Original]) -> Answers:
    """The rows of the sheet as answers. Raises ReviewError that names what cannot be understood."""
    columns = _columns(rows[0] if rows else ())
    answers: list[Answer] = []
    missed: list[Missed] = []
    seen: dict[str, int] = {}
    faults: list[str] = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[index] for name, index in columns.items() if index < len(row)}
        if not any(printed(cell) for cell in cells.values()):
            continue
        try:
            if printed(cells.get(KEY, EMPTY)):
                answers.append(_answer(number, cells, originals, seen))
            else:
                missed.append(_added(number, cells))
        except ReviewError as error:
            faults.append(f"row {number}: {error}")
    if faults:
        more = f"\n… and {len(faults) - _NAMED} more rows" if len(faults) > _NAMED else ""
        raise ReviewError("\n".join(islice(faults, _NAMED)) + more)
    return Answers(tuple(answers), tuple(missed))


def _columns(header: Sequence[Filled]) -> dict[str, int]:
    """Where each column stands, by its name in either language."""
    there: dict[str, int] = {}
    for index, cell in enumerate(header):
        there.setdefault(printed(cell), index)
    found = {one.id: there[name] for one in headings() for name in (one.zh, one.en) if name in there}
    if lacking := [f"{one.en} ({one.zh})" for one in headings() if one.id not in found]:
        raise ReviewError(f"the first row lacks {', '.join(lacking)}; write the heads as they were, or {_ANEW}")
    return found


def _answer(
    number: int, cells: Mapping[str, Filled], originals: Mapping[str, Original], seen: dict[str, int]
) -> Answer:
    id = printed(cells[KEY])
    if id not in originals:
        raise ReviewError(f"its hidden id {id!r} is none that was written; undo that, or {_ANEW}")
    if id in seen:
        raise ReviewError(f"has the hidden id of row {seen[id]}; empty its cells id, start and end if it was added")
    seen[id] = number
    original = originals[id]
    for name, wanted in (("start", original.start), ("end", original.end)):
        if not says(cells.get(name, EMPTY), wanted, "value"):
            raise ReviewError(f"its hidden id and {name} do not belong together; undo that, or {_ANEW}")
    changed = {
        name: printed(cells.get(name, EMPTY))
        for name, wanted in original.fields.items()
        if not says(cells.get(name, EMPTY), wanted, name)
    }
    return Answer(number, original, _verdict(cells), changed, printed(cells.get("note", EMPTY)))


def _added(number: int, cells: Mapping[str, Filled]) -> Missed:
    if any(printed(cells.get(name, EMPTY)) for name in ("start", "end")):
        raise ReviewError(f"its hidden id is gone; undo that, or {_ANEW}")
    if _verdict(cells) not in (None, "right"):
        raise ReviewError("is a row that was added for a missed claim and needs no verdict; empty it or clear the row")
    filled = {name: printed(cells.get(name, EMPTY)) for name in fields()}
    if not (filled["text"] or filled["value"]):
        raise ReviewError("has neither text nor value; fill in one of them, or clear the row")
    return Missed(number, printed(cells.get("source", EMPTY)), filled, printed(cells.get("note", EMPTY)))


def _verdict(cells: Mapping[str, Filled]) -> VerdictName | None:
    said = " ".join(printed(cells.get("verdict", EMPTY)).lower().replace("_", " ").split())
    if not said:
        return None
    for word in verdict_words():
        if said in (word.en, word.zh):
            return cast(VerdictName, word.id)
    known = ", ".join(f"{word.en} ({word.zh})" for word in verdict_words())
    raise ReviewError(f"no verdict {said!r}; there are {known}")
