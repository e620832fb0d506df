"""`cpcc-extract.toml` in the working folder: what a user wants in every run there."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from cpcc_extract.errors import RulesError
from cpcc_extract.lexicon.overlay import SETTINGS


class Settings(BaseModel):
    """The keys that the file may have."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: str | None = None
    """A folder with rule files."""
    codebooks: tuple[str, ...] = ()
    """Codebooks, each by its name or its file."""


def read_settings(folder: Path) -> Settings:
    """The settings of a folder; paths in them begin there. Raises RulesError for a file that is not in order."""
    file = folder / SETTINGS
    try:
        found = Settings.model_validate(tomllib.loads(file.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise RulesError(f"{file}: cannot be read ({error.strerror or error}); check its rights") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        known = ", ".join(Settings.model_fields)
        raise RulesError(f"{file}: {key}: {first['msg']}; the keys are {known}, see docs/rules.md") from None
    except (ValueError, RecursionError) as error:
        todo = "put texts in quotes, lists in [ ], a path with \\ in '…'"
        raise RulesError(f"{file}: is no TOML in UTF-8 ({error}); {todo}") from None
    rules = str(folder / found.rules) if found.rules is not None else None
    books = tuple(str(folder / name) if (folder / name).is_file() else name for name in found.codebooks)
    return Settings(rules=rules, codebooks=books)
