"""What is said more than once: in one report, or in several about the same body or place and period."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import last_piece
from cpcc_extract.insight.verdict import Finding, printed, verdict
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.reading.fold import fold
from cpcc_extract.records import Claim

RULE = "repeat.once"
NATION = "nation"
"""The owner of what is said of the whole country."""
_YEAR = LazyPattern(r"[0-9]{4}")
_STOPS = ",。;:("


class Place(NamedTuple):
    """What a statement is about: nobody has two values of one thing in one period."""

    owner: str
    """The body; for what a place has, its GB/T 2260 code (NATION for the country), else the body that speaks of it."""
    what: str
    """The indicator, or the measure of the place."""
    unit: str | None
    period: str
    revised: bool = False
    """True where a misfit between years proves nothing."""


Placed = tuple[Place, Claim]
"""A claim, and what it states the one value of."""


def place(claim: Claim, amounts: Amounts) -> Place | None:
    """Where a claim belongs that states the whole of something there is one value of; None for any other claim.

    A claim whose sentence narrows it down before it (大会期间收到提案, 集体提案) states only a part.
    """
    if claim.item is None or claim.organisation is None or claim.period is None:
        return None
    if amounts.rules.words["placeless"].match(claim.organisation):
        return None
    if claim.change or claim.part_of or claim.status != "actual" or claim.value is None:
        return None
    items = amounts.rules.once.get(claim.indicator) if claim.indicator else None
    if claim.indicator is None or items is None:
        return _of_a_place(claim, amounts)
    if "".join(fold(claim.item).split()) not in items or amounts.rules.words["narrow"].search(_before(claim)):
        return None
    return Place(claim.organisation, claim.indicator, claim.unit, claim.period.label)


def _before(claim: Claim) -> str:
    return fold(claim.sentence[: claim.sentence.find(claim.text)])


def _of_a_place(claim: Claim, amounts: Amounts) -> Place | None:
    """What a place has (its output, its people), if the clause names no piece of it: 园区, 规模以上.

    The sentence must say the year itself: where a report looks back on five years, a figure may be that of all five.
    """
    assert claim.organisation is not None and claim.period is not None
    if claim.period.text is None or _YEAR.fullmatch(claim.period.label) is None:
        return None
    said = last_piece("".join(_before(claim).split()), _STOPS)
    measure = next((one for one in amounts.rules.measures if one.pattern.fullmatch(said)), None)
    if measure is None:
        return None
    national = amounts.rules.words["national"].match(claim.organisation) is not None
    owner = NATION if national else claim.division_code or claim.organisation
    return Place(owner, measure.id, claim.unit, claim.period.label, measure.revised)


def places(claims: Iterable[Claim], amounts: Amounts) -> Iterator[Placed]:
    """The claims that have a place, each with its place."""
    for claim in claims:
        if (where := place(claim, amounts)) is not None:
            yield where, claim


def repeats(placed: Iterable[Placed], amounts: Amounts) -> Iterator[Finding]:
    """Every later statement of the same place against the first one."""
    first: dict[Place, Claim] = {}
    for where, claim in placed:
        earlier = first.setdefault(where, claim)
        if earlier is not claim and earlier.sentence != claim.sentence:
            yield again(earlier, claim, amounts)


def again(earlier: Claim, later: Claim, amounts: Amounts) -> Finding:
    """The second statement of one fact against the first."""
    one, other = amounts.of(earlier), amounts.of(later)
    found = verdict((one.near, one.far), other, exact=one.exact)
    statement = f"stated {printed(earlier)}, again {printed(later)}"
    return Finding("repeat", found, statement, (("first", earlier), ("again", later)), RULE)
