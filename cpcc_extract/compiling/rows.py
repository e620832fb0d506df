"""What every rule row has in common, and how rows are read: those of the package, and a user's over them.

In a user's file a row replaces the row of the same id and is new otherwise. `remove = true` takes a row out;
`add.forms = [...]` and `drop.forms = [...]` change a list of a row and leave the rest of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cpcc_extract.errors import RulesError
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay, RuleFile, list_of, shipped_file

Form = Annotated[str, Field(min_length=1)]
"""A word as it is printed."""
_WANTED = {
    "tuple_type": 'is no list; put its values in [ ]: ["…", "…"]',
    "string_type": 'is no text; put it in quotes: "…"',
    "int_type": "is no whole number; write it without quotes",
    "bool_type": "is neither true nor false; write one of them without quotes",
}
"""What is said of a value of the wrong kind, by what the model calls it."""
_REMOVE, _ADD, _DROP = "remove", "add", "drop"


class Row(BaseModel):
    """One rule. Examples are texts that the rule must catch, counter-examples ones it must leave alone.

    Square brackets of the kind ⟦…⟧ mark the exact stretch that an example is about, where that is
    narrower than the whole text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    ahead: ClassVar[bool] = False
    """The first row that matches decides: a user's new rows stand before those of the package."""
    fixed: ClassVar[bool] = False
    """The program knows the rows of this table by their ids: none can be new and none taken out."""
    patterns: ClassVar[tuple[str, ...]] = ("pattern",)
    """The fields that hold patterns, where the table has them."""

    narrow: ClassVar[bool] = False
    """Its patterns see a line or a few words at a time, never a whole paragraph."""

    id: Annotated[str, Field(pattern=r"^\S+$")]
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    note: str = ""


class Word(Row):
    """A word, name or line that people read, in both languages."""

    en: str
    zh: str


R = TypeVar("R", bound=Row)


Tell = Callable[[RulesError], None]
"""Who hears of a row that cannot be, and goes on without it."""


def refuse(error: RulesError) -> None:
    """Go no further."""
    raise error


def read_rows(file: str, table: str, model: type[R], over: Overlay = SHIPPED, tell: Tell = refuse) -> tuple[R, ...]:
    """The rows `[[table]]` of `cpcc_extract/data/<file>` with those of `over` laid over them, checked against `model`.

    They stand in the order in which they hold. `tell` hears of rows of `over` that cannot be; by default RulesError is
    raised for the first.
    """
    rows = {row["id"]: model.model_validate(row) for row in list_of(shipped_file(file).tables, table)}
    for layer in over.of(file):
        rows = _laid_over(rows, layer, table, model, tell)
    return tuple(rows.values())


def read_table(file: str, table: str, over: Overlay = SHIPPED) -> dict[str, Any]:
    """The table `[table]`, which has no rows; a key of `over` replaces the same key or is new."""
    found: dict[str, Any] = dict(shipped_file(file).tables[table])
    for layer in over.of(file):
        known = {type(value) for value in found.values()}
        mine = layer.tables.get(table, {})
        if not isinstance(mine, Mapping) or any(type(value) not in known for value in mine.values()):
            raise RulesError(
                f"{layer.path}: [{table}] holds what it cannot; compare with the values of {file} in the package"
            )
        found |= mine
    return found


def _laid_over(rows: dict[str, R], layer: RuleFile, table: str, model: type[R], tell: Tell) -> dict[str, R]:
    result, new = dict(rows), dict[str, R]()
    seen: dict[str, str] = {}
    for index, raw in enumerate(list_of(layer.tables, table)):
        place = layer.place(table, index)
        try:
            id_ = _id_of(raw, place, table, seen)
            row = _row(rows, raw, id_, layer, table, index, model)
        except RulesError as error:
            tell(error)
            continue
        if row is None:
            del result[id_]
        else:
            (result if id_ in rows else new)[id_] = row
    return new | result if model.ahead else result | new


