"""Values of the command line that are right as they were typed.

The command line library builds a validator for each option of a command, whether it was given or not, which takes
longer than reading a report does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args


def let_pass(parameters: Iterable[Any]) -> None:
    """Spare the parameters the conversion of what is not given, of a text where texts are wanted, and of a choice.

    What is anything else is converted, or refused, by the library as ever.
    """
    for parameter in parameters:
        known = getattr(parameter, "get_runtime_param", None)
        if known is not None and not isinstance(known, _Passing):
            parameter.get_runtime_param = _Passing(parameter)


class _Passing:
    """Stands in for what converts a parameter's values."""

    def __init__(self, parameter: Any) -> None:
        self._library = parameter.get_runtime_param
        self._several = parameter.multiple or parameter.nargs == -1
        self._wanted = parameter.type_descriptor.annotation

    def __call__(self) -> _Passing:
        return self

    def coerce(self, value: Any, **place: Any) -> Any:
        """The value as the command takes it; `place` tells the library where it stands."""
        if value is None:
            return () if self._several else None
        if self._right(value):
            return value
        return self._library().coerce(value, **place)

    def _right(self, value: Any) -> bool:
        if type(value) is self._wanted:  # a number that stands there by default
            return True
        if isinstance(value, tuple):
            return self._several and self._wanted == list[str] and all(isinstance(one, str) for one in value)
        return isinstance(value, str) and value in get_args(self._wanted)
