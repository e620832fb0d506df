"""Reports against each other: the same fact in two of them, last year's figure against this year's change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import chains
from cpcc_extract.insight.intervals import Interval, exactly
from cpcc_extract.insight.repeats import Place, again, place
from cpcc_extract.insight.stated import roles_of
from cpcc_extract.insight.verdict import Finding, middle, printed, rounded, verdict
from cpcc_extract.records import Claim, Document

_ONE = exactly(1)


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim and the report that makes it."""

    source: str
    claim: Claim


def source_name(document: Document) -> str:
    """How a check names an input: the path as given, else the name (`-`)."""
    return document.source.path or document.source.name


def across(documents: Sequence[Document], amounts: Amounts) -> Iterator[Finding]:
    """What several reports say of the same body: the same indicator and period, and successive years."""
    first: dict[Place, _Said] = {}
    for document in documents:
        own: set[Place] = set()
        for claim in document.claims:
            if (where := place(claim, amounts)) is None or where in own:
                continue
            own.add(where)
            said = _Said(source_name(document), claim)
            earlier = first.setdefault(where, said)
            if earlier is not said:
                finding = again(earlier.claim, claim, amounts)
                yield replace(finding, sources=(earlier.source, said.source))
    for document in documents:
        yield from _since_last_year(document, first, amounts)


def _since_last_year(document: Document, first: dict[Place, _Said], amounts: Amounts) -> Iterator[Finding]:
    relations = [relation for relation in amounts.rules.relations if relation.kind == "since"]
    for chain in chains(document.claims):
        for relation in relations:
            for match in relation.pattern.finditer(chain.text):
                roles = roles_of(chain, match)
                where = place(roles["level"], amounts)
                before = _year_before(where) if where else None
                if before is None or before not in first:
                    continue
                said = first[before]
                finding = _back(roles["level"], roles["delta"], said.claim, match["fall"] is None, relation.id, amounts)
                if finding is not None:
                    own = source_name(document)
                    yield replace(finding, sources=(said.source, own, own))


def _year_before(where: Place) -> Place | None:
    """The same a year earlier; None where the period is no calendar year."""
    if not (len(where.period) == 4 and where.period.isdecimal()):
        return None
    return replace(where, period=f"{int(where.period) - 1:04}")


def _back(level: Claim, delta: Claim, last: Claim, rises: bool, rule: str, amounts: Amounts) -> Finding | None:
    """Last year's level that follows from this year's and the change, against the one in last year's report."""
    now, change = amounts.of(level), amounts.of(delta)
    sign = "−" if rises else "+"
    if (delta.unit == level.unit and delta.dimension != "percentage") or delta.dimension == "percentage_point":
        follows = _shifted(now.near, change.near, rises), _shifted(now.far, change.far, rises)
        value = middle(level) - middle(delta) if rises else middle(level) + middle(delta)
        reads = f"{printed(level)} {sign} {printed(delta)}"
    elif delta.dimension == "percentage" and level.dimension != "percentage":
        follows = _unscaled(now.near, change.near, rises), _unscaled(now.far, change.far, rises)
        factor = 1 + middle(delta) / 100 if rises else 1 - middle(delta) / 100
        if factor <= 0:
            return None
        value = middle(level) / factor
        reads = f"{printed(level)} ÷ (1 {'+' if rises else '−'} {printed(delta)})"
    else:
        return None
    found = verdict(follows, amounts.of(last), exact=now.exact and change.exact)
    statement = f"{reads} = {rounded(value)}; a year before stated {printed(last)}"
    return Finding(
        "successive years", found, statement, (("last year", last), ("level", level), ("change", delta)), rule
    )


def _shifted(level: Interval, delta: Interval, rises: bool) -> Interval:
    return level - delta if rises else level + delta


def _unscaled(level: Interval, percent: Interval, rises: bool) -> Interval:
    share = percent / exactly(100)
    return level / (_ONE + share if rises else _ONE - share)
