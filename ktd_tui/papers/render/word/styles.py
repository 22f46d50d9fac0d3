"""The decree's styles as a Word file declares them, under names that an office finds in its list."""

from collections.abc import Iterator, Mapping

from ktd_tui.papers.render.looks import BODY, LOOKS, ParagraphLook
from ktd_tui.papers.render.word.ooxml import Made, element, twips
from ktd_tui.papers.render.word.template import FONT

NAMES: Mapping[str, str] = {
    "body indented": "Nội dung",
    "body": "Nội dung không lùi đầu dòng",
    "plain indented": "Nội dung canh trái",
    "plain": "Nội dung canh trái không lùi",
    "italic indented": "Nội dung nghiêng",
    "italic": "Nội dung nghiêng không lùi",
    "bold indented": "Nội dung đậm",
    "bold": "Nội dung đậm không lùi",
    "centred": "Dòng giữa",
    "heading": "heading 1",
    "subheading": "heading 2",
    "superior": "Cơ quan chủ quản",
    "agency": "Cơ quan ban hành",
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "number": "Số, ký hiệu",
    "date": "Địa danh, thời gian",
    "title": "Title",
    "notice": "Ghi chú dưới tên",
    "caption": "caption",
    "office": "Chức vụ người ký",
    "hint": "Cách ký",
    "name": "Họ tên người ký",
    "label": "Nơi nhận",
    "recipient": "Danh sách nơi nhận",
    "header": "Đầu bảng",
    "left": "Ô bảng canh trái",
    "center": "Ô bảng canh giữa",
    "right": "Ô bảng canh phải",
    "strong left": "Ô bảng đậm canh trái",
    "strong center": "Ô bảng đậm canh giữa",
    "strong right": "Ô bảng đậm canh phải",
    "bar": "Thanh biểu đồ",
    "bar name": "Tên trong biểu đồ",
    "page number": "Số trang",
    "foot": "Chân trang",
}
"""Names in small English letters are the program's own: its outline and its lists know them."""
_IDS: Mapping[str, str] = {
    "heading": "Heading1",
    "subheading": "Heading2",
    "title": "Title",
    "caption": "Caption",
    "rule": "Rule",
}
_LEVELS = {"heading": "0", "subheading": "1"}
_KEPT = ("heading", "subheading", "caption", "label")
"""Styles of what stays with what follows it."""
_SIDES = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_FACES: Mapping[str, tuple[str, ...]] = {"bold": ("b",), "italic": ("i",), "bold_italic": ("b", "i")}


def style_id(style: str) -> str:
    """Return how a style is called within the file."""
    return _IDS.get(style, style.title().replace(" ", ""))


def declared(font: str = FONT) -> Iterator[Made]:
    """Yield the styles of a file: what holds for every text, then each style."""
    fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
    texts = element(
        "rPr", element("rFonts", **fonts), *_size(BODY), element("lang", val="vi-VN", eastAsia="vi-VN")
    )
    yield element("docDefaults", element("rPrDefault", texts), element("pPrDefault", element("pPr")))
    yield _style("Normal", "Normal", default="1")
    yield _style("Rule", "Đường kẻ", element("basedOn", val="Normal"), element("rPr", *_size(1)))
    for name, shown in NAMES.items():
        about = [element("basedOn", val="Normal"), element("qFormat")]
        yield _style(style_id(name), shown, *about, *_looks(name, LOOKS[name]))
    table = element(
        "style", element("name", val="Normal Table"), type="table", default="1", styleId="TableNormal"
    )
    yield table


def _style(identity: str, shown: str, *content: Made, **more: str) -> Made:
    return element("style", element("name", val=shown), *content, type="paragraph", styleId=identity, **more)


def _size(points: float) -> tuple[Made, Made]:
    return element("sz", val=str(round(points * 2))), element("szCs", val=str(round(points * 2)))


def _looks(name: str, look: ParagraphLook) -> tuple[Made, Made]:
    # Word takes the larger of what is free below one paragraph and above the next, the PDF both.
    before = look.before and look.before + LOOKS["body"].after
    spacing = {"before": before, "after": look.after, "line": look.leading}
    told = {side: twips(points) for side, points in spacing.items()}
    how = [element("keepNext")] if name in _KEPT else []
    how += [
        element("widowControl"),
        element("spacing", **told, lineRule="exact"),
        *([element("ind", firstLine=twips(look.first))] if look.first else []),
        element("jc", val=_SIDES[look.side]),
        *([element("outlineLvl", val=_LEVELS[name])] if name in _LEVELS else []),
    ]
    face = [element(tag) for tag in _FACES.get(look.face, ())]
    return element("pPr", *how), element("rPr", *face, *_size(look.size))
