"""What a command is for, as data: read from its declaration, shown by `--help`, written into the documents."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import typer

from cpcc_extract.cli.language import Language, translator


@dataclass(frozen=True, slots=True)
class Entry:
    """An argument, an option or a command, and what it is."""

    names: str
    """As typed: `-o, --output OUT`."""
    about: str
    default: str = ""
    """What stands without it; empty where that is nothing, or said by `about`."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Manual:
    """All that `--help` says of a command."""

    name: str
    """With the program's: `cpcc-extract parse`."""
    usage: str
    about: tuple[str, ...]
    """Paragraphs, the first of which says in one sentence what the command does."""
    arguments: tuple[Entry, ...]
    options: tuple[Entry, ...]
    commands: tuple[Entry, ...]
    examples: tuple[str, ...]
    """Lines to be typed."""


def manual_of(context: typer.Context, language: Language) -> Manual:
    """The manual of the context's command. Texts that have no row in `language` stay English."""
    command: Any = context.command
    say = translator(language)
    about, examples = _parts(command.help)
    shown = [parameter for parameter in command.get_params(context) if not parameter.hidden]
    arguments = [parameter for parameter in shown if parameter.param_type_name == "argument"]
    return Manual(
        name=context.command_path,
        usage=" ".join([context.command_path, *usage_of(command)]),
        about=tuple(map(say, about)),
        arguments=tuple(_argument(parameter, say) for parameter in arguments),
        options=tuple(_option(parameter, say) for parameter in shown if parameter not in arguments),
        commands=tuple(
            Entry(name, say(_parts(one.help)[0][0])) for name, one in getattr(command, "commands", {}).items()
        ),
        examples=examples,
    )


def contexts(command: Any, name: str, parent: typer.Context | None = None) -> Iterator[typer.Context]:
    """A context of the command called `name` and of each below it, of which manuals can be made."""
    context = command.make_context(name, [], parent=parent, resilient_parsing=True)
    yield context
    for inner, one in getattr(command, "commands", {}).items():
        yield from contexts(one, inner, context)


def usage_of(command: Any) -> list[str]:
    """What is typed behind the command's name."""
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    names = [one.metavar if one.required else f"[{one.metavar}]" for one in arguments]
    return ["[OPTIONS]", *names, *(["COMMAND …"] if hasattr(command, "commands") else [])]


def _argument(parameter: Any, say: Callable[[str], str]) -> Entry:
    return Entry(parameter.metavar, say(parameter.help or ""), required=parameter.required)


def _option(parameter: Any, say: Callable[[str], str]) -> Entry:
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.secondary_opts:
        names += f" / {parameter.secondary_opts[0]}"
    elif not parameter.is_flag:
        names += f" {parameter.metavar}"
    stands = not parameter.is_flag and isinstance(parameter.default, str | int | float)
    default = f"{parameter.default}".removesuffix(".0") if stands else ""
    return Entry(names, say(parameter.help or ""), default, parameter.required)


def _parts(docstring: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of a docstring, and the lines below `Examples:`."""
    prose, _, examples = f"{inspect.cleandoc(docstring or '')}\n".partition("\nExamples:\n")
    paragraphs = tuple(" ".join(part.split()) for part in prose.split("\n\n") if part.strip())
    return paragraphs, tuple(line.strip() for line in examples.splitlines() if line.strip())
