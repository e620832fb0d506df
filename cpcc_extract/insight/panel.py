"""Many reports side by side: one row for each body and period, one column for each indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from cpcc_extract.exact_json import plain_number
from cpcc_extract.insight.choice import CHOSEN, ONLY, OTHER_UNIT, Candidate, choose, unfit
from cpcc_extract.insight.years import source_name
from cpcc_extract.lexicon.panel import reasons
from cpcc_extract.lexicon.relations import RelationRules, relation_rules
from cpcc_extract.records import Claim, Document, PeriodRecord, each_document
from cpcc_extract.who.divisions import read_divisions

By = Literal["year", "half", "article"]

_SIGNS = {"above": "> ", "at_least": ">= ", "below": "< ", "at_most": "<= ", "about": "~ ", "exact": ""}
_HALF = 6
"""Months of half a year."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """What a row of the panel is about."""

    division_code: str
    organisation: str
    period: str
    """ISO 8601 year or interval, 2024-H1 for half a year; empty where the report gives none."""
    source: str = ""
    """By article only: the input."""
    article: int = -1
    """By article only: the article's index."""

    @property
    def places(self) -> tuple[str | None, str | None, str | None]:
        """Names of the province, prefecture and county that the body's division lies in, by its code."""
        return places(self.division_code)


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell."""

    row: Row
    indicator: str
    claim: Claim
    source: str

    @property
    def shown(self) -> str:
        """`190`, `>= 50`, `20–30`."""
        return shown(self.claim)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with an indicator, and what became of it."""

    row: Row
    claim: Claim
    source: str
    used: bool
    why: str
    """Id of the reason why it was chosen, or is in no cell."""
    figures: int = 1
    """How many different figures it was chosen among."""

    @property
    def reason(self) -> str:
        """The reason in English."""
        return reasons()[self.why].en.format(figures=self.figures)

    @property
    def reason_zh(self) -> str:
        """The reason in Chinese."""
        return reasons()[self.why].zh.format(figures=self.figures)


@dataclass(frozen=True, slots=True)
class Panel:
    """The table, and everything that went into it."""

    by: By
    rows: tuple[Row, ...]
    indicators: tuple[str, ...]
    labels: dict[str, str]
    """Chinese label by indicator."""
    units: dict[str, str]
    """The unit that each column counts in."""
    cells: dict[tuple[Row, str], Cell]
    evidence: tuple[Evidence, ...]


def panel(documents: Document | Iterable[Document], *, by: By = "year", indicators: str | Sequence[str] = ()) -> Panel:
    """The panel of all claims that have an indicator (one of `indicators`, where any are given).

    Rows are sorted by division code, body and period. A cell that no claim fills is missing, never 0. Claims of several
    years stand in rows of their own (`2021/2025`). See `choice` for which claim fills a cell. Documents are taken one
    by one and not kept; their claims with an indicator are. An indicator that no claim has gives no column. Raises
    ValueError for another `by`, TypeError for what is no document.

        >>> from cpcc_extract import parse
        >>> made = panel(parse("# 凤凰县政协2024年工作\\n\\n收到提案190余件。"))
        >>> [(row.organisation, row.period, name, cell.shown) for (row, name), cell in made.cells.items()]
        [('凤凰县政协', '2024', 'proposal.received', '> 190')]
        >>> made.units
        {'proposal.received': '件'}
    """
    if by not in get_args(By):
        raise ValueError(f"no panel by {by!r}; there are {', '.join(get_args(By))}")
    wanted = (indicators,) if isinstance(indicators, str) else tuple(indicators)
    rules = relation_rules()
    found: dict[tuple[Row, str], list[Candidate]] = {}
    evidence: list[Evidence] = []
    labels: dict[str, str] = {}
    order = 0
    for document in each_document(documents):
        source = source_name(document)
        indicator_of = {claim.id: claim.indicator for claim in document.claims}
        for claim in document.claims:
            if claim.indicator is None or (wanted and claim.indicator not in wanted):
                continue
            order += 1
            row, whole = _row(claim, source, by, rules)
            labels[claim.indicator] = claim.indicator_label or claim.indicator
            if reason := unfit(claim):
                evidence.append(Evidence(row, claim, source, False, reason))
            else:
                own = claim.part_of is not None and indicator_of.get(claim.part_of) == claim.indicator
                found.setdefault((row, claim.indicator), []).append(Candidate(claim, source, order, whole, own))
    units = _units(found)
    cells: dict[tuple[Row, str], Cell] = {}
    for (row, indicator), candidates in found.items():
        cell = _fill(row, candidates, units[indicator], evidence, rules)
        if cell is not None:
            cells[row, indicator] = cell
    rows = tuple(sorted({row for row, _ in cells}))
    columns = [name for name in (wanted or sorted(labels)) if any(name == column for _, column in cells)]
    ordered = sorted(evidence, key=lambda one: (one.row, one.claim.indicator or "", not one.used, one.claim.start))
    return Panel(by, rows, tuple(columns), labels, units, cells, tuple(ordered))


