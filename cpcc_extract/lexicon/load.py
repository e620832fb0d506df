"""All rules in one place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from cpcc_extract.lexicon.grammar import GrammarRules
from cpcc_extract.lexicon.indicators import IndicatorRules
from cpcc_extract.lexicon.numbers import NumberRules
from cpcc_extract.lexicon.organisations import OrganisationRules
from cpcc_extract.lexicon.overlay import Overlay, read_overlay
from cpcc_extract.lexicon.status import StatusRules
from cpcc_extract.lexicon.store import kept
from cpcc_extract.lexicon.structure import StructureRules
from cpcc_extract.lexicon.times import TimeRules
from cpcc_extract.lexicon.version import rule_version


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """The rule sets of all stages."""

    structure: StructureRules
    times: TimeRules
    organisations: OrganisationRules
    numbers: NumberRules
    indicators: IndicatorRules
    status: StatusRules
    grammar: GrammarRules
    overlay: Overlay
    """What went over the rules of the package."""

    @staticmethod
    def load(rules: str | os.PathLike[str] | None = None, codebooks: str | Sequence[str] = ()) -> Lexicon:
        """The rules that come with the package, with those of the folder `rules` and the codebooks laid over them.

        Codebooks are files, or names: `government`, or one of `rules`/codebooks. The same content gives the same
        object. Rules are compiled once for all runs of a user (lexicon/store.py). Functions that take a lexicon use
        those of the package where they are given none. Raises RulesError for what cannot be used, with its file and
        line.

            >>> rules = Lexicon.load()
            >>> rules.indicator_labels["proposal.received"], Lexicon.load() is rules
            ('收到提案数', True)
        """
        return Lexicon.of(read_overlay(rules, [codebooks] if isinstance(codebooks, str) else codebooks))

    @staticmethod
    def of(overlay: Overlay) -> Lexicon:
        """The rules with an overlay that was read already. Raises RulesError as `load` does."""
        return _load(overlay)

    @property
    def version(self) -> str:
        """Which rules these are: changes whenever the package or one of the rule files does."""
        return rule_version(self.overlay)

    @property
    def indicator_labels(self) -> dict[str, str]:
        """Chinese label by indicator id."""
        return self.indicators.labels


@cache
def _load(over: Overlay) -> Lexicon:
    compiled = kept(Compiled, partial(_compile, over), over.digest)
    return Lexicon(*compiled, overlay=over)


class Compiled(NamedTuple):
    """What is kept between runs."""

    structure: StructureRules
    times: TimeRules
    organisations: OrganisationRules
    numbers: NumberRules
    indicators: IndicatorRules
    status: StatusRules
    grammar: GrammarRules


def _compile(over: Overlay) -> Compiled:
    from cpcc_extract.compiling.all import compile_all  # noqa: PLC0415 - rules that are kept need none of it

    return compile_all(over)
