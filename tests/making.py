"""Files that the tests read: Word packages zipped by hand, PDF drawn with reportlab."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

FONT = "STSong-Light"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument"/></Relationships>'
)


def word_part(inner: str, root: str = "document") -> str:
    """A part of a Word file around `inner`; a body's content for the main one."""
    inner = f"<w:body>{inner}</w:body>" if root == "document" else inner
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{WORD}" xmlns:mc="{space}">{inner}</w:{root}>'


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with that body; further parts (styles, numbering, footnotes) by their names."""
    extra: dict[str, str | bytes] = {f"word/{name}.xml": word_part(inner, name) for name, inner in parts.items()}
    frame: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}
    return package(frame | {"word/document.xml": word_part(body)} | extra)


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


Drawn = tuple[float, float, float, str]
"""x, y, size of the type, text."""


def pdf(pages: Iterable[Iterable[Drawn]], **options: object) -> bytes:
    """A PDF file in A4 with texts drawn where they are told to be; `options` are those of reportlab's canvas."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    made = canvas.Canvas(out, invariant=1, **options)
    for page in pages:
        for x, y, size, text in page:
            made.setFont(FONT, size)
            made.drawString(x, y, text)
        made.showPage()
    made.save()
    return out.getvalue()
