"""Runs: lines that stand together without running text between them, where headlines are looked for."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cpcc_extract.lexicon.headings import Style
from cpcc_extract.structure.sheet import Sheet, Verdict, Verdicts

_LONGEST = 60
_WIDE, _CLAUSES, _SHOUT = 45, 26, 30
_NEAR = 12
_STORIES = 2
_DATELINE = 80


class Run(NamedTuple):
    """Lines that stand together without running text between them."""

    lines: tuple[int, ...]
    first: bool
    """Nothing but such lines stands before it on its page."""
    page: int
    """Its page, from 0: the partings divide the text into pages."""
    settled: bool
    """The text above it is complete, or there is none."""
    after: int | None
    """The line after it, of the same page."""


def find_runs(sheet: Sheet, verdicts: Verdicts, partings: frozenset[int]) -> Iterator[Run]:
    run: list[int] = []
    first = settled = True
    page = 0
    chapters = _lone_chapters(sheet, partings)
    for index, line in enumerate(sheet.lines):
        if index in partings:
            if run:
                yield Run(tuple(run), first, page, settled, None)
            run, first, settled, page = [], True, True, page + 1
        known = verdicts.get(index)
        if known:
            inside = known.kind not in ("caption", "body")
        else:
            inside = (
                is_candidate(sheet, index)
                or head_cue(sheet, index) is not None
                or ((settled or line.gap) and sourced(sheet, verdicts, index))
                or (first and (index in chapters or (not run and _tops(sheet, index))))
            )
        if inside:
            run.append(index)
            continue
        if run:
            yield Run(tuple(run), first, page, settled, index)
            run = []
        settled = sheet.complete(line.view)
        if not (known and known.kind == "caption") or line.tagged:
            first = False
    if run:
        yield Run(tuple(run), first, page, settled, None)


def _lone_chapters(sheet: Sheet, partings: frozenset[int]) -> frozenset[int]:
    """Headings of chapters that are the only one of their kind on their page."""
    seen: dict[tuple[int, Style], list[int]] = {}
    page = 0
    for index, mark in enumerate(sheet.marks):
        page += index in partings
        if mark and mark.style.chapter and not sheet.lines[index].hashes:
            seen.setdefault((page, mark.style), []).append(index)
    same = (lines for lines in seen.values() if len({sheet.lines[index].view for index in lines}) == 1)
    return frozenset(index for lines in same for index in lines)


def _tops(sheet: Sheet, index: int) -> bool:
    """A line like no heading (去年收案300件) above a paragraph that is set off from it: a headline, at a page's top."""
    line = sheet.lines[index]
    if index + 1 >= len(sheet.lines) or sheet.setting.width is not None or sheet.row(index):
        return False
    below = sheet.lines[index + 1]
    apart = below.gap > 0 or datelined_line(sheet, index + 1)
    return (
        apart
        and len(line.view) <= _WIDE
        and sheet.marks[index] is None
        and not line.tagged
        and not sheet.complete(line.view)
        and line.view[-1:] not in sheet.rules.clause_end
        and len(below.view) > len(line.view)
        and sheet.prose(index + 1)
    )


def sourced(sheet: Sheet, verdicts: Verdicts, index: int) -> bool:
    """A line as short as a headline, with the source or day of the text below right under it."""
    line, below = sheet.lines[index], verdicts.get(index + 1)
    return (
        below is not None
        and below.rule in sheet.rules.furniture.sources
        and len(line.view) <= _LONGEST
        and sheet.marks[index] is None
        and not sheet.complete(line.view)
        and not line.tagged
        and not sheet.row(index)
    )


def is_candidate(sheet: Sheet, index: int) -> bool:
    line, mark = sheet.lines[index], sheet.marks[index]
    if len(line.view) > _LONGEST or (line.tagged and not line.hashes) or sheet.row(index):
        return False
    if line.hashes:
        return mark is None and not sheet.sentence(line.view)
    if mark is not None:
        lone = index == 0 and mark.style.alone and mark.end == len(line.view)
        return lone and sum(other is not None and other.style is mark.style for other in sheet.marks) == 1
    if sheet.rules.no_heading.search(line.view) or sheet.setting.full(line):
        return False
    clauses = len(sheet.rules.clause_stop.findall(line.view))
    if clauses and len(line.view) > (_WIDE if clauses == 1 else _CLAUSES):
        return False
    return not sheet.complete(line.view) or _exclaims(sheet, line.view)


