"""Which columns the sheets of a review workbook have, in which order, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args, get_type_hints

from cpcc_extract.lexicon.columns import table_columns
from cpcc_extract.lexicon.review import judged_fields, person_headings
from cpcc_extract.records import Claim
from cpcc_extract.writers.formats import Headers

KEY = "id"
PERSON = ("verdict", "note")
NUMBERS = ("value", "value_max")
_BEFORE = ("source", "line", "sentence")
_HIDDEN = (KEY, "start", "end")
_CHOSEN = ("bound", "change", "status")
_WIDTHS = {"verdict": 12, "note": 24}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the sheet that a person fills in."""

    id: str
    en: str
    zh: str
    width: int
    locked: bool
    """Not for the person to change in the rows that are there."""
    hidden: bool
    choices: tuple[str, ...] = ()
    """Words that the field can have, offered as a list."""

    def named(self, language: Headers) -> str:
        """What stands at its head."""
        return self.zh if language == "zh" else self.en


def fields() -> tuple[str, ...]:
    """Ids of the fields that are judged, in the order of the sheet."""
    return tuple(field.id for field in judged_fields())


@cache
def headings() -> tuple[Heading, ...]:
    """The columns of the sheet that a person fills in: place, sentence, verdict and note, fields, hidden ones."""
    there = {column.id: column for column in table_columns()}
    made = []
    for name in (*_BEFORE, *PERSON, *fields(), *_HIDDEN):
        if name in PERSON:
            word = person_headings()[name]
            made.append(Heading(name, word.en, word.zh, _WIDTHS[name], locked=False, hidden=False))
            continue
        column = there[name]
        locked, hidden = name in (*_BEFORE, *_HIDDEN), name in _HIDDEN
        made.append(Heading(name, name, column.header, column.width, locked, hidden, _choices(name)))
    return tuple(made)


def original_columns() -> tuple[str, ...]:
    """The columns of the sheet that keeps what was extracted; their ids are their names in every language."""
    return (*_HIDDEN, *_BEFORE, *fields(), "rule")


def _choices(name: str) -> tuple[str, ...]:
    """The words that a field of the record allows."""
    if name not in _CHOSEN:
        return ()
    return tuple(_words(get_type_hints(Claim)[name]))


def _words(annotation: object) -> list[str]:
    parts = get_args(annotation)
    return [word for part in parts for word in ([part] if isinstance(part, str) else _words(part))]
