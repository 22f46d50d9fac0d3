"""The format's own elements and measures (ECMA-376, WordprocessingML)."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Made

__all__ = ["Made", "element", "twips"]


def element(tag: str, *children: Made, **attributes: str) -> Made:
    """Make an element of WordprocessingML."""
    made = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def twips(points: float) -> str:
    """Say points as the twentieths that the format counts in."""
    return str(round(points * 20))
