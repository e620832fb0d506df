"""Reports against each other: one fact in two of them, last year's figure and this year's change, a place and the one
around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain, chains
from cpcc_extract.insight.intervals import Interval, exactly
from cpcc_extract.insight.lists import within
from cpcc_extract.insight.repeats import NATION, Place, Placed, again, place, places
from cpcc_extract.insight.stated import rises_in, roles_of
from cpcc_extract.insight.verdict import Finding, middle, printed, scaled_like, verdict
from cpcc_extract.lexicon.patterns import LazyPattern
from cpcc_extract.records import Claim, Document, Verdict

_ONE = exactly(1)
_CODE = LazyPattern(r"[0-9]{6}")
_AROUND = "part.place"
"""Rule id of the check of a place against the one around it."""


class _Said(NamedTuple):
    """A claim and the report that makes it."""

    source: str
    claim: Claim


def source_name(document: Document) -> str:
    """How a check names an input: the path as given, else the name (`-`)."""
    return document.source.path or document.source.name


def across(documents: Sequence[Document], amounts: Amounts) -> Iterator[Finding]:
    """What several reports say of the same body or place: the same thing and period, successive years, a place and the
    one around it."""
    first: dict[Place, _Said] = {}
    for document in documents:
        for where, said in _stated(document, places(document.claims, amounts)).items():
            earlier = first.setdefault(where, said)
            if earlier is not said:
                finding = again(earlier.claim, said.claim, amounts)
                yield finding._replace(sources=(earlier.source, said.source))
    for document in documents:
        for finding in _since(document, chains(document.claims), first, amounts):
            if len(set(finding.sources)) > 1:
                yield finding
    yield from _around(first, amounts)


def since_last_year(
    document: Document, placed: Iterable[Placed], linked: Iterable[Chain], amounts: Amounts
) -> Iterator[Finding]:
    """Changes against last year's figure where the report states that one too; `placed` are its claims with a place."""
    yield from _since(document, linked, _stated(document, placed), amounts)


def _stated(document: Document, placed: Iterable[Placed]) -> dict[Place, _Said]:
    """The first statement of each thing."""
    found: dict[Place, _Said] = {}
    for where, claim in placed:
        found.setdefault(where, _Said(source_name(document), claim))
    return found


def _since(
    document: Document, linked: Iterable[Chain], first: Mapping[Place, _Said], amounts: Amounts
) -> Iterator[Finding]:
    relations = [relation for relation in amounts.rules.relations if relation.kind == "since"]
    own = source_name(document)
    for chain in linked:
        for relation in relations:
            for match in relation.pattern.finditer(chain.text):
                for roles in roles_of(chain, match):
                    where = place(roles["level"], amounts)
                    before = _year_before(where) if where else None
                    said = first.get(before) if before else None
                    if where is None or said is None:
                        continue
                    finding = _back(roles["level"], roles["delta"], said.claim, rises_in(match), relation.id, amounts)
                    if finding is not None:
                        revised = where.revised and finding.verdict == "conflicts"
                        known: Verdict = "cannot tell" if revised else finding.verdict
                        yield finding._replace(verdict=known, sources=(said.source, own, own))


def _around(first: Mapping[Place, _Said], amounts: Amounts) -> Iterator[Finding]:
    """What a place has against what the place around it has, where another report states that: a part of it."""
    for where, said in first.items():
        for owner in _larger(where.owner):
            whole = first.get(where._replace(owner=owner))
            if whole is not None and whole.source != said.source:
                finding = within(whole.claim, said.claim, _AROUND, amounts)
                yield finding._replace(sources=(whole.source, said.source))


def _larger(owner: str) -> tuple[str, ...]:
    """The owners of the places around one: its prefecture, its province, the country."""
    if owner == NATION:
        return ()
    codes = (f"{owner[:4]}00", f"{owner[:2]}0000") if _CODE.fullmatch(owner) else ()
    return *(code for code in codes if code != owner), NATION


def _year_before(where: Place) -> Place | None:
    """The same a year earlier; None where the period is no calendar year."""
    if not (len(where.period) == 4 and where.period.isdecimal()):
        return None
    return where._replace(period=f"{int(where.period) - 1:04}")


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
    statement = f"{reads} = {scaled_like(value, last)}; a year before stated {printed(last)}"
    return Finding(
        "successive years", found, statement, (("last year", last), ("level", level), ("change", delta)), rule
    )


def _shifted(level: Interval, delta: Interval, rises: bool) -> Interval:
    return level - delta if rises else level + delta


def _unscaled(level: Interval, percent: Interval, rises: bool) -> Interval:
    share = percent / exactly(100)
    return level / (_ONE + share if rises else _ONE - share)
