"""Lines known by what they say, wherever they stand: notes, bylines, picture credits, database fields."""

from __future__ import annotations

import re

from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.structure.sheet import Sheet, Verdict, Verdicts

_LONGEST = 170
_LISTED = 36
_ANNOUNCED, _ENOUGH, _NAMED = 80, 3, 3
# Dots and a page number at the end of an entry.
_CELL, _CELLS, _FIGURES = 16, 6, 3
# A figure of a table: 41.2, -1.2, 1,146, 5.6%, and what stands for a missing one.
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?|[-—…]{1,2}")
_LEADERS = LazyPattern(r"[\s.…·]{2,100}\d{1,4}$")


def known_lines(sheet: Sheet) -> Verdicts:
    """Verdicts on the lines that a cue of `data/furniture.toml` knows without its neighbours' help."""
    verdicts: Verdicts = {}
    head = True
    for index, line in enumerate(sheet.lines):
        if line.comment or not line.view:
            verdicts[index] = Verdict("note", "comment" if line.comment else "markup")
        elif len(line.view) <= _LONGEST and not _inside(sheet, index):
            cue = sheet.rules.furniture.read(line.view, "any")
            if cue is None and head:
                cue = sheet.rules.furniture.read(line.view, "field")
            if cue:
                verdicts[index] = Verdict(cue.kind, cue.id)
        head = head and (index in verdicts or not sheet.prose(index))
    verdicts |= _lists(sheet, verdicts) | _contents(sheet, verdicts)
    return verdicts | _cells(sheet, verdicts)


def _inside(sheet: Sheet, index: int) -> bool:
    """The line stands inside a paragraph of broken lines, whatever its words look like."""
    if index == 0 or sheet.setting.width is None:
        return False
    above, line = sheet.lines[index - 1], sheet.lines[index]
    if not sheet.setting.full(above) or sheet.complete(above.view) or line.gap:
        return False
    return (sheet.setting.full(line) and not line.view.startswith("<!--")) or sheet.complete(line.view)


def _lists(sheet: Sheet, verdicts: Verdicts) -> Verdicts:
    """Names go on under the heading of a name list, line after line, until a sentence comes."""
    found: Verdicts = {}
    listing = False
    for index, line in enumerate(sheet.lines):
        known = verdicts.get(index)
        if known:
            listing = known.rule in sheet.rules.furniture.lists or (listing and known.kind == "note")
        elif listing:
            listing = (
                len(line.view) <= _LISTED
                and not sheet.complete(line.view)
                and not sheet.rules.clause_stop.search(line.view)
                and (sheet.marks[index] is None)
                and not line.hashes
            )
            if listing:
                found[index] = Verdict("note", "names")
    return found


def _cells(sheet: Sheet, verdicts: Verdicts) -> Verdicts:
    """Tables printed one cell a line: many short lines in a row, a good part of them figures."""
    found: Verdicts = {}
    group: list[int] = []
    for index in range(len(sheet.lines) + 1):
        if index < len(sheet.lines) and index not in verdicts and _cell(sheet, index):
            group.append(index)
            continue
        figures = sum(_FIGURE.fullmatch(sheet.lines[place].view) is not None for place in group)
        if len(group) >= _CELLS and figures >= _FIGURES and 4 * figures >= len(group):
            found |= {place: Verdict("body", "cell") for place in group}
        group = []
    return found


def _cell(sheet: Sheet, index: int) -> bool:
    line, mark = sheet.lines[index], sheet.marks[index]
    return (
        len(line.view) <= _CELL
        and not line.hashes
        and (mark is None or not mark.style.text)
        and not sheet.complete(line.view)
        and not sheet.rules.clause_stop.search(line.view.replace(",", ""))
    )


def _running_text(sheet: Sheet, index: int) -> bool:
    view = sheet.lines[index].view
    return len(view) > _ANNOUNCED or (sheet.marks[index] is None and (len(view) > _LISTED or sheet.sentence(view)))


def _contents(sheet: Sheet, verdicts: Verdicts) -> Verdicts:
    """Lines before the text that announce later headings word for word."""
    names: dict[int, str] = {}
    later: dict[str, int] = {}
    for index, (line, mark) in enumerate(zip(sheet.lines, sheet.marks, strict=True)):
        if (mark or line.hashes) and len(line.view) <= _ANNOUNCED and index not in verdicts:
            name = _LEADERS.sub("", line.view[mark.end if mark and not line.hashes else 0 :])
            name = name.strip("".join(sheet.rules.line_end) + " ")
            if len(name) >= _NAMED:
                names[index] = name
                later[name] = index
    found: Verdicts = {}
    group: list[int] = []
    for index in [*range(len(sheet.lines)), len(sheet.lines)]:
        if index == len(sheet.lines) or sheet.lines[index].hashes or _running_text(sheet, index):
            if len(group) >= _ENOUGH:
                found |= {
                    place: Verdict("note", "contents")
                    for place in range(group[0], group[-1] + 1)
                    if place not in verdicts
                }
            group = []
        elif later.get(names.get(index, ""), index) > index:
            group.append(index)
    return found
