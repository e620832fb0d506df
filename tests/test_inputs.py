"""Real runs of the command over the files that people have: all formats, saved texts, a folder of hostile ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from making import docx, paragraph, pdf

import cpcc_extract
from cpcc_extract import exact_json
from cpcc_extract.writers.saved_text import text_path

SENTENCE = "全年收到提案190件,审查立案176件。"
PAGE = f"<html><body><nav>共9项</nav><h1>2024年工作</h1><p>{SENTENCE}</p></body></html>"
WORD = docx(paragraph("2024年工作", '<w:outlineLvl w:val="0"/>') + paragraph(SENTENCE))
READABLE = {
    "a.txt": SENTENCE.encode(),
    "b.txt": SENTENCE.encode("gbk"),
    "c.txt": SENTENCE.encode("utf-16"),
    "d.docx": WORD,
    "e.doc": WORD,
    "f.html": PAGE.encode(),
    "g.htm": PAGE.encode("gbk"),
    "h.txt": PAGE.encode(),
    "i.pdf": pdf([[(60, 700, 10, SENTENCE)]]),
}
UNREADABLE = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)), "binary"),
    "cut.docx": (WORD[: len(WORD) // 2], "cut-off or damaged"),
    "locked.pdf": (pdf([[(60, 700, 10, "9")]], encrypt="secret"), "encrypted"),
    "cut.pdf": (b"%PDF-1.7\n%", "damaged"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
    "sheet.docx": (bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le"), "Excel"),
}


def command(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    home = Path(cpcc_extract.__file__).parent.parent
    line = [sys.executable, "-m", "cpcc_extract", *map(str, arguments)]
    return subprocess.run(line, cwd=home, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_a_folder_of_readable_and_hostile_files(tmp_path: Path) -> None:
    files = READABLE | {name: raw for name, (raw, _) in UNREADABLE.items()}
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    texts = tmp_path / "texts"
    paths = [tmp_path / name for name in sorted(files)]
    done = command("parse", *paths, loop, "--json", "--save-text", texts)
    assert done.returncode == 1
    documents = exact_json.loads(done.stdout)
    assert {document["source"]["name"] for document in documents} == set(READABLE)
    for document in documents:
        source = document["source"]
        saved = texts / f"{source['name']}.{source['sha256'][:12]}.txt"
        text = saved.read_bytes().decode("utf-8")
        assert len(text) == source["characters"]
        claims = document["claims"]
        assert [claim["text"] for claim in claims] == ["190件", "176件"], source["name"]
        assert all(text[claim["start"] : claim["end"]] == claim["text"] for claim in claims)
    assert len(list(texts.iterdir())) == len(READABLE)
    told = done.stderr.decode().splitlines()
    assert len(told) == len(UNREADABLE) + 1
    for name, (_, reason) in UNREADABLE.items():
        (line,) = (line for line in told if name in line)
        assert reason in line
    assert "loop.txt" in told[-1]
    assert all((tmp_path / name).read_bytes() == raw for name, raw in files.items())


def test_standard_input_is_read_as_what_it_is(tmp_path: Path) -> None:
    done = command("parse", "-", "--json", "--save-text", tmp_path, input=WORD)
    (saved,) = tmp_path.iterdir()
    assert exact_json.loads(done.stdout)["source"]["format"] == "docx"
    assert saved.name.startswith("stdin.")
    assert saved.read_bytes().decode() == f"## 2024年工作\n{SENTENCE}\n"


def test_explain_reads_all_formats(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(WORD)
    assert "190件" in command("explain", path).stdout.decode()


def test_page_and_paragraph_in_a_table(tmp_path: Path) -> None:
    for name in ("d.docx", "i.pdf"):
        (tmp_path / name).write_bytes(READABLE[name])
    rows = command("parse", tmp_path / "d.docx", tmp_path / "i.pdf", "--tsv").stdout.decode().splitlines()
    assert rows[0].split("\t")[-2:] == ["page", "paragraph"]
    assert [row.split("\t")[-2:] for row in rows[1:]] == [["", "2"], ["", "2"], ["1", ""], ["1", ""]]


def test_saved_texts_of_one_name_do_not_meet(tmp_path: Path) -> None:
    for folder, text in (("a", "走访9户。"), ("b", "走访8户。")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.txt").write_text(text, encoding="utf-8")
    texts = tmp_path / "new" / "texts"
    done = command("parse", tmp_path / "a/r.txt", tmp_path / "b/r.txt", "--jsonl", "--save-text", texts)
    assert done.returncode == 0
    assert sorted(path.read_text(encoding="utf-8") for path in texts.iterdir()) == ["走访8户。", "走访9户。"]


def test_place_for_texts_that_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    done = command("parse", path, "--jsonl", "--save-text", path / "texts")
    assert done.returncode == 1
    assert b"cannot be made" in done.stderr
    assert b"Traceback" not in done.stderr


def test_name_of_a_saved_text_fits_the_file_system(tmp_path: Path) -> None:
    source = cpcc_extract.source_from_text("提案9件", name="报" * 84)
    path = text_path(tmp_path, source)
    assert len(os.fsencode(path.name)) <= 255
    assert path.name.endswith(f".{source.sha256[:12]}.txt")


MISSING = [("resiliparse", "f.html", "cpcc-extract[html]"), ("pypdfium2", "i.pdf", "cpcc-extract[pdf]")]


@pytest.mark.parametrize(("library", "name", "extra"), MISSING)
def test_missing_extra_names_the_command(library: str, name: str, extra: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(READABLE[name])
    script = f"import sys; sys.modules[{library!r}] = None; from cpcc_extract.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "parse", path, "--jsonl"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"cpcc-extract: {path}: reading {'PDF' if name == 'i.pdf' else 'web pages'} needs a library; "
        f"install it with: pip install '{extra}'\n"
    )


def test_text_files_load_no_other_reader() -> None:
    script = "import sys; from cpcc_extract import read_source, parse; parse(read_source('-')); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], input=SENTENCE.encode(), capture_output=True, check=True)
    loaded = set(done.stdout.decode().split())
    readers = {f"cpcc_extract.reading.{name}" for name in ("docx", "html", "mhtml", "office", "package", "pdf")}
    assert not loaded & {"resiliparse", "pypdfium2", "xml.parsers.expat", *readers}
