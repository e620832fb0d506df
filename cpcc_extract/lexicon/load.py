"""All rules in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cpcc_extract.lexicon.grammar import GrammarRules, compile_grammar
from cpcc_extract.lexicon.indicators import IndicatorRules, compile_indicators
from cpcc_extract.lexicon.numbers import NumberRules, compile_numbers
from cpcc_extract.lexicon.organisations import OrganisationRules, compile_organisations
from cpcc_extract.lexicon.status import StatusRules, compile_status
from cpcc_extract.lexicon.store import kept
from cpcc_extract.lexicon.structure import StructureRules, compile_structure
from cpcc_extract.lexicon.times import TimeRules, compile_times


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rule sets of all stages."""

    structure: StructureRules
    times: TimeRules
    organisations: OrganisationRules
    numbers: NumberRules
    indicators: IndicatorRules
    status: StatusRules
    grammar: GrammarRules

    @staticmethod
    def load() -> Lexicon:
        """The rules that come with the package: read at the first call, the same object afterwards.

        They are compiled once for all runs of a user (lexicon/store.py). Functions that take a lexicon use these where
        they are given none.

            >>> rules = Lexicon.load()
            >>> rules.indicator_labels["proposal.received"], Lexicon.load() is rules
            ('收到提案数', True)
        """
        return _load()

    @property
    def indicator_labels(self) -> dict[str, str]:
        """Chinese label by indicator id."""
        return {row.id: row.label for row in self.indicators.codebook.values()}


@cache
def _load() -> Lexicon:
    return Lexicon(*kept(_Compiled, _compile), grammar=compile_grammar())


class _Compiled(NamedTuple):
    """What is kept between runs: all but the words, which are as quick to read from their table."""

    structure: StructureRules
    times: TimeRules
    organisations: OrganisationRules
    numbers: NumberRules
    indicators: IndicatorRules
    status: StatusRules


def _compile() -> _Compiled:
    return _Compiled(
        structure=compile_structure(),
        times=compile_times(),
        organisations=compile_organisations(),
        numbers=compile_numbers(),
        indicators=compile_indicators(),
        status=compile_status(),
    )
