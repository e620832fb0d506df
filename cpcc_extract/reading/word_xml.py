"""The XML inside Word files as a stream of events: no tree in memory, no entities, no document types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from cpcc_extract.errors import FormatError

# Both spellings of the namespace: the usual one and that of "strict" files.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 "

Attributes = Mapping[str, str]


def stream_word_xml(
    chunks: Iterable[bytes],
    called: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Call `start`, `end` and `text` for the Word elements of an XML part, under their local names (`p`, `tbl`).

    Attributes come under local names too. Elements of other vocabularies are passed over, their children are not,
    except for `Fallback`, which repeats the content before it for older programs: all in it is left out.
    Raises FormatError for XML that is not well-formed or declares a document type, which no Word file does.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    outside = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal outside
        if outside or name == _COMPATIBILITY + "Fallback":
            outside += 1
        elif name.startswith(_WORD):
            start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def ended(name: str) -> None:
        nonlocal outside
        if outside:
            outside -= 1
        elif name.startswith(_WORD):
            end(name.rpartition(" ")[2])

    def said(data: str) -> None:
        if text and not outside:
            text(data)

    def refuse(*_: object) -> None:
        raise FormatError(f"{called}: declares an XML document type, which no Word file does; do not trust it")

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise FormatError(f"{called}: is a damaged Word file; open and save it in Word, or get it anew") from None


def is_on(attributes: Attributes) -> bool:
    """The value of a switch such as `vanish`: on unless it says otherwise."""
    return attributes.get("val", "true") not in ("0", "false", "off")


def whole(value: str | None, default: int) -> int:
    """A whole number of an attribute, `default` when it is missing or none."""
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 9 else default
