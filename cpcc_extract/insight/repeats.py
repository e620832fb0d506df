"""What is said more than once: in one report, or in several about the same body and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.verdict import Finding, printed, verdict
from cpcc_extract.reading.fold import fold
from cpcc_extract.records import Claim

RULE = "repeat.once"


@dataclass(frozen=True, slots=True)
class Place:
    """What a statement is about: nobody has two values of one indicator in one period."""

    organisation: str
    indicator: str
    unit: str | None
    period: str


def place(claim: Claim, amounts: Amounts) -> Place | None:
    """Where a claim belongs that states the whole of an indicator there is one value of; None for any other claim.

    A claim whose sentence narrows it down before it (大会期间收到提案, 集体提案) states only a part.
    """
    items = amounts.rules.once.get(claim.indicator or "")
    if items is None or claim.item is None or claim.organisation is None or claim.period is None:
        return None
    if claim.change or claim.part_of or claim.status != "actual" or claim.value is None:
        return None
    if "".join(fold(claim.item).split()) not in items:
        return None
    before = fold(claim.sentence[: claim.sentence.find(claim.text)])
    if amounts.rules.words["narrow"].search(before):
        return None
    return Place(claim.organisation, claim.indicator or "", claim.unit, claim.period.label)


def repeats(claims: Iterable[Claim], amounts: Amounts) -> Iterator[Finding]:
    """Every later statement of the same place against the first one."""
    first: dict[Place, Claim] = {}
    for claim in claims:
        if (where := place(claim, amounts)) is None:
            continue
        earlier = first.setdefault(where, claim)
        if earlier is not claim and earlier.sentence != claim.sentence:
            yield again(earlier, claim, amounts)


def again(earlier: Claim, later: Claim, amounts: Amounts) -> Finding:
    """The second statement of one fact against the first."""
    one, other = amounts.of(earlier), amounts.of(later)
    found = verdict((one.near, one.far), other, exact=one.exact)
    statement = f"stated {printed(earlier)}, again {printed(later)}"
    return Finding("repeat", found, statement, (("first", earlier), ("again", later)), RULE)
