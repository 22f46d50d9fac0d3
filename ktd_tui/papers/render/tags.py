"""Tags in a PDF (PDF 1.7, 14.7, 14.8): what each text is, in the order of reading, for who has it read aloud.

reportlab has no call for them, but writes what stands in a page's content and in the file's catalog.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

ROLES: Mapping[str, str] = {"title": "H1", "heading": "H2", "subheading": "H3", "caption": "Caption"}
"""What a text is by its style; else it is a paragraph."""
FIELDS_FROM = 1_000_000
"""Keys of form fields in the parent tree; those of pages begin with 0."""


class Marked(NamedTuple):
    """A piece of a page's content that belongs to an element."""

    page: int
    number: int


class Element:
    """A part of the paper's structure, with what it consists of.

    Attributes:
        role: «H1», «P», «Table», «TR», «TH», «TD», «Figure», «Form».
        alt: What is said in the place of a figure, or of a field.
        field: The page and the reference of a form field.
        kept: The document knows it.
    """

    def __init__(self, role: str, within: "Element | None" = None, *, alt: str = "") -> None:
        self.role, self.within, self.alt = role, within, alt
        self.kids: list[Element | Marked] = []
        self.field: tuple[int, Any] | None = None
        self.kept = False
        if within is not None:
            within.kids.append(self)

    @property
    def top(self) -> "Element":
        """The outermost element that this one stands in."""
        return self if self.within is None else self.within.top

    @property
    def drawn(self) -> bool:
        """Whether something of it stands on a page: what repeats is decoration (the head of a table)."""
        return any(isinstance(kid, Marked) for kid in self.kids)


class TaggedCanvas(Canvas):
    """A canvas that keeps, beside what is drawn, what it is."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._document = Element("Document")
        self._marks: list[list[Element]] = [[]]  # of each page, the one that is drawn now last
        self._pages: list[Any] = []
        self._fields: list[Element] = []

    @property
    def _file(self) -> Any:
        return cast("Any", self)._doc  # noqa: SLF001  # no public way

    @property
    def _content(self) -> Any:
        return cast("Any", self)._code  # noqa: SLF001  # no public way

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Mark what is drawn as a piece of an element."""
        number = len(self._marks[-1])
        self._marks[-1].append(element)
        self._keep(element)
        element.kids.append(Marked(len(self._pages), number))
        self._content.append(f"/{element.role} <</MCID {number}>> BDC")
        yield
        self._content.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn as decoration: lines, the page's number, what stands at its foot."""
        self._content.append("/Artifact BMC")
        yield
        self._content.append("EMC")

    def has_field(self, says: str, field: PDFDictionary) -> None:
        """Tell of a form field that was added to the page."""
        element, of = Element("Form", alt=says), cast("Any", self)
        self._keep(element)
        key = FIELDS_FROM + len(self._fields)
        element.field = (len(self._pages), of._annotationrefs[-1])  # noqa: SLF001  # no public way
        self._fields.append(element)
        field.dict["StructParent"] = key

    def _keep(self, element: Element) -> None:
        top = element.top
        if not top.kept:
            top.kept = True
            self._document.kids.append(top)

    def showPage(self) -> None:  # noqa: N802  # reportlab's
        """End a page; it tells its key in the parent tree, and that fields follow the structure."""
        document = self._file
        name, reference = document.thisPageName(), document.thisPageRef()
        super().showPage()
        page = document.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._pages), PDFName("S")
        self._pages.append(reference)
        self._marks.append([])

    def save(self) -> None:
        """Write the structure, then the file."""
        if self._content:
            self.showPage()
        self._write_structure()
        super().save()

    def _write_structure(self) -> None:
        document = self._file
        made: dict[Element, Any] = {}
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        root.dict["K"] = self._written(self._document, document.Reference(root), made)
        keys: list[Any] = []
        for page, elements in enumerate(self._marks[:-1]):
            keys += [page, document.Reference(PDFArray([made[one] for one in elements]))]
        for place, field in enumerate(self._fields):
            keys += [FIELDS_FROM + place, made[field]]
        root.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(keys)}))
        root.dict["ParentTreeNextKey"] = FIELDS_FROM + len(self._fields)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _written(self, of: Element, within: Any, made: dict[Element, Any]) -> Any:
        """Return the reference of an element, written with all that it consists of."""
        said = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(of.role), "P": within})
        made[of] = here = self._file.Reference(said)
        pieces = [kid for kid in of.kids if isinstance(kid, Marked)]
        if pieces:
            said.dict["Pg"] = self._pages[pieces[0].page]
        if of.alt:
            said.dict["Alt"] = PDFString(of.alt)
        if of.role == "TH":
            said.dict["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
        kids = [
            self._written(kid, here, made) if isinstance(kid, Element) else self._piece(kid, pieces[0].page)
            for kid in of.kids
        ]
        if of.field:
            page, field = of.field
            told = {"Type": PDFName("OBJR"), "Pg": self._pages[page], "Obj": field}
            kids.append(PDFDictionary(told))
        said.dict["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        return here

    def _piece(self, of: Marked, first: int) -> Any:
        if of.page == first:
            return of.number
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": self._pages[of.page], "MCID": of.number})


def tagged(canvas: Canvas) -> TaggedCanvas:
    """Return the canvas as the one that every paper is drawn on."""
    return cast("TaggedCanvas", canvas)
