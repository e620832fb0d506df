"""JSON with exact numbers: a Decimal is written with all its digits and read back as it was.

The standard encoder cannot write a Decimal as a number, and its decoder makes binary floats of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Any


def plain_number(value: Decimal) -> str:
    """All digits of `value`, no exponent, no zeros behind the last digit that counts: `13172000000`, `12.48`."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def dumps(value: Any) -> str:
    """`value` as JSON on one line, characters outside ASCII as they are, keys in their own order.

    Takes mappings with string keys, records, lists, tuples, strings, integers, Decimals, dates, booleans and None;
    raises TypeError for anything else, floats among it.
    """
    kind = type(value)
    if kind is str:
        return quoted(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if kind is Decimal:
        return plain_number(value)
    if kind is dict:
        return "{" + ", ".join([f"{quoted(key)}: {dumps(part)}" for key, part in value.items()]) + "}"
    if kind is list or kind is tuple:
        return "[" + ", ".join([dumps(part) for part in value]) + "]"
    if kind is date:
        return f'"{value.isoformat()}"'
    if hasattr(value, "__pydantic_fields__"):
        return dumps(value.__dict__)
    raise TypeError(f"no exact JSON for {kind.__name__}")


def dump_records(records: Sequence[Any]) -> str:
    """A list as JSON with one record a line."""
    return "[\n" + ",\n".join(map(dumps, records)) + "\n]" if records else "[]"


def dump_by_record(value: Mapping[str, Any]) -> str:
    """A mapping as JSON with a line for each of its keys, and one for each record where a key holds a list."""
    parts = {key: dump_records(part) if type(part) in (list, tuple) else dumps(part) for key, part in value.items()}
    return "{\n" + ",\n".join(f"{quoted(key)}: {part}" for key, part in parts.items()) + "\n}"


def loads(text: str | bytes | bytearray) -> Any:
    """The value of a JSON text; numbers with a decimal point or exponent become Decimals.

    Integers longer than Python turns into `int` become Decimals too. Raises ValueError for what is no JSON.
    """
    return json.loads(text, parse_float=Decimal, parse_int=_integer)


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < 1000 else Decimal(digits)
