"""JSON with exact numbers: a Decimal is written with all its digits and read back as it was.

The standard encoder cannot write a Decimal as a number, and its decoder makes binary floats of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from types import NoneType
from typing import Any

_PIECE = 1000


def plain_number(value: Decimal) -> str:
    """All digits of `value`, no exponent, no zeros behind the last digit that counts: `13172000000`, `12.48`."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def dumps(value: Any) -> str:
    """`value` as JSON on one line, characters outside ASCII as they are, keys in their own order.

    Takes mappings with string keys, records, lists, tuples, strings, integers, Decimals, dates, booleans and None;
    raises TypeError for anything else, floats among it.
    """
    return _WRITERS.get(type(value), _record)(value)


def _mapping(value: Mapping[str, Any]) -> str:
    # strings and None are most of what records hold: no call of ours for these
    parts = [
        quoted(part) if type(part) is str else "null" if part is None else _WRITERS.get(type(part), _record)(part)
        for part in value.values()
    ]
    pieces = list(_form(tuple(value)))
    pieces[1::2] = parts
    return "".join(pieces)


@lru_cache(maxsize=256)
def _form(keys: tuple[str, ...]) -> tuple[str, ...]:
    """What stands around the values of these keys, and an empty place for each; records of one kind share it."""
    pieces = [piece for key in keys for piece in (f", {quoted(key)}: ", "")]
    return ("{" + pieces[0][2:], *pieces[1:], "}") if keys else ("{}",)


def _list(value: Sequence[Any]) -> str:
    return "[" + ", ".join(map(dumps, value)) + "]"


def _record(value: Any) -> str:
    if not hasattr(value, "model_dump_json"):
        raise TypeError(f"no exact JSON for {type(value).__name__}")
    return _mapping(value.__dict__)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: quoted,
    NoneType: lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    Decimal: plain_number,
    date: lambda value: f'"{value.isoformat()}"',
    dict: _mapping,
    list: _list,
    tuple: _list,
}


def dump_records(records: Sequence[Any]) -> str:
    """A list as JSON with one record a line."""
    return "".join(_by_record(records))


def dump_by_record(value: Mapping[str, Any]) -> Iterator[str]:
    """A mapping as JSON with a line for each of its keys, and one for each record where a key holds a list.

    In pieces of so many records at most that the text of a long document is never there as a whole.
    """
    opening = "{\n"
    for key, part in value.items():
        yield f"{opening}{quoted(key)}: "
        if type(part) in (list, tuple):
            yield from _by_record(part)
        else:
            yield dumps(part)
        opening = ",\n"
    yield "\n}" if value else "{\n\n}"


def _by_record(records: Sequence[Any]) -> Iterator[str]:
    if not records:
        yield "[]"
        return
    for at in range(0, len(records), _PIECE):
        yield (",\n" if at else "[\n") + ",\n".join(map(dumps, records[at : at + _PIECE]))
    yield "\n]"


def loads(text: str | bytes | bytearray) -> Any:
    """The value of a JSON text; numbers with a decimal point or exponent become Decimals.

    Integers longer than Python turns into `int` become Decimals too. Raises ValueError for what is no JSON.
    """
    return json.loads(text, parse_float=Decimal, parse_int=_integer)


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < 1000 else Decimal(digits)
