"""What the answers of a person say: how much is right, field by field, and which rules are behind what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpcc_extract.lexicon.review import judged_fields
from cpcc_extract.review.answers import Answer, Answers, Missed
from cpcc_extract.review.layout import fields

DETECTION = "detection"
"""Stands for a field where the claim is none at all."""
UNSPECIFIED = "unspecified"
"""Stands for a field where a row is called wrong and nobody said in what."""
UNNAMED = "-"
"""Stands for a rule where the claim names none that decides the field."""


@dataclass(frozen=True, slots=True)
class Example:
    """One error of a rule."""

    row: int
    source: str
    line: str
    field: str
    got: str
    want: str
    """What the person put there; empty for nothing, and where nobody said."""
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleErrors:
    """What is wrong in the claims that a rule decided."""

    rule: str
    errors: int
    """Rows in which it is behind an error."""
    fields: Mapping[str, int]
    """How many of them in each field, most frequent first."""
    example: Example


@dataclass(frozen=True, slots=True)
class Judgement:
    """All answers together."""

    rows: int
    """Claims in the workbook."""
    judged: int
    """Of them those with a verdict or a correction; all that follows counts these only."""
    false: int
    """That are no claims."""
    unspecified: int
    """Called wrong without a correction."""
    right: int
    """Rows in which nothing is wrong."""
    field_rights: Mapping[str, int]
    """Of the claims whose fields are known, how many have the field right."""
    missed: tuple[Missed, ...]
    rules: tuple[RuleErrors, ...]
    """Most errors first."""

    @property
    def found(self) -> int:
        """Judged rows that are claims."""
        return self.judged - self.false

    @property
    def precision(self) -> float | None:
        """Share of the judged rows that are claims; None without any."""
        return _share(self.found, self.judged)

    @property
    def row_share(self) -> float | None:
        """Share of the claims in which nothing is wrong."""
        return _share(self.right, self.found)

    @property
    def field_shares(self) -> dict[str, float | None]:
        """Share of each field that is right, among the claims of which that is known."""
        known = self.found - self.unspecified
        return {name: _share(right, known) for name, right in self.field_rights.items()}


def judge(answers: Answers) -> Judgement:
    """Count what a person said. Rows without a verdict and without a correction do not count.

    A corrected cell is an error in its field, whatever the verdict; in a row that is no claim corrections say nothing.
    """
    judged = [answer for answer in answers.answers if answer.verdict or answer.changed]
    claims = [answer for answer in judged if answer.verdict != "not_a_claim"]
    unspecified = [answer for answer in claims if _unspecified(answer)]
    known = [answer for answer in claims if not _unspecified(answer)]
    return Judgement(
        rows=len(answers.answers),
        judged=len(judged),
        false=len(judged) - len(claims),
        unspecified=len(unspecified),
        right=sum(not answer.changed for answer in known),
        field_rights={name: sum(name not in answer.changed for answer in known) for name in fields()},
        missed=answers.missed,
        rules=_by_rule(judged),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _unspecified(answer: Answer) -> bool:
    return answer.verdict == "wrong" and not answer.changed


def _by_rule(judged: Sequence[Answer]) -> tuple[RuleErrors, ...]:
    rows: Counter[str] = Counter()
    tallies: dict[str, Counter[str]] = {}
    examples: dict[str, Example] = {}
    for answer in judged:
        errors = list(_errors(answer))
        rows.update({rule for rule, _ in errors})
        for rule, field in errors:
            tallies.setdefault(rule, Counter())[field] += 1
            examples.setdefault(rule, _example(answer, field))
    found = [RuleErrors(rule, rows[rule], dict(tallies[rule].most_common()), examples[rule]) for rule in tallies]
    return tuple(sorted(found, key=lambda one: (-one.errors, one.rule)))


def _errors(answer: Answer) -> Iterator[tuple[str, str]]:
    """(rule, field) of each error of a row."""
    rules = answer.original.rules
    if answer.verdict == "not_a_claim":
        yield rules[0] if rules else UNNAMED, DETECTION  # the rule of the quantity found it
        return
    if _unspecified(answer):
        yield from ((rule, UNSPECIFIED) for rule in dict.fromkeys(rules or (UNNAMED,)))
        return
    for field in judged_fields():
        if field.id in answer.changed:
            # Of the kinds of rules that can decide a field the first that the claim names did.
            named = [[rule for rule in rules if rule.startswith(kind)] for kind in field.rules]
            deciding = next((found for found in named if found), [UNNAMED])
            yield from ((rule, field.id) for rule in dict.fromkeys(deciding))


def _example(answer: Answer, field: str) -> Example:
    original = answer.original
    got, want = original.fields.get(field, original.fields["text"]), answer.changed.get(field, "")
    return Example(answer.row, original.source, original.line, field, got, want, original.sentence)
