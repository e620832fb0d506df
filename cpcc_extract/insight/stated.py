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
        roles = roles_of(chain, match)
        if any(claim.status != "actual" for claim in roles.values()):
            continue
        rises = match.groupdict().get("fall") is None
        finding = calculate(relation, roles, rises, misfit_of(relation, chain, match), amounts)
        if finding is not None:
            yield finding


def roles_of(chain: Chain, match: re.Match[str]) -> dict[str, Claim]:
    """The claims by the roles that the pattern gives them."""
    found = match.groupdict()
    return {role: chain.claims[int(mark)] for role, mark in found.items() if mark is not None and mark.isdecimal()}


def misfit_of(relation: Relation, chain: Chain, match: re.Match[str]) -> Verdict:
    """The verdict if the numbers do not fit: certain ones conflict, unless words forbid to compare them at all."""
    start = max(chain.clause_start(match.start()), match.start() - _NEAR)
    if relation.unless is not None and relation.unless.search(chain.text, start, match.end()):
        return "cannot tell"
    return "cannot tell" if relation.otherwise == "nothing" else relation.otherwise
