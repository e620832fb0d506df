"""Rule files that a user lays over those of the package: what they do, what is refused."""

from __future__ import annotations

import os
import pickle
import tomllib
from pathlib import Path
from typing import Any

import pytest
from overlaying import OTHER, TEXT, UNIT, folder

from cpcc_extract import Lexicon, RulesError, batch, parse
from cpcc_extract.lexicon.overlay import read_overlay
from cpcc_extract.records import Document

CASES = tomllib.loads((Path(__file__).parent / "cases" / "overlay.toml").read_text(encoding="utf-8"))


def label(case: dict[str, Any]) -> str:
    return str(case["label"])


@pytest.mark.parametrize("case", CASES["refused"], ids=label)
def test_what_cannot_be_is_refused_with_its_place(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / case["file"]
    file.write_text(case["text"], encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        Lexicon.load(tmp_path)
    said = str(caught.value)
    assert said.startswith(f"{file}:{case['line']}: " if case["line"] else str(file)), said
    for part in case["says"]:
        assert part in said


@pytest.mark.parametrize("case", CASES["reads"], ids=label)
def test_what_a_row_does(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / case["file"]).write_text(case["rules"], encoding="utf-8")
    for rules, wanted in ((None, case["without"]), (tmp_path, case["with"])):
        claims = parse(case["text"], Lexicon.load(rules)).claims
        fields = case.get("fields", ["unit"])
        assert [" ".join([claim.text, *(str(getattr(claim, name)) for name in fields)]) for claim in claims] == wanted


HOSTILE = [
    ("latin.toml", "latin", "no rule file is called"),
    ("units.toml", "GBK", "is not in UTF-8"),
    ("units.toml", "UTF-16", "is not in UTF-8"),
    ("units.toml", "a folder", "is no file"),
    ("units.toml", "a link to itself", "cannot be read"),
    ("units.toml", "a link to nothing", "cannot be read"),
    ("units.toml", "a pipe", "is no file"),
    ("units.toml", "large", "more than 5 MB"),
    ("units.toml", "deep", "nested too deep"),
]


@pytest.mark.parametrize(("name", "what", "says"), HOSTILE, ids=[what for _, what, _ in HOSTILE])
def test_files_that_are_none(name: str, what: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / name
    match what:
        case "GBK" | "UTF-16":
            file.write_bytes(UNIT.encode(what))
        case "a folder":
            file.mkdir()
        case "a link to itself":
            file.symlink_to(file)
        case "a link to nothing":
            file.symlink_to(tmp_path / "nothing")
        case "a pipe":
            os.mkfifo(file)
        case "large":
            file.write_bytes(b"#" * 5_000_001)
        case "deep":
            file.write_text("a = " + "[" * 100_000, encoding="utf-8")
        case _:
            file.write_text(UNIT, encoding="utf-8")
    with pytest.raises(RulesError, match=says):
        Lexicon.load(tmp_path)


@pytest.mark.parametrize("what", ["nothing", "a file", "a link to itself"])
def test_folders_that_are_none(what: str, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    if what == "a file":
        path.write_text(UNIT, encoding="utf-8")
    elif what == "a link to itself":
        path.symlink_to(path)
    with pytest.raises(RulesError, match=r"mine: "):
        Lexicon.load(path)


def test_an_empty_folder_and_what_is_no_rule_file_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / ".hidden.toml").write_text("[", encoding="utf-8")
    assert Lexicon.load(tmp_path) is Lexicon.load()


@pytest.mark.parametrize("name", ["units.toml.txt", "Units.TOML.TXT"])
def test_a_file_whose_last_ending_is_another_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(UNIT, encoding="utf-8")
    with pytest.raises(RulesError, match=r"is not read for its last ending; call it [Uu]nits\."):
        Lexicon.load(tmp_path)


def test_capitals_in_the_name_of_a_rule_file_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "Units.TOML").write_text(UNIT, encoding="utf-8")
    assert "榀" in Lexicon.load(tmp_path).numbers.units


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_bytes(b"\xef\xbb\xbf" + UNIT.replace("\n", "\r\n").encode())
    assert "榀" in Lexicon.load(tmp_path).numbers.units


def test_the_same_content_is_the_same_lexicon_and_other_content_another(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", units=UNIT)
    first = Lexicon.load(mine)
    assert Lexicon.load(mine) is first
    folder(mine, units=OTHER)
    second = Lexicon.load(mine)
    assert "榀" in first.numbers.units
    assert "榀" not in second.numbers.units
    assert len({Lexicon.load().version, first.version, second.version}) == 3
    assert all(one.version.startswith(Lexicon.load().version) for one in (first, second))


def test_an_overlay_survives_a_pickle(tmp_path: Path) -> None:
    over = read_overlay(folder(tmp_path, units=UNIT))
    assert pickle.loads(pickle.dumps(over)) == over


def test_codebooks_lie_under_the_folder(tmp_path: Path) -> None:
    line = '[[indicator]]\nid = "mine.x"\nlabel = "{}"\ndefinition = "x"\n'
    (tmp_path / "book.toml").write_text(line.format("书"), encoding="utf-8")
    assert Lexicon.load(None, [str(tmp_path / "book.toml")]).indicator_labels["mine.x"] == "书"
    mine = folder(tmp_path / "mine", indicators=line.format("夹"))
    assert Lexicon.load(mine, [str(tmp_path / "book.toml")]).indicator_labels["mine.x"] == "夹"
    folder(mine / "codebooks", union=line.format("工会").replace("mine.x", "union.x"))
    assert Lexicon.load(mine, ["union"]).indicator_labels["union.x"] == "工会"


@pytest.mark.parametrize("name", ["nowhere", "nowhere.toml", "../units"])
def test_a_codebook_that_there_is_not(name: str) -> None:
    with pytest.raises(RulesError, match=name.rsplit("/", maxsplit=1)[-1]):
        Lexicon.load(None, [name])


def test_a_heading_style_of_a_user_dates_its_section_as_those_of_the_package_do(tmp_path: Path) -> None:
    style = '[[style]]\nid = "block"\npattern = \'板块[甲乙]\\|\'\nrank = 12\nexamples = ["⟦板块甲|⟧去年"]\n'
    text = "# 榆溪县政协2024年工作报告\n\n{}2023年工作,稳中有进\n\n新建茶园30亩。\n\n{}2024年打算\n\n新建茶园50亩。\n"
    mine = Lexicon.load(folder(tmp_path, headings=style))
    for marks, rules in ((("一、", "二、"), None), (("板块甲|", "板块乙|"), mine)):
        told = [(one.period and one.period.label, one.status) for one in parse(text.format(*marks), rules).claims]
        assert told == [("2023", "actual"), ("2024", "target")], marks


def test_batch_of_the_library_takes_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (found,) = batch([tmp_path / "a.txt"], jobs=1, lexicon=Lexicon.load(folder(tmp_path / "mine", units=UNIT)))
    assert isinstance(found, Document)
    assert [claim.text for claim in found.claims] == ["12榀", "5件"]