def _exclaims(sheet: Sheet, view: str) -> bool:
    """A headline may end in a question or an exclamation."""
    return (
        sheet.sentence(view)
        and view[-1] not in sheet.rules.full_stop
        and len(view) <= _SHOUT
        and not sheet.stops_within(view)
    )


def head_cue(sheet: Sheet, index: int) -> Verdict | None:
    line = sheet.lines[index]
    if len(line.view) > _LONGEST + 30 or line.tagged or _enumerated(sheet, index):
        return None
    cue = sheet.rules.furniture.read(line.view, "head")
    return Verdict(cue.kind, cue.id) if cue else None


def _enumerated(sheet: Sheet, index: int) -> bool:
    """A line like a subtitle (——…) that is one item of several: the next such line follows, no headline between."""
    mark = sheet.marks[index]
    if mark is None or not any(sheet.prose(before) for before in range(max(0, index - _NEAR), index)):
        return False
    for step in (1, -1):
        for place in range(index + step, index + step * _NEAR, step):
            if not 0 <= place < len(sheet.lines):
                break
            other = sheet.marks[place]
            if other is not None and other.style is mark.style:
                return True
            if other is not None or sheet.lines[place].hashes or is_candidate(sheet, place):
                break
    return False


def datelined_line(sheet: Sheet, index: int) -> bool:
    return bool(sheet.rules.furniture.dateline.match(sheet.lines[index].view[:_DATELINE]))


def news_led(sheet: Sheet, index: int) -> bool:
    """The line opens like a news item without a dateline does: with how the paper came to know."""
    return bool(sheet.rules.furniture.news_lead.match(sheet.lines[index].view[:_DATELINE]))


def datelined(sheet: Sheet, run: Run) -> bool:
    return run.after is not None and datelined_line(sheet, run.after)


def overviewed(sheet: Sheet, run: Run, title: int) -> bool:
    """Line `title` is the name of a department, and the first entry of its part of a yearbook follows (【概况】)."""
    furniture = sheet.rules.furniture
    return (
        run.after is not None
        and furniture.department.fullmatch(sheet.lines[title].view) is not None
        and furniture.overview.match(sheet.lines[run.after].view) is not None
    )


def addressed(sheet: Sheet, run: Run) -> bool:
    """Below the run somebody begins to speak to an assembly."""
    return run.after is not None and bool(sheet.rules.furniture.address.fullmatch(sheet.lines[run.after].view))


def _story(sheet: Sheet, run: Run) -> bool:
    """The run ends in the headline of a news item that no dateline opens."""
    furniture = sheet.rules.furniture
    headline = sheet.lines[run.lines[-1]]
    return (
        run.after is not None
        and not headline.hashes
        and furniture.story_title.fullmatch(headline.view) is not None
        and furniture.story_text.match(sheet.lines[run.after].view) is not None
    )


def stories_told(sheet: Sheet, runs: tuple[Run, ...], others: int) -> frozenset[int | None]:
    """Where the text of news items without datelines begins: two articles on a page prove each other.

    `others` is how many are known by other proof.
    """
    stories = [run.after for run in runs if _story(sheet, run)]
    proven = others + len(stories) + sum(datelined(sheet, run) for run in runs) >= _STORIES
    return frozenset(stories if proven else ())


def article_levels(sheet: Sheet, verdicts: Verdicts, runs: tuple[Run, ...]) -> frozenset[int]:
    """Markdown levels whose headings mostly open articles."""
    all_of: Counter[int] = Counter()
    proven: Counter[int] = Counter()
    for run in runs:
        last = {sheet.lines[index].hashes: index for index in run.lines}
        for index in run.lines:
            hashes = sheet.lines[index].hashes
            if not hashes or verdicts.get(index):
                continue
            all_of[hashes] += 1
            after = run.after if run.after is not None and index == last[hashes] else None
            if after is not None and sheet.rules.furniture.dateline.match(sheet.lines[after].view[:_DATELINE]):
                proven[hashes] += 1
    return frozenset(level for level, count in proven.items() if count >= 2 and 2 * count >= all_of[level])
