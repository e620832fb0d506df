"""What leaves the package: the document object and the claim, as records.

Fields and their order are the public contract; `schemas/` holds the JSON Schemas made from these classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, cast

from cpcc_extract import SCHEMA_VERSION, exact_json
from cpcc_extract.claims.claim import Change, Status
from cpcc_extract.numbers.quantity import Bound
from cpcc_extract.structure.layout import BlockKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_new, _set = object.__new__, object.__setattr__  # records are frozen


class _AsNumber:
    """Says that the schema calls a Decimal a number, which is how it is written."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "number"}


Number = Annotated[Decimal, _AsNumber()]
Verdict = Literal["agrees", "conflicts", "possible", "cannot tell"]
Relation = Literal[
    "rate", "share", "part", "total", "shares", "growth", "multiple", "step", "increase", "direction", "product",
    "yearly growth", "repeat", "successive years",
]  # fmt: skip


# Twelve classes whose methods `dataclass` writes and compiles one by one are a tenth of the time of a short run.
record = dataclass(init=False, repr=False, eq=False, kw_only=True)


class Record:
    """Base of all records: immutable, and exact in JSON both ways.

    They are plain dataclasses, made of values that are right already; Pydantic checks what comes from outside, and
    is loaded only then.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "use_attribute_docstrings": True}

    def __init__(self, **values: Any) -> None:
        """The record of these values, looked at as by `model_validate`."""
        vars(self).update(vars(self.model_validate(values)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"records do not change; model_copy makes one with another {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"records do not change; {name} stays")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    @classmethod
    def made(cls, **values: Any) -> Self:
        """The record of all its values, each field in its order: quicker than its constructor."""
        record = _new(cls)
        _set(record, "__dict__", values)
        return record

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The record with other values for the fields in `update`, which are not checked."""
        return self.made(**{**vars(self), **(update or {})})

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The values by field, records below it likewise; `options` are pydantic's (include, exclude, mode ...)."""
        if options:
            return cast(dict[str, Any], self._adapter().dump_python(self, **options))
        return {name: _plain(value) for name, value in vars(self).items()}

    def model_dump_json(self, **options: Any) -> str:
        """JSON with exact numbers, of what `model_dump` gives with `options`."""
        return exact_json.dumps(self.model_dump(**options) if options else self)

    @classmethod
    def model_validate(cls, values: Any, **options: Any) -> Self:
        """The record of what `model_dump` gives; raises pydantic's ValidationError for what it cannot be."""
        return cast(Self, cls._adapter().validate_python(values, **options))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """The record written by `model_dump_json`; raises pydantic's ValidationError or ValueError."""
        return cls.model_validate(exact_json.loads(json_data), **options)

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of what `model_dump_json` writes."""
        return cls._adapter().json_schema(mode="serialization")

    @classmethod
    @cache
    def _adapter(cls) -> TypeAdapter[Any]:
        from pydantic import TypeAdapter  # noqa: PLC0415 - takes as long as a parse

        return TypeAdapter(cls)

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The names of the fields, in their order."""
        return tuple(field.name for field in fields(cls))  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.model_dump()
    return tuple(map(_plain, value)) if type(value) is tuple else value


@record
class SourceRecord(Record):
    """The input that a document was made from."""

    name: str
    """File name without directories, - for standard input"""
    path: str | None
    """Path as it was given; null for standard input and plain text"""
    sha256: str
    """Hex digest of the raw bytes"""
    format: str
    """Kind of file: text, docx, html, mhtml, pdf, doc, rtf or odt"""
    encoding: str
    """Codec that decoded the bytes; utf-8 for formats that bring their own"""
    characters: int
    """Length of the decoded or extracted text, which all offsets count in"""


@record
class PeriodRecord(Record):
    """A stretch of time."""

    label: str
    """ISO 8601 year, month, day or interval; .. where it is open"""
    start: date | None
    """First day; null where open"""
    end: date | None
    """Last day; null where open"""
    text: str | None
    """The expression as printed; null if inherited"""


@record
class ArticleRecord(Record):
    """One article of the page."""

    index: int
    """Its place on the page, from 0"""
    title: str | None
    """Headline, its lines joined with blanks"""
    subtitle: str | None
    """Line above or below the headline"""
    byline: str | None
    """Who wrote it, as printed"""
    organisation: str | None
    """The body whose work it reports"""
    place: str | None
    """Full name of that body's division"""
    division_code: str | None
    """GB/T 2260 code of the place"""
    period: PeriodRecord | None
    """The reporting period"""
    start: int
    """Offset of the first character"""
    end: int
    """Offset behind the last character"""


@record
class SectionRecord(Record):
    """A heading and what stands under it."""

    id: str
    """Stable for the same text and rules"""
    article: int
    """Index of its article"""
    parent: str | None
    """Id of the section around it"""
    level: int
    """From 1, by nesting inside its article"""
    number: str | None
    """The heading's own number or mark as printed"""
    title: str
    """The heading as printed, with its number"""
    style: str
    """Id of the heading style"""
    start: int
    """Offset of the first character"""
    end: int
    """Offset behind the last character below it"""
    line: int
    """Line of the heading, from 1"""


