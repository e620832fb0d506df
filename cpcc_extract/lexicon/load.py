"""All rules in one place."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from cpcc_extract.errors import RulesError
from cpcc_extract.lexicon.grammar import GrammarRules, compile_grammar
from cpcc_extract.lexicon.indicators import IndicatorRules, compile_indicators
from cpcc_extract.lexicon.numbers import NumberRules, compile_numbers
from cpcc_extract.lexicon.organisations import OrganisationRules, compile_organisations
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay, read_overlay
from cpcc_extract.lexicon.status import StatusRules, compile_status
from cpcc_extract.lexicon.store import kept
from cpcc_extract.lexicon.structure import StructureRules, compile_structure
from cpcc_extract.lexicon.times import TimeRules, compile_times
from cpcc_extract.lexicon.version import rule_version


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
        return {row.id: row.label for row in self.indicators.codebook.values()}


@cache
def _load(over: Overlay) -> Lexicon:
    compiled = kept(_Compiled, partial(_compile, over), over.digest)
    return Lexicon(*compiled, overlay=over)


class _Compiled(NamedTuple):
    """What is kept between runs."""

    structure: StructureRules
    times: TimeRules
    organisations: OrganisationRules
    numbers: NumberRules
    indicators: IndicatorRules
    status: StatusRules
    grammar: GrammarRules


def _compile(over: Overlay = SHIPPED) -> _Compiled:
    if not over.files:
        return _compiled(over)
    from cpcc_extract.lexicon.kinds import examine  # noqa: PLC0415 - knows all kinds of rows; rules of users are rare

    examine(over)
    import regex  # noqa: PLC0415 - see lexicon/patterns.py

    try:
        return _compiled(over)
    except (re.error, regex.error, ValueError, LookupError, TypeError) as error:
        names = ", ".join(file.path for file in over.files)
        raise RulesError(
            f"{names}: these rules do not go together ({error}); leave rows out until the one that is to blame is found"
        ) from None


def _compiled(over: Overlay) -> _Compiled:
    return _Compiled(
        structure=compile_structure(over),
        times=compile_times(over),
        organisations=compile_organisations(over),
        numbers=compile_numbers(over),
        indicators=compile_indicators(over),
        status=compile_status(over),
        grammar=compile_grammar(over),
    )
