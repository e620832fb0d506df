"""Reports whose title stands alone in the middle of a page."""

from __future__ import annotations

from collections import Counter

from cpcc_extract.structure.runs import Run
from cpcc_extract.structure.sheet import Sheet, Verdicts


def reports_told(sheet: Sheet, verdicts: Verdicts, runs: tuple[Run, ...]) -> frozenset[int | None]:
    """Where the text of reports begins that nothing but the words of their title proves (甲县人民法院2023年度工作报告).

    The text above must be complete, or cut with an empty line below it. A title that comes back without other proof is
    the head of each printed page.
    """
    titles = {run.after: sheet.lines[index].view for run in runs if (index := _title(sheet, verdicts, run)) is not None}
    times = Counter("".join(view.split()) for view in titles.values())
    return frozenset(after for after, view in titles.items() if times["".join(view.split())] == 1)


def _title(sheet: Sheet, verdicts: Verdicts, run: Run) -> int | None:
    """The report's title that a run below complete text ends with."""
    candidates = [index for index in run.lines if index not in verdicts]
    if run.first or run.after is None or sheet.setting.width is not None or not candidates:
        return None
    last = candidates[-1]
    if not run.settled and not sheet.lines[last].gap:
        return None
    return last if sheet.rules.furniture.report_title.fullmatch(sheet.lines[last].view) else None
