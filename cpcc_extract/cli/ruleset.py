"""Which rules a command works with: those of the package, and what options, environment and working folder lay over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cpcc_extract.cli.guard import detail, remark
from cpcc_extract.errors import RulesError

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.lexicon.overlay import Overlay

NO_FILES = "holds no rule file (units.toml, indicators.toml …), so nothing changes"
_OPTION, _ENVIRONMENT, _BOOKS = "--rules", "CPCC_EXTRACT_RULES", "--codebook"
_NOTHING = Path("none")
"""What `--rules` says when neither a folder nor cpcc-extract.toml is wanted."""


class Wanted(NamedTuple):
    """What goes over the rules of the package, and who asked for it: an option, the environment, cpcc-extract.toml."""

    rules: Path | None = None
    rules_by: str = _OPTION
    codebooks: tuple[str, ...] = ()
    codebooks_by: str = _BOOKS

    def __str__(self) -> str:
        """As it is told: `rules mine (CPCC_EXTRACT_RULES), codebook government (--codebook)`; empty for nothing."""
        told = [f"rules {self.rules} ({self.rules_by})"] if self.rules is not None else []
        return ", ".join(told + [f"codebook {name} ({self.codebooks_by})" for name in self.codebooks])

    @property
    def unseen(self) -> bool:
        """Some of it stands nowhere in what was typed."""
        return (self.rules is not None and self.rules_by != _OPTION) or bool(
            self.codebooks and self.codebooks_by != _BOOKS
        )


def wanted(rules: Path | None, codebooks: list[str] | None) -> Wanted:
    """What `--rules` and `--codebook` ask for; where one is missing the environment, then cpcc-extract.toml.

    `none` for the rules leaves cpcc-extract.toml out too. Raises RulesError for a cpcc-extract.toml that is not in
    order.
    """
    asked = Wanted(rules, codebooks=tuple(codebooks or ()))
    if rules is None and (named := os.environ.get(_ENVIRONMENT)):
        asked = Wanted(Path(named), _ENVIRONMENT, asked.codebooks)
    return Wanted(codebooks=asked.codebooks) if asked.rules == _NOTHING else _with_settings(asked)


def _with_settings(asked: Wanted) -> Wanted:
    from cpcc_extract.lexicon.overlay import SETTINGS

    if not Path(SETTINGS).exists():
        return asked
    from cpcc_extract.lexicon.settings import read_settings

    found = read_settings(Path())
    rules, rules_by = asked.rules, asked.rules_by
    if rules is None and found.rules is not None:
        rules, rules_by = Path(found.rules), SETTINGS
    if asked.codebooks:
        return Wanted(rules, rules_by, asked.codebooks)
    return Wanted(rules, rules_by, found.codebooks, SETTINGS)


def overlay(asked: Wanted) -> Overlay:
    """The rule files that are wanted. Raises RulesError, which says who asked where it cannot be seen."""
    from cpcc_extract.lexicon.overlay import read_overlay

    try:
        return read_overlay(asked.rules, asked.codebooks)
    except RulesError as error:
        raise _traced(error, asked) from None


def lexicon(rules: Path | None, codebooks: list[str] | None) -> Lexicon:
    """The rules for `--rules` and `--codebook`, see `wanted`; `--verbose` tells what they are. Raises RulesError."""
    from cpcc_extract.lexicon.load import Lexicon

    asked = wanted(rules, codebooks)
    if told := str(asked):
        detail(f"over the rules of the program: {told}")
    over = overlay(asked)
    if asked.rules is not None and not over.files:
        remark(f"{asked.rules} ({asked.rules_by}): {NO_FILES}")
    try:
        return Lexicon.of(over)
    except RulesError as error:
        raise _traced(error, asked) from None


def _traced(error: RulesError, asked: Wanted) -> RulesError:
    return RulesError(f"{error} ({asked}; `{_OPTION} {_NOTHING}` does without)") if asked.unseen else error
