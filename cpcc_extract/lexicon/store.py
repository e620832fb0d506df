"""Compiled rules kept on disk: compiling them takes several times as long as reading a report.

They stand in files of the user's cache folder (`~/.cache/cpcc-extract`, or what CPCC_EXTRACT_CACHE names; empty
for none). A name ends in the digest of all that the rules depend on, so that a file is never out of date. Whatever
is wrong with the file or the folder, the rules are compiled as if there were none.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cpcc_extract import __version__

try:
    from _pickle import loads  # without its Python half, which takes as long to load as the rules
except ImportError:
    from pickle import loads

FOLDER = "CPCC_EXTRACT_CACHE"
_DIGEST = 32  # bytes of a SHA-256, before what it is of
_PACKAGE = Path(__file__).parent.parent

T = TypeVar("T")


def kept(kind: type[T], build: Callable[[], T], over: str = "") -> T:
    """The rules that `build` makes, of class `kind`: from the file where there is one, else built and written.

    `over` is the digest of what a user laid over the rules of the package.
    """
    folder = _folder()
    if folder is None or not _PACKAGE.is_dir():  # in an archive
        return build()
    file = folder / f"rules-{kind.__name__.lower()}-{_key(over)}.bin"
    found = _read(file)
    if isinstance(found, kind):
        return found
    rules = build()
    from cpcc_extract.lexicon.keeping import keep  # noqa: PLC0415 - once for all runs

    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _only_ours(folder):
            keep(rules, file)
    return rules


def _folder() -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(RuntimeError):  # no home
        return (Path(base) if base else Path.home() / ".cache") / "cpcc-extract"
    return None


def _key(over: str) -> str:
    """Digest of all that the rules depend on: `_shipped`, and what lies over them."""
    return hashlib.sha256(f"{_shipped()} {over}".encode()).hexdigest()[:32]


@cache
def _shipped() -> str:
    """Digest of the interpreter, the versions, the rule files and the code that compiles them."""
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder} {__version__}".encode())
    for file in _files():
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    code = (".py", ".so", ".pyd")  # what is kept of classes that are compiled is not for those that are not
    for room, endings in (("data", (".toml", ".tsv")), ("lexicon", code), ("compiling", code), ("who", code)):
        names = sorted(name for name in os.listdir(_PACKAGE / room) if name.endswith(endings))  # noqa: PTH208 - twice as fast
        yield from (_PACKAGE / room / name for name in names)


def _read(file: Path) -> Any:
    """What `_write` wrote; None for a file that is missing, damaged, or that somebody else could have written."""
    try:
        if not _only_ours(file.parent):
            return None
        raw = memoryview(file.read_bytes())  # no copies of millions of bytes
        if hashlib.sha256(raw[_DIGEST:]).digest() != raw[:_DIGEST]:
            return None
        with _uncollected():
            return loads(raw[_DIGEST:])
    except Exception:
        return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Rules are a hundred thousand objects that all stay: a collector that walks them over and over takes a third of
    the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _only_ours(folder: Path) -> bool:
    """Nobody but the user may write into the folder: who writes a pickle says what is run."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
