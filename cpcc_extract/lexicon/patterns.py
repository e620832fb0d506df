"""Patterns that are compiled when first used, and compiled patterns in a form that can be kept."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

NEVER = "(?!)"
"""Matches nothing."""
Code = tuple[str, int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What `re` makes of a pattern: the pattern, flags, code words, and its groups."""


class LazyPattern:
    """A pattern of `re` that is compiled at its first use: a short text needs few of several hundred."""

    __slots__ = ("_code", "findall", "finditer", "fullmatch", "match", "pattern", "search", "split", "sub")
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, pattern: str, code: Code | None = None) -> None:
        self.pattern = pattern
        self._code = code

    def __getattr__(self, name: str) -> Any:
        """Called once: the methods of the compiled pattern then stand in the slots."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = revived(*self._code) if self._code else re.compile(self.pattern)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)

    def __reduce__(self) -> tuple[type[LazyPattern], tuple[str, Code | None]]:
        return LazyPattern, (self.pattern, self._code or code_of(re.compile(self.pattern)))


_METHODS = tuple(name for name in LazyPattern.__slots__ if name not in ("_code", "pattern"))
Pattern = re.Pattern[str] | LazyPattern
"""What rules hold: compiled where they are made, and lazy where they were kept."""


class RegexPattern:
    """A pattern of `regex` that is compiled at its first match: loading the library alone takes as long as a report."""

    __slots__ = ("match", "pattern")
    match: Callable[..., regex.Match[str] | None]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        """Called once, as for LazyPattern."""
        if name != "match":
            raise AttributeError(name)
        self.match = _by_regex(self.pattern).match
        return self.match

    def __reduce__(self) -> tuple[type[RegexPattern], tuple[str]]:
        return RegexPattern, (self.pattern,)


AnyPattern = LazyPattern | RegexPattern


def one_of(chars: Iterable[str]) -> re.Pattern[str]:
    """One of the characters: to look for any of a thousand so takes a tenth of the time of asking a set.

    Nothing, where there are none.
    """
    members = "".join(sorted(map(re.escape, chars)))
    return re.compile(f"[{members}]" if members else NEVER)


def _by_regex(pattern: str) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - see RegexPattern

    return regex.compile(pattern)


def code_of(pattern: re.Pattern[str]) -> Code | None:
    """The compiled form of `pattern`; None where this Python does not let it be had and used again.

    `re` pickles a pattern as its text and compiles it anew, which is most of the time that loading rules takes.
    """
    try:
        parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
        words = import_module("re._compiler")._code(parsed, pattern.flags)
        groups = tuple({number: name for name, number in pattern.groupindex.items()}.get(n) for n in _groups(pattern))
        code = (pattern.pattern, pattern.flags, _packed(words), pattern.groups, dict(pattern.groupindex), groups)
        return code if revived(*code) == pattern else None
    except (ImportError, AttributeError, TypeError, ValueError, OverflowError, RuntimeError):
        return None


def revived(
    pattern: str, flags: int, code: bytes, groups: int, names: dict[str, int], by_number: tuple[str | None, ...]
) -> re.Pattern[str]:
    """The pattern that `code_of` took apart. `re` checks the code and raises RuntimeError where it is damaged."""
    words = array("I")
    words.frombytes(code)
    compiled: re.Pattern[str] = import_module("_sre").compile(pattern, flags, words.tolist(), groups, names, by_number)
    return compiled


def _packed(words: list[int]) -> bytes:
    return array("I", words).tobytes()


def _groups(pattern: re.Pattern[str]) -> range:
    return range(pattern.groups + 1)
