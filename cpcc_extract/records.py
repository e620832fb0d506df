"""What leaves the package: the document object and the claim, as Pydantic records.

Fields and their order are the public contract; `schemas/` holds the JSON Schemas made from these classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from cpcc_extract import SCHEMA_VERSION, exact_json
from cpcc_extract.claims.claim import Change, Status
from cpcc_extract.numbers.quantity import Bound
from cpcc_extract.structure.layout import BlockKind

_new, _set = object.__new__, object.__setattr__  # records are frozen
Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
Verdict = Literal["agrees", "conflicts", "possible", "cannot tell"]
Relation = Literal[
    "rate", "share", "part", "total", "shares", "growth", "multiple", "step", "increase", "direction", "product",
    "yearly growth", "repeat", "successive years",
]  # fmt: skip


class Record(BaseModel):
    """Base of all records: immutable, and exact in JSON both ways."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def made(cls, **values: Any) -> Self:
        """The record of values that are right already, each field in its order: quicker than `model_construct`."""
        record = _new(cls)
        _set(record, "__dict__", values)
        _set(record, "__pydantic_fields_set__", _all_fields(cls))
        _set(record, "__pydantic_extra__", None)
        _set(record, "__pydantic_private__", None)
        return record

    def model_dump_json(self, **options: Any) -> str:
        """JSON with exact numbers; `options` are those of `model_dump`."""
        return exact_json.dumps(self.model_dump(**options))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """The record written by `model_dump_json`; raises pydantic's ValidationError or ValueError."""
        return cls.model_validate(exact_json.loads(json_data), **options)


@cache
def _all_fields(kind: type[Record]) -> set[str]:
    """One set for all records of a kind: pydantic copies it where a copy of a record gets other values."""
    return set(kind.model_fields)


class SourceRecord(Record):
    """The input that a document was made from."""

    name: str = Field(description="File name without directories, - for standard input")
    path: str | None = Field(description="Path as it was given; null for standard input and plain text")
    sha256: str = Field(description="Hex digest of the raw bytes")
    format: str = Field(description="Kind of file: text, docx, html, mhtml, pdf, doc, rtf or odt")
    encoding: str = Field(description="Codec that decoded the bytes; utf-8 for formats that bring their own")
    characters: int = Field(description="Length of the decoded or extracted text, which all offsets count in")


class PeriodRecord(Record):
    """A stretch of time."""

    label: str = Field(description="ISO 8601 year, month, day or interval; .. where it is open")
    start: date | None = Field(description="First day; null where open")
    end: date | None = Field(description="Last day; null where open")
    text: str | None = Field(description="The expression as printed; null if inherited")


class ArticleRecord(Record):
    """One article of the page."""

    index: int = Field(description="Its place on the page, from 0")
    title: str | None = Field(description="Headline, its lines joined with blanks")
    subtitle: str | None = Field(description="Line above or below the headline")
    byline: str | None = Field(description="Who wrote it, as printed")
    organisation: str | None = Field(description="The body whose work it reports")
    place: str | None = Field(description="Full name of that body's division")
    division_code: str | None = Field(description="GB/T 2260 code of the place")
    period: PeriodRecord | None = Field(description="The reporting period")
    start: int = Field(description="Offset of the first character")
    end: int = Field(description="Offset behind the last character")


class SectionRecord(Record):
    """A heading and what stands under it."""

    id: str = Field(description="Stable for the same text and rules")
    article: int = Field(description="Index of its article")
    parent: str | None = Field(description="Id of the section around it")
    level: int = Field(description="From 1, by nesting inside its article")
    number: str | None = Field(description="The heading's own number or mark as printed")
    title: str = Field(description="The heading as printed, with its number")
    style: str = Field(description="Id of the heading style")
    start: int = Field(description="Offset of the first character")
    end: int = Field(description="Offset behind the last character below it")
    line: int = Field(description="Line of the heading, from 1")


class BlockRecord(Record):
    """One printed line and what it is."""

    kind: BlockKind = Field(description="What the line is; continuation: of a paragraph begun before")
    article: int = Field(description="Index of its article")
    section: str | None = Field(description="Id of its innermost section")
    start: int = Field(description="Offset of the first character")
    end: int = Field(description="Offset behind the last character")
    line: int = Field(description="Its line, from 1")
    continues: int | None = Field(description="Index of the block that it goes on from")
    run_in: str | None = Field(description="The run-in heading that it opens with, layout breaks taken out")