@record
class BlockRecord(Record):
    """One printed line and what it is."""

    kind: BlockKind
    """What the line is; continuation: of a paragraph begun before"""
    article: int
    """Index of its article"""
    section: str | None
    """Id of its innermost section"""
    start: int
    """Offset of the first character"""
    end: int
    """Offset behind the last character"""
    line: int
    """Its line, from 1"""
    continues: int | None
    """Index of the block that it goes on from"""
    run_in: str | None
    """The run-in heading that it opens with, layout breaks taken out"""


@record
class Claim(Record):
    """A number with a unit that counts or measures something, and all that the text says of it."""

    id: str
    """Stable for the same text and rules"""
    article: int
    """Index of its article"""
    section: str | None
    """Id of its innermost section"""
    organisation: str | None
    """The body whose work the claim is about"""
    division_code: str | None
    """GB/T 2260 code of that body's place"""
    period: PeriodRecord | None
    """What time the claim speaks of"""
    section_title: str | None
    """The innermost heading as printed"""
    section_path: tuple[str, ...]
    """All headings from the outermost"""
    indicator: str | None
    """Id in the codebook of indicators"""
    indicator_label: str | None
    """Its Chinese label"""
    item: str | None
    """What is counted or measured, layout breaks taken out"""
    action: str | None
    """The verb that produced it, layout breaks taken out"""
    text: str
    """The mention as printed: the source text from start to end"""
    start: int
    """Offset of the first character in the decoded text"""
    end: int
    """Offset behind the last character"""
    line: int
    """Line of the first character, from 1"""
    column: int
    """Column of the first character, from 1"""
    value: Number | None
    """Exact decimal in the unit"""
    value_max: Number | None
    """Upper end of a range"""
    unit: str | None
    """Canonical unit or classifier, scales taken out"""
    dimension: str | None
    """count, money, percentage, percentage_point, area, mass, duration …"""
    bound: Bound
    """How the number bounds the true one"""
    change: Change | None
    """Set when the number is a change, not a level"""
    comparison: str | None
    """What it is compared with, as printed"""
    status: Status
    """target where the text plans or promises it"""
    part_of: str | None
    """Id of the claim that states the total"""
    repeats: str | None
    """Id of an earlier claim that states the same thing"""
    sentence: str
    """The sentence around it, layout breaks taken out"""
    rule: str
    """Ids of the rules that decided, the quantity's first, with blanks between"""
    page: int | None = None
    """Page of the first character, from 1; null where none is known"""
    paragraph: int | None = None
    """Paragraph of a Word file, from 1, empty ones and table cells counted; else null"""


@record
class Basis(Record):
    """A claim that a check rests on."""

    role: str
    """What it is in the relation: whole, part, rate, from, to …"""
    source: str
    """Path of its input as given, else its name"""
    claim: str
    """Its id"""
    text: str
    """The mention as printed"""
    start: int
    """Offset of the first character"""
    end: int
    """Offset behind the last character"""
    line: int
    """Line of the first character, from 1"""


@record
class Check(Record):
    """Numbers that speak of each other, and whether they agree."""

    id: str
    """Stable for the same text and rules"""
    relation: Relation
    """How they are related"""
    verdict: Verdict
    """Whether the numbers agree; docs/check.md tells what each means"""
    article: int | None
    """Index of the article; null across reports"""
    statement: str
    """The arithmetic in one line: 672件 ÷ 862件 = 77.96 %; stated 78%"""
    claims: tuple[Basis, ...]
    """The claims it rests on"""
    rule: str
    """Id of the rule that related them"""


@record
class WarningRecord(Record):
    """Something about the input that a reader of the claims should know."""

    message: str
    """What to know of"""
    start: int
    """Offset at which it begins"""
    end: int
    """Offset at which it ends"""


@record
class Document(Record):
    """All that was read from one input."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    """Version of this form"""
    source: SourceRecord
    """The input"""
    articles: tuple[ArticleRecord, ...]
    """Articles of the page, in order"""
    sections: tuple[SectionRecord, ...]
    """Headings, in order"""
    blocks: tuple[BlockRecord, ...]
    """Printed lines, in order"""
    claims: tuple[Claim, ...]
    """Claims in the order of the text"""
    checks: tuple[Check, ...] = ()
    """What the claims say of each other; empty if untested"""
    warnings: tuple[WarningRecord, ...] = ()
    """What a reader should know of the input"""


def each_document(documents: Document | Iterable[Document]) -> Iterator[Document]:
    """The one document, or those of several one by one. Raises TypeError for anything else: a failure of a batch."""
    for document in [documents] if isinstance(documents, Document) else documents:
        if not isinstance(document, Document):
            kind = type(document).__name__
            raise TypeError(f"a {kind} is no Document; keep those of a batch that are: isinstance(found, Document)")
        yield document
