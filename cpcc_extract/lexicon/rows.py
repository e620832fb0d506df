"""What every rule row has in common, and how a data file is read."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """One rule. Examples are texts that the rule must catch, counter-examples ones it must leave alone.

    Square brackets of the kind ⟦…⟧ mark the exact stretch that an example is about, where that is
    narrower than the whole text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    id: str
    examples: tuple[str, ...] = ()
    not_examples: tuple[str, ...] = ()
    note: str = ""


R = TypeVar("R", bound=Row)


def read_rows(file: str, table: str, model: type[R]) -> tuple[R, ...]:
    """The rows `[[table]]` of `cpcc_extract/data/<file>`, checked against `model`, in file order."""
    raw = (resources.files("cpcc_extract") / "data" / file).read_text(encoding="utf-8")
    return tuple(model.model_validate(row) for row in tomllib.loads(raw).get(table, []))
