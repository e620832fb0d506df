"""The running text: every line not yet known becomes heading, body or continuation."""

from __future__ import annotations

from cpcc_extract.structure.headings import Headings
from cpcc_extract.structure.joining import goes_on, unfinished
from cpcc_extract.structure.sheet import Sheet, Verdict, Verdicts

_HEAD, _HEADS = 40, 3


def find_flow(sheet: Sheet, verdicts: Verdicts, openings: tuple[int, ...]) -> Verdicts:
    """Verdicts on all remaining lines, in one pass from the top. Nothing goes on over one of the `openings`."""
    starts = frozenset(openings)
    flow = tuple(i for i in range(len(sheet.lines)) if i not in verdicts)
    headings = Headings(sheet, flow)
    pages = _page_numbers(sheet, flow)
    heads = _running_heads(sheet, flow)
    found: Verdicts = {}
    before: int | None = None
    heading: int | None = None
    for index in range(len(sheet.lines)):
        known = verdicts.get(index)
        if index in starts:
            before = heading = None
        if known:
            if known.kind in ("title", "body"):
                before, heading = (index if known.kind == "body" else None), None
            continue
        if index in heads and before is not None:
            found[index] = Verdict("note", "running-head")
            continue
        if index in pages and before is not None and (sheet.setting.width or unfinished(sheet, before)):
            found[index] = Verdict("note", "page-number")
            continue
        if heading is not None and headings.second_line(heading, index):
            found[index] = Verdict("heading", "second-line", found[heading].style)
            heading = None
            continue
        joined = before is not None and before in found and found[before].kind == "continuation"
        if before is not None and sheet.setting.width is not None and goes_on(sheet, before, index, joined=joined):
            verdict = Verdict("continuation", "broken-line")
        elif style := headings.style(index, before, under_heading=heading is not None):
            verdict = Verdict("heading", style.id, style)
        elif before is not None and goes_on(sheet, before, index, joined=joined):
            verdict = Verdict("continuation", "cut-paragraph")
        else:
            verdict = Verdict("body", "paragraph")
        found[index] = verdict
        is_heading = verdict.kind == "heading"
        before, heading = (None, index) if is_heading else (index, None)
    return found


def _running_heads(sheet: Sheet, flow: tuple[int, ...]) -> frozenset[int]:
    """Short lines that come back page after page and stand in the middle of sentences."""
    if sheet.setting.width is None:
        return frozenset()
    places: dict[str, list[int]] = {}
    for place, index in enumerate(flow):
        line = sheet.lines[index]
        short = len(line.view) <= _HEAD and not sheet.setting.full(line) and not sheet.complete(line.view)
        if place and short and not sheet.rules.clause_stop.search(line.view):
            places.setdefault(line.view, []).append(place)
    return frozenset(
        flow[place]
        for same in places.values()
        if len(same) >= _HEADS and any(unfinished(sheet, flow[place - 1]) for place in same)
        for place in same
    )


def _page_numbers(sheet: Sheet, flow: tuple[int, ...]) -> frozenset[int]:
    """Lone numbers that count up by one from page to page."""
    lone = [i for i in flow if len(sheet.lines[i].view) <= 4 and sheet.lines[i].view.isdecimal()]
    numbers = {i: int(sheet.lines[i].view) for i in lone}
    return frozenset(
        index
        for place, index in enumerate(lone)
        if (place and numbers[index] == numbers[lone[place - 1]] + 1)
        or (place + 1 < len(lone) and numbers[index] == numbers[lone[place + 1]] - 1)
    )