def shown(claim: Claim) -> str:
    """A claim's number as a cell of text has it: its bound, then its digits."""
    ends = [plain_number(end) for end in (claim.value, claim.value_max) if end is not None]
    return _SIGNS[claim.bound] + "–".join(ends)


def places(code: str) -> tuple[str | None, str | None, str | None]:
    """Names of province, prefecture and county by a GB/T 2260 code; None where the code is not so deep."""
    names = read_divisions().in_force
    province = names.get(f"{code[:2]}0000") if code else None
    prefecture = names.get(f"{code[:4]}00") if code and code[2:] != "0000" else None
    county = names.get(code) if code and not code.endswith("00") else None
    return province, prefecture, county


def _fill(
    row: Row, candidates: list[Candidate], unit: str, evidence: list[Evidence], rules: RelationRules
) -> Cell | None:
    fitting = [one for one in candidates if (one.claim.unit or "") == unit]
    others = [one for one in candidates if (one.claim.unit or "") != unit]
    evidence += [Evidence(row, one.claim, one.source, False, OTHER_UNIT) for one in others]
    if not fitting:
        return None
    winner, losers = choose(fitting, rules)
    several = len({(loser.claim.value, loser.claim.value_max) for loser, _ in losers} | {_value(winner)})
    evidence.append(Evidence(row, winner.claim, winner.source, True, CHOSEN if losers else ONLY, several))
    evidence += [Evidence(row, loser.claim, loser.source, False, why) for loser, why in losers]
    return Cell(row, winner.claim.indicator or "", winner.claim, winner.source)


def _value(one: Candidate) -> tuple[object, object]:
    return one.claim.value, one.claim.value_max


def _units(found: dict[tuple[Row, str], list[Candidate]]) -> dict[str, str]:
    """The unit that most claims of each indicator have; of equals the one that comes first."""
    counts: dict[str, Counter[str]] = {}
    for (_, indicator), candidates in found.items():
        counts.setdefault(indicator, Counter()).update(one.claim.unit or "" for one in candidates)
    return {indicator: count.most_common(1)[0][0] for indicator, count in counts.items()}


def _row(claim: Claim, source: str, by: By, rules: RelationRules) -> tuple[Row, bool]:
    """The row of a claim, and whether it speaks of the whole of the row's period."""
    label, whole = _period(claim.period, by)
    code, organisation = claim.division_code or "", claim.organisation or ""
    if by == "article":
        return Row(code, organisation, label, source, claim.article), whole
    # Bodies that no one has named, or not their place (市政协), are not one body.
    named = organisation and not rules.words["placeless"].match(organisation)
    return Row(code, organisation, label, "" if named else source), whole


def _period(period: PeriodRecord | None, by: By) -> tuple[str, bool]:
    if period is None:
        return "", True
    start, end = period.start, period.end
    if end is None or (start is not None and start.year != end.year):
        return period.label, True
    if start is None:
        # 截至2024年11月底: what there was by then belongs to the year that it is counted in, and is all of it so far.
        return f"{end.year:04}", True
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    first = end.month <= _HALF
    if by == "half" and (first or start.month > _HALF):
        months = (start.month, end.month) == ((1, _HALF) if first else (_HALF + 1, 12))
        return f"{start.year:04}-H{1 if first else 2}", months
    return f"{start.year:04}", whole_year
