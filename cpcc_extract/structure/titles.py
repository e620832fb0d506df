"""Title groups: kicker, headline, subtitle and byline at the head of each article."""

from collections.abc import Iterator
from typing import NamedTuple

from cpcc_extract.structure.gaps import gap_headlines
from cpcc_extract.structure.reports import reports_told
from cpcc_extract.structure.runs import (
    Run,
    addressed,
    article_levels,
    datelined,
    find_runs,
    head_cue,
    overviewed,
    sourced,
    stories_told,
)
from cpcc_extract.structure.sheet import Sheet, Verdict, Verdicts

_MOST_LINES = 3
_MOST_INNER = 2
_TINY = 4
_KICKER = 8
_TABLE = 6
_FIGURES = 3
_NOTHING = Verdict("note", "")


class Titles(NamedTuple):
    """What the search for titles found."""

    verdicts: Verdicts
    openings: tuple[int, ...]
    """Lines that open an article, after the text's first one."""


def find_titles(sheet: Sheet, verdicts: Verdicts, partings: frozenset[int]) -> Titles:
    """Titles, subtitles, bylines and head notes, and where articles begin.

    A short line is a title when it opens its page, or when a subtitle, a byline, a dateline or a note
    that only follows titles comes right after it. All else is left for later steps.
    """
    found: Verdicts = {}
    openings: list[int] = sorted(partings)
    runs = tuple(find_runs(sheet, verdicts, partings))
    levels = article_levels(sheet, verdicts, runs)
    reports = reports_told(sheet, verdicts, runs)
    told = reports | stories_told(sheet, runs, len(reports) + len(partings))
    titled = False
    page = 0
    for run in runs:
        titled, page = titled and run.page == page, run.page
        tokens = _tokens(sheet, verdicts, run)
        groups = list(_groups(sheet, verdicts, run, tokens, levels, told))
        if run.first and not titled and not groups and (opening := _opening(sheet, run, tokens)):
            groups = [opening]
        for group in groups:
            found |= _headline(sheet, group, tokens)
            if titled or not run.first:
                openings.append(group[0])
            titled = True
        if groups:
            found |= _around(sheet, run, tokens, groups)
        elif run.first and not titled:
            found |= {index: token for index, token in tokens.items() if token.kind in ("subtitle", "byline")}
    apart = gap_headlines(sheet, verdicts | found, frozenset(openings))
    found |= {index: Verdict("title", "set-apart-headline") for index in apart}
    return Titles(found, tuple(sorted({*openings, *apart})))


def _tokens(sheet: Sheet, verdicts: Verdicts, run: Run) -> Verdicts:
    """What each line of a run is; candidates for a title carry the kind `title` and the rule `candidate`."""
    tokens: Verdicts = {}
    titled = occasion = dated = False
    headline = ""
    for index in run.lines:
        line = sheet.lines[index]
        token = verdicts.get(index) or head_cue(sheet, index)
        if token is None and titled and not line.hashes:
            zones = ("after-title", *(("after-subtitle",) if occasion else ()), *(("after-source",) if dated else ()))
            cues = (sheet.rules.furniture.read(line.view, zone) for zone in zones)
            token = next((Verdict(cue.kind, cue.id) for cue in cues if cue), None)
        if token is None and occasion and _goes_on(sheet, index - 1, index):
            token = Verdict("subtitle", "subtitle-goes-on")
        words = "".join(line.view.split())
        if token is None and len(words) > _TINY and words in headline:
            token = Verdict("note", "title-again")
        tokens[index] = token or Verdict("title", "candidate")
        if token and token.rule in sheet.rules.furniture.sources and sourced(sheet, verdicts, index - 1):
            headline = headline or "".join(sheet.lines[index - 1].view.split())
        titled = titled or tokens[index].kind == "title"
        dated = titled and (dated or tokens[index].rule in sheet.rules.furniture.sources)
        occasion = tokens[index].kind == "subtitle" or (occasion and tokens[index].kind == "note")
    return tokens


def _goes_on(sheet: Sheet, before: int, index: int) -> bool:
    """The line ends the subtitle that the line above it broke off."""
    ends = sheet.rules.occasion_end
    above, line = sheet.lines[before], sheet.lines[index]
    return line.gap <= above.gap and above.view[-1:] not in ends and line.view[-1:] in ends


def _groups(
    sheet: Sheet,
    verdicts: Verdicts,
    run: Run,
    tokens: Verdicts,
    levels: frozenset[int],
    told: frozenset[int | None],
) -> Iterator[tuple[int, ...]]:
    """Candidates that something proves to be titles, each group in order."""
    group: list[int] = []
    named = False
    most = _MOST_LINES if run.first else _MOST_INNER
    for index in run.lines:
        token = tokens[index]
        if token.kind == "title":
            if group and sheet.lines[group[-1]].hashes in levels:
                yield (group[-1],)
                group = []
            group.append(index)
        elif token.kind in ("subtitle", "byline") or token.rule in sheet.rules.furniture.openers:
            if group:
                yield tuple(group[-most:])
                named = True
            group = []
        elif token.rule in sheet.rules.furniture.parting:
            group = []
        elif (
            group
            and _free(sheet, run, index - 1)
            and token.rule in sheet.rules.furniture.sources
            and sourced(sheet, verdicts, index - 1)
        ):
            yield (index - 1,)
            return
        elif not run.first:
            # A note between two short lines parts them, unless it belongs to the page's own head.
            if group and sheet.lines[group[-1]].hashes in levels:
                yield (group[-1],)
            group = group if token.rule in sheet.rules.furniture.within else []
    if group:
        yield from _at_the_end(sheet, run, group[-most:], levels, told, named)


