"""The README says what is so: its example is real output, its code runs, its commands are those there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cpcc_extract import exact_json, parse
from cpcc_extract.cli.app import app
from cpcc_extract.writers.formats import FORMATS

ROOT = Path(__file__).parent.parent
READMES = ["README.md", "README.zh-CN.md"]


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_the_record_is_what_the_report_becomes(name: str) -> None:
    (report,), (record,) = blocks(name, "markdown"), blocks(name, "json")
    first, *others = parse(report).claims
    assert exact_json.loads(record) == exact_json.loads(first.model_dump_json())
    assert [claim.text for claim in others] == ["176件", "92.6%", "3.1个百分点"]
    assert others[0].item == first.item
    assert (others[2].change, others[2].comparison) == ("increase", "比上年")


def test_two_commands_of_one_line_in_both_languages() -> None:
    commands = blocks(READMES[0], "sh")
    assert commands == blocks(READMES[1], "sh")
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && ") and command.count("\n") == 1 for command in commands)
    sample = re.search(r"samples/\S+", commands[0])
    assert sample and (ROOT / sample[0]).is_file()


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_format_is_told(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = {command.callback.__name__ for command in app.registered_commands if command.callback}
    groups = {group.name for group in app.registered_groups}
    assert set(re.findall(r"^\| `cpcc-extract (\w+)", text, flags=re.MULTILINE)) == commands | groups
    assert all(f"`--{one}`" in text or f"`--format {one}`" in text for one in FORMATS)
