"""Rule files that a user lays over those of the package: read whole, once, at the border."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cpcc_extract.errors import RulesError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CODEBOOKS = "codebooks"
"""The folder, of the package's data and of a rules folder, that holds codebooks: files like indicators.toml."""
SETTINGS = "cpcc-extract.toml"
_BOOK = "indicators.toml"
_LARGEST = 5_000_000
_DIGITS = 8
_HEAD = re.compile(r"\[|# ?--")
"""A line that begins something else than the row above it."""


_FULL_WIDTH = {"“": '"', "”": '"', "‘": "'", "’": "'", "＝": "=", "［": "[", "］": "]", "，": ","}
"""What a Chinese keyboard types where TOML wants the other."""
_ENDING = ".toml"


def _advice(text: str, line: int) -> str:
    """What to do about a line that is no TOML."""
    lines = text.splitlines()
    said = lines[line - 1] if line <= len(lines) else ""
    found = next((one for one in said if one in _FULL_WIDTH), None)
    if found:
        return f"write {_FULL_WIDTH[found]} instead of {found}"
    return "put texts in quotes, patterns in '…', lists in [ ]"


@dataclass(frozen=True)
class RuleFile:
    """A rule file as it was read."""

    name: str
    """Of the package's file that it goes over: units.toml."""
    path: str
    """As a person finds it."""
    text: str

    @cached_property
    def tables(self) -> dict[str, Any]:
        """What it holds; not to be changed. Raises RulesError where it is no TOML."""
        import tomllib  # noqa: PLC0415 - rules that are kept need none of it

        try:
            return tomllib.loads(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            told = re.search(r"line (\d+)", str(error))
            line = told[1] if told else self.text.rstrip("\n").count("\n") + 1
            said = "nested too deep" if isinstance(error, RecursionError) else error
            raise RulesError(f"{self.path}:{line}: is no TOML ({said}); {_advice(self.text, int(line))}") from None

    def line(self, table: str, index: int, key: str = "") -> int:
        """The line, from 1, of row `index` of `[[table]]`, or of one of its keys."""
        lines = self.text.splitlines()
        head = re.compile(rf"\s*\[\[\s*[\"']?{re.escape(table)}[\"']?\s*\]\]")
        heads = [number for number, line in enumerate(lines, 1) if head.match(line)]
        if index >= len(heads):
            return 1
        start = heads[index]
        for number, line in enumerate(lines[start:], start + 1):
            if re.match(r"\s*\[", line) and re.match(r"\s*\[\[?[^\[\]]*\]\]?\s*(#.*)?$", line):
                break
            if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line):
                return number
        return start

    def row_text(self, table: str, index: int) -> str:
        """The lines of a row as they stand in the file, without the comments behind it."""
        lines = self.text.splitlines()
        start = self.line(table, index)
        heads = (number for number, line in enumerate(lines[start:], start) if _HEAD.match(line))
        end = next(heads, len(lines))
        while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        return "\n".join(lines[start - 1 : end])

    def place(self, table: str, index: int, key: str = "") -> str:
        """`path:line` of a row or of one of its keys."""
        return f"{self.path}:{self.line(table, index, key)}"


class Overlay(NamedTuple):
    """Rule files that go over the package's, the later ones over the earlier."""

    files: tuple[RuleFile, ...] = ()

    def of(self, name: str) -> tuple[RuleFile, ...]:
        """The files that go over the package's file of that name, in their order."""
        return tuple(file for file in self.files if file.name == name)

    @property
    def digest(self) -> str:
        """Of the content; empty where there is none."""
        if not self.files:
            return ""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(f"{file.name}\0{len(file.text)}\0{file.text}".encode())
        return digest.hexdigest()[:_DIGITS]


SHIPPED = Overlay()
"""Nothing over the rules of the package."""


@cache
def shipped_file(name: str) -> RuleFile:
    """A rule file of the package."""
    file = _data() / name
    return RuleFile(name, str(file), file.read_text(encoding="utf-8"))


def _data() -> Traversable:
    from importlib import resources  # noqa: PLC0415 - see `tables`

    return resources.files("cpcc_extract") / "data"


def read_overlay(rules: str | os.PathLike[str] | None = None, codebooks: Sequence[str] = ()) -> Overlay:
    """The rule files of the folder `rules`, over those of the codebooks.

    A codebook is named by a file, by its name in `rules`/codebooks, or by its name in the package (`government`).
    Raises RulesError for what is not there, cannot be read, is no UTF-8 or no TOML. What the rows say is looked at
    when they are compiled.
    """
    folder = Path(rules) if rules is not None else None
    own = _folder(folder) if folder is not None else []  # first, or the codebooks in it would be missed instead
    return Overlay((*(_codebook(name, folder) for name in dict.fromkeys(codebooks)), *own))


def shipped_codebooks() -> tuple[str, ...]:
    """Names of the codebooks that come with the package, beside the one that always holds."""
    there = (_data() / CODEBOOKS).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in there if file.name.endswith(".toml")))


def codebooks_of(folder: Path) -> tuple[str, ...]:
    """The files of a folder's own codebooks; empty where there are none."""
    return tuple(map(str, sorted((folder / CODEBOOKS).glob("*.toml"))))


def _codebook(name: str, folder: Path | None) -> RuleFile:
    own = folder / CODEBOOKS / f"{name}.toml" if folder is not None else None
    if own is not None and re.fullmatch(r"[\w-]+", name) and own.exists():
        return _read(own, _BOOK)
    if name in shipped_codebooks():
        file = shipped_file(f"{CODEBOOKS}/{name}.toml")
        return RuleFile(_BOOK, file.path, file.text)
    if not Path(name).exists() and not name.endswith(".toml"):
        there = ", ".join(shipped_codebooks())
        raise RulesError(
            f"no codebook {name!r}; there is {there}, or name a file, or put it into {CODEBOOKS}/ of the rules"
        )
    return _read(Path(name), _BOOK)


def _folder(folder: Path) -> list[RuleFile]:
    try:
        if not folder.is_dir():
            what = "is no folder" if folder.exists() else "is not there"
            raise RulesError(f"{folder}: {what}; name a folder with rule files (units.toml, indicators.toml …)")
        there = sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.name != SETTINGS)
    except OSError as error:
        raise RulesError(f"{folder}: cannot be read ({error.strerror or error}); check its rights and links") from None
    # Notepad adds an ending that Windows does not show; and names are the same there in capitals.
    if wrong := next((path for path in there if path.name.lower().endswith(f"{_ENDING}.txt")), None):
        raise RulesError(f"{wrong}: is not read for its last ending; call it {wrong.stem}")
    return [_read(path, path.name.lower()) for path in there if path.suffix.lower() == _ENDING]


def _read(path: Path, name: str) -> RuleFile:
    try:
        if path.exists() and not path.is_file():
            raise RulesError(f"{path}: is no file; a rule file is a text in UTF-8")
        if path.stat().st_size > _LARGEST:
            raise RulesError(
                f"{path}: has more than {_LARGEST // 1_000_000} MB, which no rule file needs; take out what is no rule"
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RulesError(f"{path}: is not in UTF-8 (byte {error.start + 1}); save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RulesError(f"{path}: cannot be read ({reason}); check the path, its rights and links") from None
    file = RuleFile(name, str(path), text.replace("\r\n", "\n"))
    _ = file.tables
    return file


def list_of(tables: Mapping[str, Any], table: str) -> list[Any]:
    """The rows of `[[table]]`; empty where there are none."""
    rows = tables.get(table, [])
    return rows if isinstance(rows, list) else [rows]
