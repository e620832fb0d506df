"""The arithmetic of relations whose members a pattern names one by one."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.intervals import Interval, exactly
from cpcc_extract.insight.verdict import Finding, middle, printed, rounded, scaled_like, verdict
from cpcc_extract.lexicon.relations import Relation, RowKind
from cpcc_extract.records import Claim, Verdict
from cpcc_extract.records import Relation as RelationName

Roles = Mapping[str, Claim]
Intervals = Mapping[str, Interval]

_ONE = exactly(1)


class Formula(NamedTuple):
    """How one stated number follows from others."""

    stated: str
    """Role of the number that is tested."""
    follows: Callable[[Intervals, bool], Interval]
    """What it must be, given the others; the flag is True for a rise."""
    reads: Callable[[Roles, bool], str]
    """The left side as a reader would write it."""
    alike: tuple[str, ...]
    """Roles that must have the same unit."""


def _growth(of: Intervals, rises: bool) -> Interval:
    """to ÷ from − 1, and not (to − from) ÷ from: each number stands in it once, so the interval is no wider than it
    must be."""
    ratio = of["to"] / of["from"]
    return ratio - _ONE if rises else _ONE - ratio


FORMULAS: dict[RowKind, Formula] = {
    "growth": Formula(
        "growth",
        _growth,
        lambda on, rises: f"{printed(on['to'])} ÷ {printed(on['from'])} − 1" if rises else
        f"1 − {printed(on['to'])} ÷ {printed(on['from'])}",
        ("from", "to"),
    ),
    "multiple": Formula(
        "multiple",
        lambda of, _: of["to"] / of["from"],
        lambda on, _: f"{printed(on['to'])} ÷ {printed(on['from'])}",
        ("from", "to"),
    ),
    "step": Formula(
        "delta",
        lambda of, rises: of["to"] - of["from"] if rises else of["from"] - of["to"],
        lambda on, rises: " − ".join(printed(on[role]) for role in (("to", "from") if rises else ("from", "to"))),
        ("from", "to"),
    ),
    "increase": Formula(
        "growth",
        lambda of, rises: _over_base(of["level"], of["delta"], rises),
        lambda on, rises: _base_read(printed(on["level"]), printed(on["delta"]), rises),
        ("level", "delta"),
    ),
    "product": Formula(
        "total",
        lambda of, _: of["count"] * of["per"],
        lambda on, _: f"{printed(on['count'])} × {printed(on['per'])}",
        ("per", "total"),
    ),
}  # fmt: skip


def _base_read(level: str, delta: str, rises: bool) -> str:
    return f"{delta} ÷ ({level} {'−' if rises else '+'} {delta})"


def _over_base(level: Interval, delta: Interval, rises: bool) -> Interval:
    """delta ÷ (level ∓ delta), where level and delta are both only known within intervals: 1 ÷ (level ÷ delta ∓ 1)."""
    times = level / delta
    return _ONE / (times - _ONE if rises else times + _ONE)


def calculate(relation: Relation, roles: Roles, rises: bool, misfit: Verdict, amounts: Amounts) -> Finding | None:
    """The check of a relation by its formula; None where its numbers cannot be put into it.

    `misfit` is the verdict where they do not agree.
    """
    if relation.kind == "direction":
        return _direction(relation, roles, rises, misfit, amounts)
    formula = FORMULAS[relation.kind]
    if len({roles[role].unit for role in formula.alike}) > 1:
        return None
    stated = roles[formula.stated]
    percent = stated.dimension == "percentage"
    if relation.kind == "step" and not _steps(roles["to"], stated):
        return None
    if relation.kind == "growth" and roles["to"].dimension == "percentage":
        return None
    bases = {role: amounts.of(claim) for role, claim in roles.items() if role != formula.stated}
    near = formula.follows({role: one.near for role, one in bases.items()}, rises)
    far = formula.follows({role: one.far for role, one in bases.items()}, rises)
    if percent:
        near, far = near.scaled(100), far.scaled(100)
    found = verdict((near, far), amounts.of(stated), exact=all(one.exact for one in bases.values()))
    computed = formula.follows({role: exactly(middle(claim)) for role, claim in roles.items()}, rises)
    if computed.low is None:
        result = "?"
    else:
        result = f"{rounded(100 * computed.low)} %" if percent else scaled_like(computed.low, stated)
    statement = f"{formula.reads(roles, rises)} = {result}; stated {printed(stated)}"
    return _finding(relation, found, misfit, statement, roles)


def _steps(level: Claim, delta: Claim) -> bool:
    """True when `delta` can be the distance between two such levels: percentages lie percentage points apart."""
    if level.dimension == "percentage":
        return delta.dimension == "percentage_point"
    return delta.unit == level.unit


def _direction(relation: Relation, roles: Roles, rises: bool, misfit: Verdict, amounts: Amounts) -> Finding | None:
    first, last = roles["from"], roles["to"]
    if first.unit != last.unit:
        return None
    low, high = (first, last) if rises else (last, first)
    # That a rise goes up proves nothing; only one that goes down is worth a word.
    if not amounts.of(low).far.wholly_above(amounts.of(high).far):
        return None
    statement = f"{'a rise' if rises else 'a fall'} from {printed(first)} to {printed(last)}"
    return _finding(relation, "conflicts", misfit, statement, roles)


def _finding(relation: Relation, found: Verdict, misfit: Verdict, statement: str, roles: Roles) -> Finding:
    kind = cast(RelationName, relation.kind)
    return Finding(kind, misfit if found == "conflicts" else found, statement, tuple(roles.items()), relation.id)
