"""Look-behinds of varying width, written so that `re` takes them: as several of one width each.

`re` matches in half the time of `regex`, which is also slow to load and to compile; but it looks back over a fixed
number of characters only. (?<=累计[了过]?) is (?:(?<=累计)|(?<=累计[了过])).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

_OPENING = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<behind>\(\?<[=!])|(?P<open>\()|(?P<close>\))", re.DOTALL)
_MOST = 400
"""Widths times pieces of one look-behind: more would take longer to compile than `regex` does."""
_AT = {
    "AT_BEGINNING": "^",
    "AT_END": "$",
    "AT_BEGINNING_STRING": r"\A",
    "AT_END_STRING": r"\Z",
    "AT_BOUNDARY": r"\b",
    "AT_NON_BOUNDARY": r"\B",
}
_CATEGORY = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_FORWARD = 1

Widths = dict[int, str]
"""By the number of characters that it matches, a pattern of all that an expression matches with so many."""


class UnboundedError(ValueError):
    """The look-behind has no greatest width, too many, or holds what this module does not know."""


def fixed(pattern: str) -> str:
    """`pattern` with every look-behind of varying width as several of one width.

    Matches where `regex` matches with `pattern`. Raises UnboundedError where that cannot be written.
    """
    parts: list[str] = []
    done = 0
    for start, inside, end in _behinds(pattern):
        widths = _of_text(pattern[inside : end - 1])
        parts += (pattern[done:start], _behind(widths, wanted=pattern[inside - 1] == "="))
        done = end
    return "".join((*parts, pattern[done:]))


def _behinds(pattern: str) -> Iterator[tuple[int, int, int]]:
    """The outermost look-behinds: where each begins, where what it holds does, and where it ends."""
    open_: list[re.Match[str]] = []
    behind: re.Match[str] | None = None
    for found in _OPENING.finditer(pattern):
        if found["close"]:
            opened = open_.pop() if open_ else None
            if opened is not None and opened is behind:
                yield behind.start(), behind.end(), found.end()
                behind = None
        elif found["open"] or found["behind"]:
            open_.append(found)
            if found["behind"] and behind is None:
                behind = found


def _behind(widths: Widths, wanted: bool) -> str:
    """Look-behinds of all widths, of which one must match, or none must."""
    if not wanted:
        return "".join(f"(?<!{text})" for text in widths.values())
    return _any(f"(?<={text})" for text in widths.values())


def _of_text(text: str) -> Widths:
    return _sequence(import_module("re._parser").parse(text))


def _sequence(items: Iterable[Any]) -> Widths:
    """Each item's widths added to those of the ones before."""
    sums: Widths = {0: ""}
    for code, value in items:
        own = _item(str(code), value)
        if len(sums) * len(own) > _MOST:
            raise UnboundedError("too many widths")
        added: dict[int, list[str]] = {}
        for before, head in sums.items():
            for width, tail in own.items():
                added.setdefault(before + width, []).append(head + tail)
        sums = {width: _any(texts) for width, texts in added.items()}
    return sums


def _item(code: str, value: Any) -> Widths:
    if code == "LITERAL":
        return {1: re.escape(chr(value))}
    if code == "NOT_LITERAL":
        return {1: f"[^{re.escape(chr(value))}]"}
    if code == "ANY":
        return {1: "."}
    if code == "IN":
        return {1: f"[{''.join(map(_member, value))}]"}
    if code == "AT":
        return {0: _named(_AT, value)}
    if code == "BRANCH":
        return _branches(map(_sequence, value[1]))
    if code == "SUBPATTERN" and value[:3] == (None, 0, 0):
        return _sequence(value[3])
    if code == "ATOMIC_GROUP":
        return _sequence(value)
    if code in _REPEATS:
        return _repeated(*value)
    if code in ("ASSERT", "ASSERT_NOT"):
        return {0: _look(code == "ASSERT", *value)}
    raise UnboundedError(code)


def _member(item: tuple[Any, Any]) -> str:
    """A part of a class of characters."""
    code, value = str(item[0]), item[1]
    if code == "NEGATE":
        return "^"
    if code == "LITERAL":
        return re.escape(chr(value))
    if code == "RANGE":
        return "-".join(re.escape(chr(end)) for end in value)
    return _named(_CATEGORY, value)


def _named(known: dict[str, str], code: object) -> str:
    if str(code) not in known:
        raise UnboundedError(str(code))
    return known[str(code)]


def _branches(found: Iterable[Widths]) -> Widths:
    texts: dict[int, list[str]] = {}
    for widths in found:
        for width, text in widths.items():
            texts.setdefault(width, []).append(text)
    return {width: _any(each) for width, each in texts.items()}


def _repeated(least: int, most: int, items: Iterable[Any]) -> Widths:
    if most > _MOST:
        raise UnboundedError("a repetition without an end")
    widths = _sequence(items)
    if len(widths) == 1:
        ((width, text),) = widths.items()
        return {width * times: _times(text, times) for times in range(least, most + 1)}
    sums: list[Widths] = [{0: ""}]
    for _ in range(most):
        sums.append(_branches({a + b: head + tail} for a, head in sums[-1].items() for b, tail in widths.items()))
        if sum(map(len, sums)) > _MOST:
            raise UnboundedError("too many widths")
    return _branches(sums[least:])


def _times(text: str, times: int) -> str:
    if times < 2:
        return text * times
    return f"(?:{text}){{{times}}}"


def _look(wanted: bool, direction: int, items: Iterable[Any]) -> str:
    """A look inside a look-behind."""
    widths = _sequence(items)
    if direction != _FORWARD:
        return _behind(widths, wanted)
    return f"(?{'=' if wanted else '!'}{'|'.join(widths.values())})"


def _any(texts: Iterable[str]) -> str:
    """One of the alternatives; a group where there are several."""
    known = list(dict.fromkeys(texts))
    return known[0] if len(known) == 1 else f"(?:{'|'.join(known)})"