def _at_the_end(
    sheet: Sheet, run: Run, group: list[int], levels: frozenset[int], told: frozenset[int | None], named: bool
) -> Iterator[tuple[int, ...]]:
    """Of the last candidates of a run, right above text, those that are titles; `named`: one stood in it before."""
    last = group[-1]
    if sheet.lines[last].hashes in levels:
        yield (last,)
    elif datelined(sheet, run):
        yield tuple(index for index in group if sheet.lines[index].hashes == sheet.lines[last].hashes)
    elif run.after in told or (_free(sheet, run, last) and not named and _named_below(sheet, run, last)):
        yield (last,)


def _free(sheet: Sheet, run: Run, title: int) -> bool:
    """No sentence runs on into the line: the text above is complete, or was cut and an empty line follows it."""
    return run.settled or sheet.lines[title].gap > 0


def _named_below(sheet: Sheet, run: Run, title: int) -> bool:
    """What follows the run shows that its last line is a title."""
    return _free(sheet, run, title) and (addressed(sheet, run) or overviewed(sheet, run, title))


def _opening(sheet: Sheet, run: Run, tokens: Verdicts) -> tuple[int, ...]:
    """The headline of a page that nothing but its place proves; a database field goes before all else."""
    candidates = [index for index in run.lines if tokens[index].kind == "title"]
    fields = [index for index in candidates if tokens[index].rule != "candidate"]
    wide = [index for index in candidates if len(sheet.lines[index].view) > _TINY or sheet.marks[index]]
    dated = [index for index in wide if tokens.get(index + 1, _NOTHING).rule in sheet.rules.furniture.within]
    chapters = [index for index in candidates if (mark := sheet.marks[index]) and mark.style.chapter]
    lead = fields[:1] or (candidates[candidates.index(chapters[0]) :] if chapters else dated[-1:] or wide or candidates)
    if not lead or (run.after is None and not fields and not _figures_below(sheet, candidates)):
        return ()
    group = lead[:1]
    if run.after is None:
        return tuple(group)
    if len(candidates) <= _TABLE:
        for index in lead[1:_MOST_LINES]:
            if sheet.lines[index].hashes != sheet.lines[group[0]].hashes or index != group[-1] + 1:
                break
            if _part_below(sheet, group[-1], index) or index in chapters:
                break
            group.append(index)
    return tuple(group)


def _part_below(sheet: Sheet, title: int, index: int) -> bool:
    """The line names the first part of the report whose title is complete above it (工作报告 / 2023年工作情况)."""
    whole = sheet.rules.furniture.joined_whole.fullmatch(sheet.lines[title].view)
    return whole is not None and sheet.rules.headings.part_title.fullmatch(sheet.lines[index].view) is not None


def _figures_below(sheet: Sheet, candidates: list[int]) -> bool:
    """A page of nothing but short lines, most of them with a figure, below its first one (提案 156件)."""
    below = [any(ch.isdigit() for ch in sheet.lines[index].view) for index in candidates[1:]]
    return len(below) >= _FIGURES and 2 * sum(below) > len(below)


def _headline(sheet: Sheet, group: tuple[int, ...], tokens: Verdicts) -> Verdicts:
    """Which lines of a group are title and which is the kicker above it."""
    rule = {index: tokens[index].rule if tokens[index].rule != "candidate" else "headline" for index in group}
    found: Verdicts = {index: Verdict("title", rule[index]) for index in group}
    fields = [index for index in group if tokens[index].rule != "candidate"]
    if fields:
        return {index: found[index] if index in fields else Verdict("note", "masthead") for index in group}
    joined = sheet.rules.furniture.joined_first
    tiny = [
        index
        for index in group
        if len(sheet.lines[index].view) <= _TINY
        and not sheet.marks[index]
        and not joined.fullmatch(sheet.lines[index].view)
    ]
    if tiny and len(tiny) < len(group) and group[0] == tiny[0]:
        found |= {index: Verdict("note", "masthead") for index in tiny}
        group = tuple(index for index in group if index not in tiny)
    if len(group) >= 2 and _is_kicker(sheet, group, tokens):
        found[group[0]] = Verdict("subtitle", "kicker")
    return found


def _is_kicker(sheet: Sheet, group: tuple[int, ...], tokens: Verdicts) -> bool:
    first, second = sheet.lines[group[0]], sheet.lines[group[1]]
    if first.hashes != second.hashes:
        return True
    after = tokens.get(group[-1] + 1)
    furniture = sheet.rules.furniture
    return (
        after is not None
        and after.rule in furniture.under_kicker
        and min(len(first.view), len(second.view)) >= _KICKER
        and not furniture.joined_first.fullmatch(first.view)
        and not furniture.joined_second.fullmatch(second.view)
    )


def _around(sheet: Sheet, run: Run, tokens: Verdicts, groups: list[tuple[int, ...]]) -> Verdicts:
    """Subtitles and bylines of the run, and short lines above the page's first title."""
    found = {index: token for index, token in tokens.items() if token.kind in ("subtitle", "byline", "note")}
    last = groups[-1][-1]
    below = max((i for i in run.lines if i > last and tokens[i].kind in ("subtitle", "byline")), default=last)
    found |= {i: Verdict("subtitle", "kicker") for i in run.lines if last < i < below and tokens[i].rule == "candidate"}
    if run.first:
        title = "".join(sheet.lines[index].view for index in groups[0])
        found |= {
            index: Verdict("note", "masthead")
            for index in run.lines
            if tokens[index].rule == "candidate"
            and (index < groups[0][0] or (index > last and sheet.lines[index].view in title))
        }
    return found
