"""Lines made one: a heading that its author broke in two, a cell of several paragraphs."""

from __future__ import annotations

from collections.abc import Iterable


def one_line(texts: Iterable[str]) -> str:
    """Texts joined, with a blank only where Latin letters or digits would run into each other."""
    whole: list[str] = []
    for text in (" ".join(text.split()) for text in texts):
        if whole and whole[-1][-1:].isascii() and text[:1].isascii():
            whole.append(" ")
        if text:
            whole.append(text)
    return "".join(whole)
