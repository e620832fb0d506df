"""Sections: headings nested by the order of their styles."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from cpcc_extract.lexicon.headings import Style
from cpcc_extract.reading.source import Source
from cpcc_extract.structure.articles import printed
from cpcc_extract.structure.layout import Section
from cpcc_extract.structure.sheet import Sheet, Verdicts

_NO_HASHES = 9


class Sections(NamedTuple):
    """All sections, and the id of the innermost one of each line."""

    sections: tuple[Section, ...]
    of_line: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading whose section is not over."""

    place: int
    line: int
    hashes: int
    style: Style

    def outside(self, hashes: int, style: Style) -> bool:
        """Headings of that kind stand inside this one's section."""
        return (self.hashes, self.style.rank) < (hashes, style.rank)


def find_sections(source: Source, sheet: Sheet, verdicts: Verdicts, assigned: tuple[int, ...]) -> Sections:
    """Walk down the page with a stack of open headings, empty again for each article.

    A heading closes the open one of its own style and all within; without one, those of inner styles.
    """
    sections: list[Section] = []
    ends: list[int] = []
    of_line: list[str | None] = []
    stack: list[_Open] = []
    restarting = _restarting(sheet, verdicts, assigned)
    for index, line in enumerate(sheet.lines):
        verdict = verdicts[index]
        if index and assigned[index] != assigned[index - 1]:
            stack = []
        if verdict.rule == "second-line" and stack:
            section = sections[stack[-1].place]
            sections[stack[-1].place] = replace(section, title=section.title + printed(source, sheet, line))
        elif verdict.kind == "heading" and verdict.style is not None:
            _close(sheet, stack, index, verdict.style, index in restarting)
            mark = sheet.marks[index]
            sections.append(
                Section(
                    id=f"s{len(sections) + 1}",
                    article=assigned[index],
                    parent=sections[stack[-1].place].id if stack else None,
                    level=len(stack) + 1,
                    number=_number(source, line.pieces[0].start, mark.end) if mark else None,
                    title=printed(source, sheet, line),
                    style=verdict.style.id,
                    start=line.start,
                    end=line.end,
                    line=line.number,
                )
            )
            ends.append(line.end)
            stack.append(_Open(len(sections) - 1, index, line.hashes or _NO_HASHES, verdict.style))
        for heading in stack:
            ends[heading.place] = line.end
        of_line.append(sections[stack[-1].place].id if stack else None)
    return Sections(tuple(replace(section, end=ends[place]) for place, section in enumerate(sections)), tuple(of_line))


def _close(sheet: Sheet, stack: list[_Open], index: int, style: Style, restarts: bool) -> None:
    """Take from the stack what the heading on line `index` ends."""
    hashes = sheet.lines[index].hashes or _NO_HASHES
    for depth, heading in enumerate(stack):
        if heading.style is style and heading.hashes == hashes:
            del stack[depth:]
            return
    while stack and not stack[-1].outside(hashes, style):
        unmarked = stack[-1].style is sheet.rules.headings.plain and stack[-1].hashes == hashes
        if unmarked and (restarts or stack[-1].line == index - 1):
            return
        stack.pop()


def _restarting(sheet: Sheet, verdicts: Verdicts, assigned: tuple[int, ...]) -> frozenset[int]:
    """Headings whose number comes more than once in their article: their count starts again under an outer one."""
    numbers = {
        index: (assigned[index], sheet.lines[index].view[: mark.end].strip())
        for index, mark in enumerate(sheet.marks)
        if mark and verdicts[index].kind == "heading"
    }
    times = Counter(numbers.values())
    return frozenset(index for index, number in numbers.items() if times[number] > 1)


def _number(source: Source, start: int, length: int) -> str | None:
    return source.text[start : start + length].strip() or None
