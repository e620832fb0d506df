"""`--help`, versions, completion, suggestions, how much is said: the command as people expect it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest
from examples import Block, Session
from typer.main import get_command

from cpcc_extract import cli
from cpcc_extract.cli.app import app
from cpcc_extract.cli.help import as_text
from cpcc_extract.cli.language import Language, translator, users_language
from cpcc_extract.cli.manual import Manual, contexts, manual_of
from cpcc_extract.cli.usage import in_chinese
from cpcc_extract.lexicon.manual import help_in_chinese
from cpcc_extract.view.wrapping import cells, line_starts, wrapped

THEIRS = ("--install-completion", "--show-completion", "-h, --help")
"""Options of the command line library; their texts may change with its version."""
CONTEXTS = tuple(contexts(get_command(app), "cpcc-extract"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@cache
def manuals(language: Language = "en") -> tuple[Manual, ...]:
    """The manuals of the program and of all its commands."""
    return tuple(manual_of(context, language) for context in CONTEXTS)


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A real run with nothing in its environment that chooses a language, but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "_"))}
    return subprocess.run(
        [sys.executable, "-m", "cpcc_extract", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=kept | {"COLUMNS": "80"} | environment,
        check=False,
    )


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


# --- help ---


@pytest.mark.parametrize("manual", manuals(), ids=attrgetter("name"))
def test_each_example_runs(manual: Manual, session: Session) -> None:
    assert manual.examples, "give an example in the docstring, below `Examples:`"
    gold = session.folder / "gold"
    gold.mkdir()
    (gold / "2024.mentions.jsonl").touch()
    (gold / "2024.layout.json").write_text('{"lines": [], "articles": []}')
    (session.folder / "mine").mkdir()
    unit = '[[unit]]\nid = "榀"\ndimension = "count"\nforms = ["榀"]\nexamples = ["屋架⟦12榀⟧"]\n'
    (session.folder / "mine" / "units.toml").write_text(unit, encoding="utf-8")
    (session.folder / "texts").mkdir()
    (session.folder / "texts" / "2024.txt").write_text("走访委员。", encoding="utf-8")
    (session.folder / "last-run").touch()
    os.utime(session.folder / "last-run", (0, 0))
    if any("review.xlsx" in line for line in manual.examples):
        session.run(block("cpcc-extract parse report.txt -o claims.csv --review review.xlsx"))
    for line in manual.examples:
        assert line.startswith(("cpcc-extract ", "find "))
        session.run(block(line))


def block(line: str) -> Block:
    return Block(line, "sh", line, None, 0, None, None, None)


def test_every_sentence_is_there_in_chinese_and_none_is_left_over() -> None:
    texts = {text for manual in manuals() for text in manual.about}
    entries = [e for m in manuals() for e in (*m.arguments, *m.options, *m.commands)]
    ours = texts | {entry.about for entry in entries if entry.names not in THEIRS}
    known = help_in_chinese()
    assert ours - set(known) == set(), "these need a row in cpcc_extract/data/help.toml"
    frame = {text for text in known if text.endswith(":") or "{}" in text or text == "[required]"}
    theirs = {entry.about for entry in entries if entry.names in THEIRS}
    assert set(known) - ours - theirs - frame == set(), "these rows of cpcc_extract/data/help.toml say nothing any more"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [50, 79])
def test_no_line_is_wider_than_the_terminal(language: Language, width: int) -> None:
    for manual in manuals(language):
        lines = as_text(manual, translator(language), width).splitlines()
        wide = [line for line in lines if cells(line) > width and line.strip() not in manual.examples]
        assert wide == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.Big5"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({}, "en"),
    ],
)
def test_language(environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert users_language() == expected


def test_help_in_both_languages() -> None:
    english, chinese = program("parse", "-h", LANG="C"), program("parse", "-h", LANG="zh_CN.UTF-8")
    assert english.stdout.startswith("Usage: cpcc-extract parse [OPTIONS] FILE…\n")
    assert chinese.stdout.startswith("用法：cpcc-extract parse [OPTIONS] FILE…\n")
    assert (english.returncode, chinese.returncode, english.stderr, chinese.stderr) == (0, 0, "", "")


def test_one_option_means_one_thing() -> None:
    """The same long name has the same short one and the same kind of value in every command."""
    shapes: dict[str, set[str]] = {}
    for names in (entry.names for manual in manuals() for entry in manual.options):
        (long,) = re.findall(r"--\w[\w-]*", names)[:1]
        # What a command writes is told by the value's name, and --review is read by `evaluate`.
        shapes.setdefault(long, set()).add(re.sub(r" (OUT|FILE)\.\w+$", " OUT", names))
    assert {long: found for long, found in shapes.items() if len(found) > 1} == {}


def test_every_value_has_a_name() -> None:
    for context in CONTEXTS:
        for parameter in context.command.params:
            takes = parameter.param_type_name == "argument" or not (parameter.is_flag or parameter.secondary_opts)
            assert not takes or parameter.metavar, f"{context.command_path} {parameter.name}: give it a metavar"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("并案17件。", 6, ["并案", "17件。"]),
        ("举办“讲坛”6期", 8, ["举办“讲", "坛”6期"]),
        ("全年,走访", 4, ["全", "年,", "走访"]),
        ("one two three", 8, ["one two", "three"]),
        ("a https://example.org/long", 10, ["a", "https://ex", "ample.org/", "long"]),
        ("", 5, [""]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
    assert all(0 < start < len(text) for start in line_starts(text, width))


# --- version, suggestions, completion ---


def test_version_names_program_rules_and_schema() -> None:
    assert re.fullmatch(r"cpcc-extract \d+\.\d+\.\d+ \(rules [0-9a-f]{12}, schema 1\)\n", program("--version").stdout)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["prase"], "Did you mean 'parse'"),
        (["parse", "--formt"], "--format"),
        (["panel", "reports", "-o", "a.csv", "--indicators", "proposal.recieved"], "did you mean 'proposal.received'?"),
        (["panel", "reports", "-o", "a.csv", "--indicators", "xyz"], "`cpcc-extract indicators` lists them"),
    ],
)
def test_what_was_meant(arguments: list[str], told: str) -> None:
    done = program(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cpcc-extract pa", ["parse", "panel"]),
        ("cpcc-extract parse --form", ["--format"]),
        ("cpcc-extract parse --format x", ["xlsx"]),
        ("cpcc-extract parse --columns item,val", ["item,value", "item,value_max"]),
        ("cpcc-extract panel --indicators proposal.receiv", ["proposal.received"]),
    ],
)
def test_completion(typed: str, offered: list[str]) -> None:
    done = program(
        _CPCC_EXTRACT_COMPLETE="complete_bash",
        COMP_WORDS=typed,
        COMP_CWORD=str(typed.count(" ")),
    )
    assert done.stdout.split() == offered


# --- how much is said ---


def test_quiet_and_verbose(session: Session) -> None:
    report, out = session.folder / "report.txt", session.folder / "out.csv"
    usual = program("batch", report, "-o", out)
    quiet = program("batch", report, "-o", out, "-q")
    verbose = program("batch", report, "-o", out, "--verbose")
    assert "1 files done" in usual.stderr
    assert quiet.stderr == ""
    assert f"{report}: " in verbose.stderr and "1 files done" in verbose.stderr
    assert "utf-8" in program("parse", report, "--csv", "-v").stderr
    missing = program("parse", session.folder / "missing.txt", "-q")
    assert "no such file" in missing.stderr
    assert program("parse", report, "-q", "-v").returncode == 2


# --- streams ---


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp936"},
    ],
    ids=str,
)
def test_files_and_pipes_get_utf8_whatever_the_encoding(environment: dict[str, str], session: Session) -> None:
    done = program("parse", session.folder / "report.txt", "--csv", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "提案" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_messages_name_chinese_files(encoding: str) -> None:
    assert "没有.txt: no such file" in program("parse", "没有.txt", PYTHONIOENCODING=encoding).stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", "utf-8"), ("cp1252", "utf-8"), ("utf-8", "utf-8"), ("cp936", "gbk")]
)
def test_terminals_show_chinese_whatever_they_say_of_themselves(encoding: str, shown: str, session: Session) -> None:
    import pty  # noqa: PLC0415 - only some systems have it

    controller, terminal = pty.openpty()
    with os.fdopen(controller, "rb", buffering=0) as reading:
        with os.fdopen(terminal, "wb") as writing:
            running = subprocess.Popen(
                [sys.executable, "-m", "cpcc_extract", "parse", session.folder / "report.txt"],
                stdout=writing,
                stderr=writing,
                env=os.environ | {"PYTHONIOENCODING": encoding, "TERM": "dumb", "COLUMNS": "80"},
            )
        printed = b""
        try:
            while part := reading.read(65536):
                printed += part
        except OSError:  # how Linux says that the other end is closed
            pass
        assert running.wait() == 0
    text = printed.decode(shown)
    assert "提案" in text
    assert "Traceback" not in text


# --- wrong usage ---

WRONG = (
    (("parse", "--nope", "x"), "No such option: --nope", "没有选项 --nope"),
    (("pars", "x"), "Did you mean 'parse'?", "没有命令“pars”，是不是 'parse'？"),
    (("parse",), "Missing argument 'FILE…'.", "缺少参数 FILE…。"),
    (("parse", "-o"), "Option '-o' requires an argument.", "选项 -o 后面要有一个值。"),
    (("schema", "claim", "more"), "Got unexpected extra argument", "多出了参数："),
    (("parse", "a.txt", "--json", "--csv"), "choose one format, not csv and json", "格式只能选一种"),
    (("rules", "show", "unit.nope"), "no rule 'unit.nope'", "没有规则“unit.nope”"),
    (("batch", "a.txt", "-o", "-"), "not standard output; name one", "不写到标准输出；请写明一个"),
)


@pytest.mark.parametrize(("arguments", "english", "chinese"), WRONG)
def test_wrong_usage_is_told_in_the_language_of_the_locale(
    arguments: tuple[str, ...], english: str, chinese: str
) -> None:
    for locale, expected, usage in (("C.UTF-8", english, "Usage: "), ("zh_CN.UTF-8", chinese, "用法：")):
        result = program(*arguments, LC_ALL=locale)
        assert (result.returncode, result.stdout) == (2, ""), result.stderr
        assert expected in result.stderr
        assert usage in result.stderr or "-o" in arguments


def _own_messages() -> tuple[str, ...]:
    """What the commands themselves raise as wrong usage, with `x` where a value stands."""
    found = []
    for file in sorted(Path(cli.__file__).parent.glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("BadParameter"):
                found.append(_with_placeholders(call.args[0]))
    return tuple(message for message in found if message)


def _with_placeholders(text: ast.expr) -> str:
    if isinstance(text, ast.Constant):
        return str(text.value)
    parts = text.values if isinstance(text, ast.JoinedStr) else []
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else {114: "'x'"}.get(part.conversion, "x")  # type: ignore[attr-defined]
        for part in parts
    )


def test_all_messages_of_the_commands_about_usage_have_chinese_ones() -> None:
    advice = ("did you mean 'y'?", "`cpcc-extract rules list` prints all")
    for message in _own_messages():
        for told in {message, *(message.replace("; x", f"; {one}") for one in advice)} - {
            "no indicator 'x'; x",
            "no rule 'x'; x",
        }:
            assert re.search("[一-鿿]", in_chinese(told)), told
    assert len(_own_messages()) > 10
