"""Growth a year on average against the levels at both ends: 由14.8万户发展到27.5万户,年均增长13.2%."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain
from cpcc_extract.insight.intervals import Interval, exactly
from cpcc_extract.insight.stated import misfit_of, rises_in, roles_of
from cpcc_extract.insight.verdict import Finding, middle, printed, scaled_like, verdict
from cpcc_extract.lexicon.relations import Relation
from cpcc_extract.records import Claim, Verdict

_ONE = exactly(1)
_MOST = 60
"""Years."""


def yearly(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """The findings of a relation that names two levels and the yearly growth between them.

    How many years lie between is what the levels' own periods say; where they do not, nothing is tested.
    """
    for match in relation.pattern.finditer(chain.text):
        for roles in roles_of(chain, match):
            first, last, growth = roles["from"], roles["to"], roles["growth"]
            years = _years(first, last)
            if years is None or first.unit != last.unit or any(one.status != "actual" for one in roles.values()):
                continue
            rises = rises_in(match)
            found = _verdict(first, last, growth, rises, years, amounts)
            if found == "conflicts" and not _certain(roles, rises, years, amounts):
                found = "cannot tell"
            end = middle(first) * (1 + middle(growth) / (100 if rises else -100)) ** years
            reads = f"{printed(first)} × (1 {'+' if rises else '−'} {printed(growth)})^{years}"
            statement = f"{reads} = {scaled_like(end, last)}; stated {printed(last)}"
            known = misfit_of(relation, chain, match) if found == "conflicts" else found
            yield Finding("yearly growth", known, statement, tuple(roles.items()), relation.id)


def _verdict(first: Claim, last: Claim, growth: Claim, rises: bool, years: int, amounts: Amounts) -> Verdict:
    start, rate = amounts.of(first), amounts.of(growth)
    near, far = (_yearly(one, rises) ** years for one in (rate.near, rate.far))
    return verdict((start.near * near, start.far * far), amounts.of(last), exact=start.exact and rate.exact)


def _certain(roles: Mapping[str, Claim], rises: bool, years: int, amounts: Amounts) -> bool:
    """True when the levels have years of their own, and counting both ends, or neither, fits no better."""
    first, last, growth = roles["from"], roles["to"], roles["growth"]
    if first.period is None or last.period is None or first.period.label == last.period.label:
        return False
    around = [count for count in (years - 1, years + 1) if count]
    return all(_verdict(first, last, growth, rises, count, amounts) == "conflicts" for count in around)


def _yearly(percent: Interval, rises: bool) -> Interval:
    share = percent / exactly(100)
    return _ONE + share if rises else _ONE - share


def _years(first: Claim, last: Claim) -> int | None:
    """Years from the first level to the last: 2020 to 2025, or all of the five years that both are said of."""
    begin, end = first.period, last.period
    if begin is None or end is None or end.end is None:
        return None
    if begin.label == end.label:
        # 五年来由A增加到B: what the first year began with
        years = end.end.year - begin.start.year + 1 if begin.start is not None else 0
        return years if 1 < years <= _MOST else None
    years = end.end.year - begin.end.year if begin.end is not None else 0
    return years if 1 < years <= _MOST else None
