"""Whether the numbers of reports agree with each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cpcc_extract.insight.amount import Amounts
from cpcc_extract.insight.chains import Chain, chains
from cpcc_extract.insight.lists import breakdowns, shares, totals
from cpcc_extract.insight.ratios import ratios
from cpcc_extract.insight.repeats import places, repeats
from cpcc_extract.insight.stated import stated_relations
from cpcc_extract.insight.verdict import Finding
from cpcc_extract.insight.yearly import yearly
from cpcc_extract.insight.years import across, since_last_year, source_name
from cpcc_extract.lexicon.relations import Relation, relation_rules
from cpcc_extract.records import Basis, Check, Claim, Document, each_document

_Finder = Callable[[Chain, Relation, Amounts], Iterator[Finding]]
_FINDERS: dict[str, _Finder] = {
    "rate": ratios,
    "share": ratios,
    "breakdown": breakdowns,
    "total": totals,
    "shares": shares,
    "growth": stated_relations,
    "multiple": stated_relations,
    "step": stated_relations,
    "increase": stated_relations,
    "direction": stated_relations,
    "product": stated_relations,
    "yearly": yearly,
}


def check(documents: Document | Iterable[Document]) -> tuple[Check, ...]:
    """Every relation that the numbers of a document (or of several) allow, tested.

    The checks of each document come in the order of their first claims, those across documents last. A relation is only
    tested where the language makes it certain; see docs/check.md for which there are and what the verdicts mean.
    Documents are held in memory together. Raises TypeError for what is no document.

        >>> from cpcc_extract import parse
        >>> [(one.relation, one.verdict, one.statement) for one in check(parse("收到提案862件,立案672件,立案率78%。"))]
        [('rate', 'agrees', '672件 ÷ 862件 = 77.96 %; stated 78%')]
    """
    reports = tuple(each_document(documents))
    amounts = Amounts(relation_rules())
    records: list[Check] = []
    for report in reports:
        own = sorted(_within(report, amounts), key=_extent)
        records += [_record(len(records) + n, finding, report) for n, finding in enumerate(own, 1)]
    if len(reports) > 1:
        records += [_record(len(records) + n, finding, None) for n, finding in enumerate(across(reports, amounts), 1)]
    return tuple(records)


def _within(report: Document, amounts: Amounts) -> list[Finding]:
    linked = tuple(chains(report.claims))
    placed = tuple(places(report.claims, amounts))
    found: list[Finding] = [*repeats(placed, amounts), *since_last_year(report, placed, linked, amounts)]
    for chain in linked:
        for relation in amounts.rules.possible(chain.text):
            if relation.kind in _FINDERS:
                found += _FINDERS[relation.kind](chain, relation, amounts)
    return _once_each(found)


def _once_each(findings: Sequence[Finding]) -> list[Finding]:
    """Without what another rule found too, and without the bare direction of a change that is tested in full."""
    kept: dict[tuple[str, tuple[str, ...]], Finding] = {}
    spans: set[frozenset[str]] = set()
    for finding in findings:
        ids = tuple(claim.id for _, claim in finding.roles)
        kept.setdefault((finding.relation, ids), finding)
        if finding.relation != "direction":
            spans.add(frozenset(claim.id for role, claim in finding.roles if role in ("from", "to")))
    return [
        finding
        for (relation, ids), finding in kept.items()
        if not (relation == "direction" and frozenset(ids) in spans)
    ]


def _extent(finding: Finding) -> tuple[int, int]:
    """First and last offset: checks stand in the order of the text."""
    return min(claim.start for _, claim in finding.roles), max(claim.end for _, claim in finding.roles)


def _record(number: int, finding: Finding, report: Document | None) -> Check:
    sources = finding.sources or tuple(source_name(report) for _ in finding.roles if report is not None)
    return Check.made(
        id=f"k{number}",
        relation=finding.relation,
        verdict=finding.verdict,
        article=finding.roles[0][1].article if report is not None else None,
        statement=finding.statement,
        claims=tuple(_basis(role, source, claim) for (role, claim), source in zip(finding.roles, sources, strict=True)),
        rule=finding.rule,
    )


def _basis(role: str, source: str, claim: Claim) -> Basis:
    return Basis.made(
        role=role,
        source=source,
        claim=claim.id,
        text=claim.text,
        start=claim.start,
        end=claim.end,
        line=claim.line,
    )


def checked(document: Document) -> Document:
    """The document with its own checks in `checks`. Reading a text does not test it: this takes a moment of its own."""
    return document.model_copy(update={"checks": check(document)})
