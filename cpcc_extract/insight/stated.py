"""Relations whose members the text names one by one: growth, steps, multiples, products."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain
from cpcc_extract.insight.formulas import calculate
from cpcc_extract.insight.verdict import Finding
from cpcc_extract.lexicon.relations import Relation
from cpcc_extract.records import Claim, Verdict

_NEAR = 40
"""Characters before a match that may say what its numbers measure."""


def stated_relations(chain: Chain, relation: Relation, amounts: Amounts) -> Iterator[Finding]:
    """The findings of a relation whose pattern names every member, wherever the chain fits it."""
    for match in relation.pattern.finditer(chain.text):
        groups = match.groupdict()
        each = groups.get("each") or groups.get("average")
        for roles in roles_of(chain, match):
            if any(claim.status != "actual" for claim in roles.values()):
                continue
            if each is not None and not _counts(roles["count"], each, amounts):
                continue
            finding = calculate(relation, roles, rises_in(match), misfit_of(relation, chain, match), amounts)
            if finding is not None:
                yield finding


def roles_of(chain: Chain, match: re.Match[str]) -> tuple[dict[str, Claim], ...]:
    """The claims by the roles that the pattern gives them.

    Lists (从A、B提高到C、D) are paired in their order, one result for each place in them; none where they differ in
    length.
    """
    lists = {
        role: chain.claims_in(marks)
        for role, marks in match.groupdict().items()
        if marks is not None and marks.startswith("⟦")
    }
    if len({len(members) for members in lists.values()}) > 1:
        return ()
    return tuple(dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True))


def rises_in(match: re.Match[str]) -> bool:
    """True for a relation that is said to go up, or does not say."""
    return match.groupdict().get("fall") is None


def _counts(count: Claim, each: str, amounts: Amounts) -> bool:
    """True when `count` counts what 每人 or 户均 (`each` is 人 or 户) gives so much to; 200名 are persons too."""
    person = amounts.rules.words["person"]
    unit = count.unit or ""
    return unit == each or (person.match(unit) is not None and person.match(each) is not None)


def misfit_of(relation: Relation, chain: Chain, match: re.Match[str]) -> Verdict:
    """The verdict if the numbers do not fit: certain ones conflict, unless words forbid to compare them at all."""
    start = max(chain.clause_start(match.start()), match.start() - _NEAR)
    if relation.unless is not None and relation.unless.search(chain.text, start, match.end()):
        return "cannot tell"
    return "cannot tell" if relation.otherwise == "nothing" else relation.otherwise
