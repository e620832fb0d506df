"""`cpcc-extract rules …`: which rules there are, whether a user's are sound, and what they change."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cpcc_extract.cli.command import Command, Group
from cpcc_extract.cli.guard import guarded, remark
from cpcc_extract.cli.options import Codebooks, Rules

if TYPE_CHECKING:
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.rules.checking import Checked
    from cpcc_extract.rules.listing import Listed

app = typer.Typer(cls=Group, rich_markup_mode=None, no_args_is_help=True)
Kinds = Annotated[
    list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind of rule; can be repeated.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder with rule files.")]
_NAMED = 5
"""Rules without examples that are named; of more there is no use."""
_TOLD = 10
"""Examples of the program that hold no longer, likewise."""
_COLUMNS = ("kind", "id", "place", "deed", "shows")


@app.callback()
def about() -> None:
    """List rules, look at one, check rules of your own and see what they change.

    Rules are rows in files; those in a folder of yours go over those of the program. docs/rules.md says how.

    Examples:
        cpcc-extract rules list --kind unit
        cpcc-extract rules new indicator
    """


def list_(
    kind: Kinds = None,
    json: Annotated[bool, typer.Option("--json", help="A list of records, one a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One rule a row.")] = False,
    rules: Rules = None,
    codebook: Codebooks = None,
) -> None:
    """List the rules with their files and lines, kind by kind.

    With rules of your own: what each of them does to a rule of the program (new, replaces, changes, removes).

    Examples:
        cpcc-extract rules list
        cpcc-extract rules list --kind heading --kind unit --csv
        cpcc-extract rules list --codebook government --kind indicator
    """
    from cpcc_extract.cli.output import chosen_of, into_file
    from cpcc_extract.cli.ruleset import lexicon, wanted
    from cpcc_extract.compiling.kinds import KINDS, kind_named
    from cpcc_extract.exact_json import dump_records
    from cpcc_extract.rules.listing import listed
    from cpcc_extract.writers.separated import write_lines

    chosen = chosen_of({"json": json, "csv": csv}, None)
    kinds = [kind_named(name) for name in kind] if kind else KINDS
    rows = [_cells(one) for one in listed(lexicon(rules, codebook).overlay, kinds)]
    if chosen == "json":
        typer.echo(dump_records([dict(zip(_COLUMNS, row, strict=True)) for row in rows]))
    elif chosen == "csv":
        write_lines(_COLUMNS, rows, sys.stdout.buffer, bom=into_file(None))
    elif sys.stdout.isatty():
        from cpcc_extract.view.terminal import show_table

        show_table(_COLUMNS, rows, sys.stdout)
    else:
        typer.echo("\n".join("\t".join(row) for row in rows))
    over = str(wanted(rules, codebook))
    remark(
        f"{len(rows)} rules of {len({row[0] for row in rows})} kinds"
        + (f"; over the program's: {over}" if over else "")
    )


def _cells(one: Listed) -> list[str]:
    return [one.kind.name, one.id, one.place, one.steps[-1].deed, one.shows]


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of the rule, as `explain` and `list` print it.")],
    rules: Rules = None,
    codebook: Codebooks = None,
) -> None:
    """Show a rule as it stands in its file, with its examples, and the rows that lie over it.

    Examples:
        cpcc-extract rules show match.filing_rate
        cpcc-extract rules show 件
    """
    from difflib import get_close_matches

    from cpcc_extract.cli.ruleset import lexicon
    from cpcc_extract.rules.listing import listed, text_of

    over = lexicon(rules, codebook).overlay
    every = list(listed(over))
    found = [one for one in every if one.id == id]
    if not found:
        near = get_close_matches(id, [one.id for one in every], n=1)
        advice = f"did you mean {near[0]!r}?" if near else "`cpcc-extract rules list` prints all"
        raise typer.BadParameter(f"no rule {id!r}; {advice}", param_hint="ID")
    typer.echo("\n\n".join(text_of(one, over) for one in found))


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="A folder with rule files; without it those of the program."),
    ] = None,
    codebook: Codebooks = None,
) -> None:
    """Check each rule: its form, its patterns, its examples and counter-examples, and whether it can be reached.

    The codebooks in DIR/codebooks are checked with it. Each defect is a line with file, line, rule, and what to do.
    Exit status 1 when there is one.

    Examples:
        cpcc-extract rules check
        cpcc-extract rules check mine/
    """
    from cpcc_extract.cli.ruleset import NO_FILES
    from cpcc_extract.errors import RulesError
    from cpcc_extract.lexicon.overlay import codebooks_of, read_overlay
    from cpcc_extract.rules.checking import check as checked

    over = read_overlay(folder, [*(codebooks_of(folder) if folder else ()), *(codebook or ())])
    if folder and not over.files:
        raise RulesError(f"{folder}: {NO_FILES}; `cpcc-extract rules new unit --into {folder}` begins one")
    found = checked(over)
    for line in found.defects:
        typer.echo(line)
    _remark_on(found, "" if folder or codebook else " of the program")
    if found.defects:
        raise typer.Exit(1)


def _remark_on(found: Checked, whose: str) -> None:
    for line in found.disturbed[:_TOLD]:
        remark(f"note: with these rules, {line}")
    if len(found.disturbed) > _TOLD:
        remark(f"note: and {len(found.disturbed) - _TOLD} more examples of the program's rules")
    if found.bare:
        named = ", ".join(found.bare[:_NAMED]) + (", …" if len(found.bare) > _NAMED else "")
        remark(f"note: {len(found.bare)} without examples, so nothing tells whether they work: {named}")
    remark(f"{found.rows} rules{whose}, {len(found.defects)} defects")


def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="As `rules list` prints it: unit, heading, indicator …")],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", help="Add it to the file of this folder instead."),
    ] = None,
) -> None:
    """Print a row of that kind to be filled in, with what its keys mean and a row of the program.

    Examples:
        cpcc-extract rules new unit
        cpcc-extract rules new indicator --into mine/
    """
    from cpcc_extract.compiling.kinds import kind_named
    from cpcc_extract.compiling.templates import head_of, row_to_fill

    wanted = kind_named(kind)
    tables = [wanted] + ([kind_named("match")] if kind == "indicator" else [])
    rows = "\n\n".join(row_to_fill(one) for one in tables)
    if into is None:
        typer.echo(f"{head_of(wanted)}\n\n{rows}")
        return
    file = into / wanted.file
    try:
        into.mkdir(parents=True, exist_ok=True)
        start = "\n" if file.exists() else f"{head_of(wanted)}\n\n"
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{start}{rows}\n")
    except OSError as error:
        from cpcc_extract.errors import WriteError

        raise WriteError(f"{file}: cannot be written ({error.strerror or error}); name another folder") from None
    remark(f"{file}: fill in the row at its end, then `cpcc-extract rules check {into}`")


def diff(
    folder: Folder,
    texts: Annotated[
        list[Path], typer.Argument(metavar="[GOLD_DIR] TEXT_DIR", help="Annotations, if there are any; reports.")
    ],
    codebook: Codebooks = None,
) -> None:
    """Show what your rules change in reports, claim by claim: + gained, - lost, ~ changed.

    With annotations (as for `evaluate`) also which of the changes are right and which wrong, and the figures before
    and after.

    Examples:
        cpcc-extract rules diff mine/ reports/
        cpcc-extract rules diff mine/ gold/ texts/
    """
    from cpcc_extract.lexicon.load import Lexicon

    if len(texts) > 2:
        raise typer.BadParameter("needs DIR, perhaps GOLD_DIR, and TEXT_DIR", param_hint="TEXT_DIR")
    known = Lexicon.load(folder, codebook or ())
    failed = _print_changes(texts[-1], known)
    if len(texts) > 1:
        _print_judgement(texts[0], texts[-1], known)
    if failed:
        raise typer.Exit(1)


def _print_changes(texts: Path, known: Lexicon) -> list[str]:
    """Print the changes of all texts that can be read; the others are told of and returned."""
    from cpcc_extract.cli.reports import reports
    from cpcc_extract.lexicon.load import Lexicon
    from cpcc_extract.rules.difference import changes
    from cpcc_extract.runs.inputs import Choice

    failed: list[str] = []
    count = {"+": 0, "-": 0, "~": 0}
    before = reports([str(texts)], Choice(), None, Lexicon.load(), failed)
    after = reports([str(texts)], Choice(), None, known, [])
    for old, new_ in zip(before, after, strict=True):
        for change in changes(old, new_):
            told = change.told()
            count[told[0]] += 1
            typer.echo(f"{old.source.path or old.source.name}:{change.line}: {told}")
    remark(f"{count['+']} gained, {count['-']} lost, {count['~']} changed")
    return failed


def _print_judgement(gold: Path, texts: Path, known: Lexicon) -> None:
    from cpcc_extract.rules.difference import judge

    found = judge(gold, texts, known)
    for word, misses in (("right", found.right), ("wrong", found.wrong)):
        for miss in misses:
            typer.echo(f"{word}: {miss}")
    for name, value in found.before.items():
        after = found.after[name]
        shown = [f"{one:.4f}" if isinstance(one, float) else str(one) for one in (value, after)]
        typer.echo(f"{name:16} {shown[0]:>8} {shown[1]:>8}" + ("" if value == after else f" {after - value:+.4f}"))


for name, command in (("list", list_), ("show", show), ("check", check), ("new", new), ("diff", diff)):
    app.command(name, cls=Command)(guarded(command))
