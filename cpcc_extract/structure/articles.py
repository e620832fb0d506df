"""Articles: which lines belong together, and what heads them."""

from __future__ import annotations

from cpcc_extract.reading.source import Source
from cpcc_extract.structure.layout import Article, BlockKind
from cpcc_extract.structure.lines import Line
from cpcc_extract.structure.sheet import Sheet, Verdicts

_PARTS = 6


def assign_articles(sheet: Sheet, verdicts: Verdicts, openings: tuple[int, ...]) -> tuple[int, ...]:
    """The article of each line: it begins at its opening and holds all lines until the next one.

    A picture story (caption, photographer and all) at the end of a page of several articles is one of its own.
    """
    starts = set(openings)
    last = max((index for index, verdict in verdicts.items() if verdict.kind != "note"), default=-1)
    if openings and last >= 0 and verdicts[last].rule in sheet.rules.furniture.stories:
        starts.add(last)
    article = 0
    assigned: list[int] = []
    for index in range(len(sheet.lines)):
        article += index in starts and index > 0
        assigned.append(article)
    return tuple(assigned)


def make_articles(source: Source, sheet: Sheet, verdicts: Verdicts, assigned: tuple[int, ...]) -> tuple[Article, ...]:
    """Articles with their title, subtitle and byline; lines of one kind are joined with a space."""
    members: list[list[int]] = [[] for _ in range(max(assigned, default=-1) + 1)]
    for index, article in enumerate(assigned):
        members[article].append(index)

    def text(article: list[int], kind: BlockKind) -> str | None:
        parts: list[str] = []
        for index in article:
            if verdicts[index].kind == kind:
                part = printed(source, sheet, sheet.lines[index])
                if len(parts) < _PARTS and not any(part in other for other in parts):
                    parts.append(part)
        return " ".join(parts) or None

    return tuple(
        Article(
            index=number,
            title=text(lines, "title"),
            subtitle=text(lines, "subtitle"),
            byline=text(lines, "byline"),
            start=sheet.lines[lines[0]].start,
            end=max(sheet.lines[index].end for index in lines),
        )
        for number, lines in enumerate(members)
    )


def printed(source: Source, sheet: Sheet, line: Line) -> str:
    """A line's text without markup and without the name of a database field."""
    text = "".join(source.text[piece.start : piece.end] for piece in line.pieces)
    field = sheet.rules.furniture.field_name.match(line.view)
    return text[field.end() :].strip() if field else text.strip()
