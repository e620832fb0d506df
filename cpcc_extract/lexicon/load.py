"""All rules in one place, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cpcc_extract.lexicon.grammar import GrammarRules, compile_grammar
from cpcc_extract.lexicon.indicators import IndicatorRules, compile_indicators
from cpcc_extract.lexicon.numbers import NumberRules, compile_numbers
from cpcc_extract.lexicon.organisations import OrganisationRules, compile_organisations
from cpcc_extract.lexicon.status import StatusRules, compile_status
from cpcc_extract.lexicon.structure import StructureRules, compile_structure
from cpcc_extract.lexicon.times import TimeRules, compile_times


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rule sets of all stages."""

    structure: StructureRules
    times: TimeRules
    organisations: OrganisationRules
    numbers: NumberRules
    grammar: GrammarRules
    indicators: IndicatorRules
    status: StatusRules

    @staticmethod
    def load() -> Lexicon:
        """The rules that come with the package. Read and compiled at the first call, the same object afterwards."""
        return _load()

    @property
    def indicator_labels(self) -> dict[str, str]:
        """Chinese label by indicator id."""
        return {row.id: row.label for row in self.indicators.codebook.values()}


@cache
def _load() -> Lexicon:
    return Lexicon(
        structure=compile_structure(),
        times=compile_times(),
        organisations=compile_organisations(),
        numbers=compile_numbers(),
        grammar=compile_grammar(),
        indicators=compile_indicators(),
        status=compile_status(),
    )
