"""Write docs/commands.md and docs/commands.zh-CN.md from the declarations of the commands.

python .ci/pages/commands.py            write them
python .ci/pages/commands.py --check    fail where they are out of date
"""

from __future__ import annotations

from page import publish, table
from typer.main import get_command

from cpcc_extract.cli.app import app
from cpcc_extract.cli.language import Language
from cpcc_extract.cli.manual import Entry, contexts, manual_of

_LEFT_OUT = ("--install-completion", "--show-completion", "-h, --help")
"""Options of the command line library, the same everywhere; their texts change with its version."""
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Commands",
        "intro": "Written by `python .ci/pages/commands.py` from the program; "
        "`cpcc-extract COMMAND --help` says the same."
        "\nEvery command also has `-h`, `--help`; the program itself `--install-completion` and `--show-completion`.",
        "argument": "argument",
        "option": "option",
        "command": "command",
        "meaning": "meaning",
        "default": "default: `{}`",
        "required": "required",
        "examples": "Examples:",
    },
    "zh": {
        "title": "命令",
        "intro": "由 `python .ci/pages/commands.py` 根据程序写出；"
        "系统语言为中文时，`cpcc-extract 命令 --help` 内容相同。"
        "\n每个命令另有 `-h`、`--help`，程序本身另有 `--install-completion` 和 `--show-completion`。",
        "argument": "参数",
        "option": "选项",
        "command": "命令",
        "meaning": "意思",
        "default": "默认：`{}`",
        "required": "必填",
        "examples": "示例：",
    },
}


def pages() -> dict[str, str]:
    """The text of each page by its name."""
    return {"commands.md": _page("en"), "commands.zh-CN.md": _page("zh")}


def _page(language: Language) -> str:
    words = _WORDS[language]
    lines = [f"# {words['title']}", "", words["intro"]]
    for context in contexts(get_command(app), "cpcc-extract"):
        manual = manual_of(context, language)
        lines += ["", f"## {manual.name}", "", f"`{manual.usage}`"]
        for paragraph in manual.about:
            lines += ["", paragraph]
        for kind, entries in (
            ("argument", manual.arguments),
            ("option", [entry for entry in manual.options if entry.names not in _LEFT_OUT]),
            ("command", manual.commands),
        ):
            if entries:
                rows = ((f"`{entry.names}`", _meaning(entry, words)) for entry in entries)
                lines += ["", *table((words[kind], words["meaning"]), rows)]
        # The examples run in tests/test_help.py, in a folder that holds what they name.
        lines += ["", words["examples"], "", "<!-- example: not run, tests/test_help.py runs it -->", "```sh"]
        lines += [*manual.examples, "```"]
    return "\n".join(lines) + "\n"


def _meaning(entry: Entry, words: dict[str, str]) -> str:
    notes = [words["required"]] if entry.required else []
    notes += [words["default"].format(entry.default)] if entry.default else []
    return entry.about + (f" ({', '.join(notes)})" if notes else "")


if __name__ == "__main__":
    publish(pages(), ".ci/pages/commands.py")
