"""All rule files, compiled: what `Lexicon.load` keeps."""

from __future__ import annotations

import re

from cpcc_extract.compiling.grammar import compile_grammar
from cpcc_extract.compiling.indicators import compile_indicators
from cpcc_extract.compiling.numbers import compile_numbers
from cpcc_extract.compiling.organisations import compile_organisations
from cpcc_extract.compiling.status import compile_status
from cpcc_extract.compiling.structure import compile_structure
from cpcc_extract.compiling.times import compile_times
from cpcc_extract.errors import RulesError
from cpcc_extract.lexicon.load import Compiled
from cpcc_extract.lexicon.overlay import SHIPPED, Overlay


def compile_all(over: Overlay = SHIPPED) -> Compiled:
    """The rules of the package with those of `over` laid over them. Raises RulesError for what cannot be used."""
    if not over.files:
        return _compiled(over)
    from cpcc_extract.compiling.kinds import examine  # noqa: PLC0415 - knows all kinds of rows; rules of users are rare

    examine(over)
    import regex  # noqa: PLC0415 - see lexicon/patterns.py

    try:
        return _compiled(over)
    except (re.error, regex.error, ValueError, LookupError, TypeError) as error:
        names = ", ".join(file.path for file in over.files)
        raise RulesError(
            f"{names}: these rules do not go together ({error}); leave rows out until the one that is to blame is found"
        ) from None


def _compiled(over: Overlay) -> Compiled:
    return Compiled(
        structure=compile_structure(over),
        times=compile_times(over),
        organisations=compile_organisations(over),
        numbers=compile_numbers(over),
        indicators=compile_indicators(over),
        status=compile_status(over),
        grammar=compile_grammar(over),
    )