class Claim(Record):
    """A number with a unit that counts or measures something, and all that the text says of it."""

    id: str = Field(description="Stable for the same text and rules")
    article: int = Field(description="Index of its article")
    section: str | None = Field(description="Id of its innermost section")
    organisation: str | None = Field(description="The body whose work the claim is about")
    division_code: str | None = Field(description="GB/T 2260 code of that body's place")
    period: PeriodRecord | None = Field(description="What time the claim speaks of")
    section_title: str | None = Field(description="The innermost heading as printed")
    section_path: tuple[str, ...] = Field(description="All headings from the outermost")
    indicator: str | None = Field(description="Id in the codebook of indicators")
    indicator_label: str | None = Field(description="Its Chinese label")
    item: str | None = Field(description="What is counted or measured, layout breaks taken out")
    action: str | None = Field(description="The verb that produced it, layout breaks taken out")
    text: str = Field(description="The mention as printed: the source text from start to end")
    start: int = Field(description="Offset of the first character in the decoded text")
    end: int = Field(description="Offset behind the last character")
    line: int = Field(description="Line of the first character, from 1")
    column: int = Field(description="Column of the first character, from 1")
    value: Number | None = Field(description="Exact decimal in the unit")
    value_max: Number | None = Field(description="Upper end of a range")
    unit: str | None = Field(description="Canonical unit or classifier, scales taken out")
    dimension: str | None = Field(description="count, money, percentage, percentage_point, area, mass, duration …")
    bound: Bound = Field(description="How the number bounds the true one")
    change: Change | None = Field(description="Set when the number is a change, not a level")
    comparison: str | None = Field(description="What it is compared with, as printed")
    status: Status = Field(description="target where the text plans or promises it")
    part_of: str | None = Field(description="Id of the claim that states the total")
    repeats: str | None = Field(description="Id of an earlier claim that states the same thing")
    sentence: str = Field(description="The sentence around it, layout breaks taken out")
    rule: str = Field(description="Ids of the rules that decided, the quantity's first, with blanks between")
    page: int | None = Field(default=None, description="Page of the first character, from 1; null where none is known")
    paragraph: int | None = Field(
        default=None, description="Paragraph of a Word file, from 1, empty ones and table cells counted; else null"
    )


class Basis(Record):
    """A claim that a check rests on."""

    role: str = Field(description="What it is in the relation: whole, part, rate, from, to …")
    source: str = Field(description="Path of its input as given, else its name")
    claim: str = Field(description="Its id")
    text: str = Field(description="The mention as printed")
    start: int = Field(description="Offset of the first character")
    end: int = Field(description="Offset behind the last character")
    line: int = Field(description="Line of the first character, from 1")


class Check(Record):
    """Numbers that speak of each other, and whether they agree."""

    id: str = Field(description="Stable for the same text and rules")
    relation: Relation = Field(description="How they are related")
    verdict: Verdict = Field(description="Whether the numbers agree; docs/check.md tells what each means")
    article: int | None = Field(description="Index of the article; null across reports")
    statement: str = Field(description="The arithmetic in one line: 672件 ÷ 862件 = 77.96 %; stated 78%")
    claims: tuple[Basis, ...] = Field(description="The claims it rests on")
    rule: str = Field(description="Id of the rule that related them")


class WarningRecord(Record):
    """Something about the input that a reader of the claims should know."""

    message: str = Field(description="What to know of")
    start: int = Field(description="Offset at which it begins")
    end: int = Field(description="Offset at which it ends")


class Document(Record):
    """All that was read from one input."""

    schema_version: Literal["1"] = Field(default=SCHEMA_VERSION, description="Version of this form")
    source: SourceRecord = Field(description="The input")
    articles: tuple[ArticleRecord, ...] = Field(description="Articles of the page, in order")
    sections: tuple[SectionRecord, ...] = Field(description="Headings, in order")
    blocks: tuple[BlockRecord, ...] = Field(description="Printed lines, in order")
    claims: tuple[Claim, ...] = Field(description="Claims in the order of the text")
    checks: tuple[Check, ...] = Field(default=(), description="What the claims say of each other; empty if untested")
    warnings: tuple[WarningRecord, ...] = Field(default=(), description="What a reader should know of the input")


def each_document(documents: Document | Iterable[Document]) -> Iterator[Document]:
    """The one document, or those of several one by one. Raises TypeError for anything else: a failure of a batch."""
    for document in [documents] if isinstance(documents, Document) else documents:
        if not isinstance(document, Document):
            kind = type(document).__name__
            raise TypeError(f"a {kind} is no Document; keep those of a batch that are: isinstance(found, Document)")
        yield document
