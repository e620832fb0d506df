"""A row to be filled in, for each kind of rule: made from what the kind asks for and from a row of the package."""

from __future__ import annotations

from textwrap import fill
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from cpcc_extract.compiling.kinds import Kind
from cpcc_extract.lexicon.overlay import list_of, shipped_file

_LAST = ("examples", "not_examples", "note")
_STARTS = {str: "''", int: "0", bool: "false"}


def head_of(kind: Kind) -> str:
    """What the package's file says at its head of its tables and their keys."""
    lines = shipped_file(kind.file).text.splitlines()
    end = next((number for number, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    said = [line for line in lines[:end] if not line.startswith("# --")]
    return "\n".join(said).rstrip()


def row_to_fill(kind: Kind) -> str:
    """The row with all its keys: those that it needs are open, the others are comments with what holds without them.

    Rows of a table that the program knows by its ids say instead how such a row is changed.
    """
    file = shipped_file(kind.file)
    known = [row["id"] for row in list_of(file.tables, kind.table)]
    if kind.model.fixed:
        there = fill(f"There are {', '.join(known)}.", 100, initial_indent="# ", subsequent_indent="# ")
        return "\n".join([there, f"[[{kind.table}]]", "id = ''", *_changes(kind)])
    fields = kind.model.model_fields
    names = [name for name in fields if name not in ("id", *_LAST)]
    needed = [name for name in names if fields[name].is_required()]
    lines = [f"[[{kind.table}]]", "id = ''", *(_line(name, fields[name]) for name in needed)]
    lines += [f"# {_line(name, fields[name])}" for name in names if name not in needed]
    lines += ["examples = []  # texts that it must catch; where only a part of one, that between ⟦ and ⟧"]
    lines += ["not_examples = []  # texts that look like it and are something else"]
    told = [at for at, row in enumerate(list_of(file.tables, kind.table)) if row.get("examples")] or [0]
    sample = min((file.row_text(kind.table, at) for at in told), key=len)  # the plainest
    return "\n".join([*lines, "# A row of the package:", *(f"#   {line}" for line in sample.splitlines())])


def _changes(kind: Kind) -> list[str]:
    lists = [name for name, one in kind.model.model_fields.items() if _is_list(one.annotation) and name not in _LAST]
    if not lists:
        return [_line(name, one) for name, one in kind.model.model_fields.items() if one.is_required() and name != "id"]
    return [f"add.{name} = []\n# drop.{name} = []" for name in lists]


def _line(name: str, field: FieldInfo) -> str:
    choices = _choices(field.annotation)
    if field.is_required():
        value = "[]" if _is_list(field.annotation) else _STARTS.get(_plain(field.annotation), "''")
    else:
        value = _printed(field.get_default(call_default_factory=True, validated_data={}))
    return f"{name} = {value}" + (f"  # {' | '.join(map(str, choices))}" if choices else "")


def _plain(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is not None and get_args(annotation) else annotation


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _choices(annotation: Any) -> tuple[object, ...]:
    """The words that a field allows, where it allows only some."""
    inner = get_args(annotation)
    if not inner or all(isinstance(one, str | int) and not isinstance(one, type) for one in inner):
        return tuple(one for one in inner if one != "")
    return _choices(inner[0]) if _is_list(annotation) else ()


def _printed(value: Any) -> str:
    if value is PydanticUndefined or value is None:
        return "''"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[]"
    return f"'{value}'" if isinstance(value, str) else "{}" if isinstance(value, dict) else str(value)
