"""A judgement as lines for a person, or as one record for a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from cpcc_extract.review.verdicts import DETECTION, UNNAMED, UNSPECIFIED, Judgement, RuleErrors


def figures(judgement: Judgement) -> dict[str, int | float | None]:
    """Counts, then shares; None where there is nothing to have a share of."""
    return {
        "rows": judgement.rows,
        "judged": judgement.judged,
        "found": judgement.found,
        "false": judgement.false,
        "missed": len(judgement.missed),
        "right": judgement.right,
        "unspecified": judgement.unspecified,
        "detect_P": judgement.precision,
        **judgement.field_shares,
        "row": judgement.row_share,
    }


def as_record(judgement: Judgement) -> dict[str, Any]:
    """The figures, `missed_claims` with the rows that were added, and `rules` with their errors."""
    return {
        **figures(judgement),
        "missed_claims": [asdict(one) for one in judgement.missed],
        "rules": [asdict(one) for one in judgement.rules],
    }


def as_lines(judgement: Judgement) -> Iterator[str]:
    """The figures one a line, then the rules behind the errors with an example of each."""
    for name, value in figures(judgement).items():
        if value is None:
            yield f"{name:16} -"
        else:
            yield f"{name:16} {value:.4f}" if isinstance(value, float) else f"{name:16} {value}"
    for one in judgement.rules:
        yield ""
        yield from _told(one)


def _told(one: RuleErrors) -> Iterator[str]:
    name = "no rule named" if one.rule == UNNAMED else one.rule
    counts = ", ".join(f"{field} {count}" for field, count in one.fields.items())
    yield f"{name}: {one.errors} {'row' if one.errors == 1 else 'rows'} ({counts})"
    example = one.example
    yield f"  row {example.row}, {example.source} line {example.line}: {' '.join(example.sentence.split())}"
    if example.field == DETECTION:
        yield f"  {example.got} is no claim"
    elif example.field == UNSPECIFIED:
        yield f"  {example.got} is wrong, nobody said in what"
    else:
        yield f"  {example.field}: got {example.got or '-'}, want {example.want or '-'}"
