"""A paper as a Word file: one section on the decree's page, page numbers from page 2, and which paper it is.

Imported only where a Word file is made: it pulls in python-docx.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt

from ktd_tui.clock import ZIPS_FIRST_DAY, packed_at
from ktd_tui.papers.document import Meta, Prepared, prepared, with_texts
from ktd_tui.papers.render.fonts import find_faces
from ktd_tui.papers.render.looks import BOTTOM, FOOT_ROOM, LEFT, NUMBER_AT, RIGHT, SMALL, TOP
from ktd_tui.papers.render.measure import Measure
from ktd_tui.papers.render.word.body import body
from ktd_tui.papers.render.word.elements import field, paragraph
from ktd_tui.papers.render.word.ooxml import Made, element
from ktd_tui.papers.render.word.styles import declared
from ktd_tui.papers.render.word.telling import CUSTOM, PROPERTY
from ktd_tui.papers.render.word.template import DECREES, WordLook

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Footer, _Header

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold; in a PDF some fonts have a sign for it."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def render_word(paper: Prepared, told: Mapping[str, object], look: WordLook = DECREES) -> bytes:
    """Render a paper as a Word file; equal papers give equal bytes.

    Args:
        told: Which paper it is, for ``ktd verify``: it stands in the file's properties.
        look: The office's own face and head of pages.
    """
    paper = prepared(with_texts(paper, lambda text: _NOT_XML.sub("", text)))
    of = Measure(find_faces(), landscape=paper.landscape)
    document = docx.Document()
    _style(document, look.font)
    _set_page(document.sections[0], paper, of, _NOT_XML.sub("", look.header))
    _describe(document, paper.meta, told)
    section = document.element.body.sectPr
    for part in body(paper, of):
        section.addprevious(part)
    file = BytesIO()
    document.save(file)
    return packed_at(file, _day(paper.meta))


def _style(document: "Document", font: str) -> None:
    """Put the decree's styles in the place of those that python-docx brings."""
    styles, settings = document.styles.element, document.settings.element
    del styles[:]
    styles.extend(declared(font))
    for old in settings.xpath("w:compat"):
        settings.remove(old)
    word = "http://schemas.microsoft.com/office/word"
    newest = element("compatSetting", name="compatibilityMode", uri=word, val="15")
    after = settings.xpath("w:rsids | w:mathPr | m:mathPr | w:themeFontLang | w:clrSchemeMapping")
    after[0].addprevious(element("compat", newest))


def _set_page(section: "Section", paper: Prepared, of: Measure, header: str) -> None:
    """Set A4, margins, the page's number from page 2 in the upper one (I.1–3, I.7), the line at the foot."""
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(of.page[0]), Pt(of.page[1])
    section.left_margin, section.right_margin = Pt(LEFT), Pt(RIGHT)
    # A point less: heights are rounded here, and a line that just fits into the PDF is to fit.
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM + (FOOT_ROOM - 1 if paper.foot else 0))
    section.header_distance, section.footer_distance = Pt(NUMBER_AT - SMALL), Pt(BOTTOM)
    section.different_first_page_header_footer = True
    for place, numbered in ((section.first_page_header, ()), (section.header, (field("PAGE"),))):
        own = [paragraph("foot", header)] if header else []
        _only(place, paragraph("page number", *numbered), *own)
    if paper.foot:  # an empty one takes room
        for footer in (section.first_page_footer, section.footer):
            _only(footer, paragraph("foot", paper.foot))
    section.gutter = Pt(0)


def _only(place: "_Header | _Footer", *content: Made) -> None:
    """Put paragraphs into a header or footer, in the place of the empty one that it is made with."""
    place.is_linked_to_previous = False
    made = place._element  # noqa: SLF001  # no public way
    del made[:]
    made.extend(content)


def _describe(document: "Document", meta: Meta, told: Mapping[str, object]) -> None:
    about, day = document.core_properties, _day(meta)
    about.title, about.author, about.subject = meta.title[:255], meta.author[:255], meta.subject[:255]
    about.keywords, about.comments, about.last_modified_by = meta.keywords[:255], "", "ktd"
    about.language, about.created, about.modified = "vi-VN", day, day
    for key in [key for key, of in document.part.package.rels.items() if of.reltype.endswith("/thumbnail")]:
        del document.part.package.rels[key]  # a picture of python-docx's own template
    package = document.part.package
    part = Part(PackURI(f"/{CUSTOM}"), _TYPE, _properties(told), package)
    package.relate_to(part, f"{_OFFICE}/relationships/custom-properties")


def _properties(told: Mapping[str, object]) -> bytes:
    said = escape(json.dumps(told, sort_keys=True))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{said}</vt:lpwstr></property></Properties>"
    ).encode()


def _day(meta: Meta) -> datetime:
    return datetime.combine(meta.created, time(), UTC) if meta.created else ZIPS_FIRST_DAY
