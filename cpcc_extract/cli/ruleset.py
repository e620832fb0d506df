"""Which rules a command works with: those of the package, and what options, environment and working folder lay over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon


def lexicon(rules: Path | None, codebooks: list[str] | None) -> Lexicon:
    """The rules for `--rules` and `--codebook`; what is not given there comes from cpcc-extract.toml, if it is there.

    CPCC_EXTRACT_RULES has gone into `rules` already where the option is missing. Raises RulesError.
    """
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.lexicon.overlay import SETTINGS

    if not Path(SETTINGS).exists():
        return Lexicon.load(rules, codebooks or ())
    from cpcc_extract.lexicon.settings import read_settings

    found = read_settings(Path())
    return Lexicon.load(rules or found.rules, codebooks or found.codebooks)