def _id_of(raw: Any, place: str, table: str, seen: dict[str, str]) -> str:
    if not isinstance(raw, Mapping) or not isinstance(id_ := raw.get("id"), str):
        raise RulesError(f'{place}: a row of [[{table}]] needs an id; add id = "…"')
    if id_ in seen:
        raise RulesError(f"{place}: {id_} stands twice, first at {seen[id_]}; take one out or give it another id")
    seen[id_] = place
    return id_


def _row(
    rows: Mapping[str, R], raw: Mapping[str, Any], id_: str, layer: RuleFile, table: str, index: int, model: type[R]
) -> R | None:
    """What a user's row comes to; None where it takes one out."""
    place = layer.place(table, index)
    removes, changes = raw.get(_REMOVE) is True, _ADD in raw or _DROP in raw
    if removes or changes or model.fixed:
        _known(id_, rows, place, table)
    if removes:
        _removable(raw, id_, place, table, model)
        return None
    return _validated(_changed(rows[id_], raw, place) if changes else raw, layer, table, index, model)


def _known(id_: str, rows: Mapping[str, object], place: str, table: str) -> None:
    if id_ not in rows:
        raise RulesError(f"{place}: there is no row {id_!r} in [[{table}]]; {_meant(id_, rows)}")


def _removable(raw: Mapping[str, Any], id_: str, place: str, table: str, model: type[Row]) -> None:
    if model.fixed:
        raise RulesError(f"{place}: {id_} cannot be taken out, the program needs each row of [[{table}]]; replace it")
    if more := sorted(raw.keys() - {"id", _REMOVE, "note"}):
        raise RulesError(f"{place}: a row that is taken out says nothing more; take {', '.join(more)} out")


def _changed(row: Row, raw: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The row with the lists that `add` and `drop` name made longer and shorter."""
    if more := sorted(raw.keys() - {"id", _ADD, _DROP, "note"}):
        raise RulesError(f"{place}: add and drop stand alone; write the whole row, or take {', '.join(more)} out")
    result = {name: getattr(row, name) for name in row.model_fields_set}
    for verb in (_ADD, _DROP):
        lists = raw.get(verb, {})
        if not isinstance(lists, Mapping) or not all(isinstance(words, list) for words in lists.values()):
            raise RulesError(f'{place}: {verb} needs the name of a list: {verb}.forms = ["…"]')
        for key, words in lists.items():
            there = getattr(row, key, None)
            if not isinstance(there, tuple):
                raise RulesError(f"{place}: {row.id} has no list {key!r}; {_meant(key, type(row).model_fields)}")
            if verb == _DROP and (missing := [word for word in words if word not in there]):
                raise RulesError(f"{place}: {row.id} has no {missing[0]!r} among its {key}; take it out of drop")
            old = tuple(result.get(key, ()))
            added = tuple(word for word in words if word not in old)
            result[key] = old + added if verb == _ADD else tuple(word for word in old if word not in words)
    return result


def _validated(raw: Mapping[str, Any], layer: RuleFile, table: str, index: int, model: type[R]) -> R:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        found = error.errors(include_url=False)
        first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
        key = str(first["loc"][0]) if first["loc"] else ""
        place = layer.place(table, index, key)
        if first["type"] == "extra_forbidden":
            said = f"there is no key {key!r} in [[{table}]]; {_meant(key, model.model_fields)}"
        elif first["type"] == "missing":
            said = f"{key} is missing; add it (`cpcc-extract rules new` shows a whole row)"
        elif key == "id" and not raw["id"].strip():
            said = "its id is empty; fill the row in, or take it out"
        elif key == "id":
            shown = [row["id"] for row in list_of(shipped_file(layer.name).tables, table)[:2]]
            said = f"cannot be an id of [[{table}]]; write one like {' or '.join(shown)}"
        else:
            said = f"{key}: {_WANTED.get(first['type'], first['msg'] + '; correct it')}"
        raise RulesError(f"{place}: {raw['id'] or repr('')}: {said}") from None


def _meant(name: str, names: Mapping[str, object]) -> str:
    """What to do about a name that there is not."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for who made a mistake

    close = get_close_matches(name, list(names), 1, 0.5)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(list(names)[:12])} …"
