"""What rules change: claims gained, lost and changed, and, by annotations, which of these changes are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcc_extract.lexicon.load import Lexicon
from cpcc_extract.records import Claim, Document
from cpcc_extract.scoring.evaluate import evaluate, figures

FIELDS = (
    "value", "value_max", "unit", "dimension", "bound", "item", "action", "indicator", "period", "change", "comparison",
    "status", "organisation", "section_title",
)  # fmt: skip
"""What of a claim is compared."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is there with one set of rules only, or says something else with each."""

    before: Claim | None
    after: Claim | None

    @property
    def line(self) -> int:
        """Where it stands."""
        claim = self.after or self.before
        return claim.line if claim else 0

    def told(self) -> str:
        """One line, beginning with + for a gain, - for a loss, ~ for a change."""
        if self.before is None or self.after is None:
            claim = self.after or self.before
            assert claim is not None
            return f"{'+' if self.after else '-'} {_shown(claim)}"
        fields = [name for name in FIELDS if getattr(self.before, name) != getattr(self.after, name)]
        changes = "; ".join(f"{name}: {_said(self.before, name)} → {_said(self.after, name)}" for name in fields)
        return f"~ ⟦{_flat(self.after.text)}⟧  {changes}  [{self.after.rule}]"


def changes(before: Document, after: Document) -> Iterator[Change]:
    """The changes of one text, in its order."""
    old = {(claim.start, claim.end): claim for claim in before.claims}
    new = {(claim.start, claim.end): claim for claim in after.claims}
    for span in sorted(old.keys() | new.keys()):
        change = Change(old.get(span), new.get(span))
        if change.before is None or change.after is None or _differ(change.before, change.after):
            yield change


def _differ(one: Claim, other: Claim) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in FIELDS)


def _shown(claim: Claim) -> str:
    meaning = " · ".join(part for part in (claim.item, claim.action, claim.indicator) if part)
    return f"⟦{_flat(claim.text)}⟧  {meaning or '-'}  [{claim.rule}]"


def _said(claim: Claim, name: str) -> str:
    value = claim.period and claim.period.label if name == "period" else getattr(claim, name)
    return "-" if value is None else _flat(str(value))


def _flat(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Judged:
    """What annotations say of the changes."""

    right: tuple[str, ...]
    """Misses that are gone."""
    wrong: tuple[str, ...]
    """Misses that are new."""
    before: dict[str, int | float]
    after: dict[str, int | float]


def judge(gold: Path, texts: Path, lexicon: Lexicon) -> Judged:
    """Score the annotated texts with the rules of the package and with `lexicon`. Raises GoldError."""
    scores = [evaluate(gold, texts, (), rules) for rules in (Lexicon.load(), lexicon)]
    before, after = (_misses([miss for one in score for miss in one.misses]) for score in scores)
    return Judged(
        tuple(told for miss, told in before.items() if miss not in after),
        tuple(told for miss, told in after.items() if miss not in before),
        figures(scores[0]),
        figures(scores[1]),
    )


def _misses(told: Sequence[str]) -> dict[str, str]:
    """By what they say without the rule that decided, which is no miss by itself."""
    return {miss.partition("  rule ")[0]: miss for miss in told}
