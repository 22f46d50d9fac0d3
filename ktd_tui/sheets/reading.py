"""Reading a file of tables, whatever its format; what a package is, its parts say, not its name."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import RawSheet
from ktd_tui.sheets.files import read_bytes

FORMATS = (
    ".csv",
    ".tsv",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".docx",
    ".yaml",
    ".yml",
    ".xml",
)
_OLE = b"\xd0\xcf\x11\xe0"
"""How an old workbook begins, and one with a password."""
_SAMPLE = 2_000
_ZIP = b"PK\x03\x04"
PACKAGES = (".xlsx", ".xlsm", ".ods", ".docx")


def read_sheets(path: Path) -> tuple[RawSheet, ...]:
    """Read every table of a file.

    Raises:
        Refused: The file cannot be read, or is of another format; one sentence says why.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise Refused(
            N_(
                "{path}: ktd imports tables (.csv, .xlsx, .xls, .ods, .docx, .yaml), and .json files of "
                "“ktd export data”."
            ),
            path=path,
        )
    content = read_bytes(path)
    if not content.strip():
        raise Refused(N_("{path} is empty."), path=path)
    if _is_page(content):
        return _of_page(content, path.name)
    if content.startswith(_ZIP) or (suffix in PACKAGES and not content.startswith(_OLE)):
        return _of_package(content, path.name)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = suffix == ".xls" and (
        wide or b"\0" not in content[:_SAMPLE]
    )  # a text that some program called so
    if content.startswith(_OLE) or (suffix in (".xls", ".xlsb") and not plain):
        from ktd_tui.sheets.office.xls_file import read_xls

        return read_xls(content, path.name)
    if suffix in (".yaml", ".yml"):
        from ktd_tui.sheets.yaml_file import read_yaml

        return read_yaml(content, path.name)
    from ktd_tui.sheets.csv_file import read_csv

    return (read_csv(content, path.name),)


def _of_package(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read a package by its main part: offices call an .xlsx «.xls», and send an .ods as one."""
    parts: frozenset[str] = frozenset()
    # One of a form that is yet to come is a RuntimeError: its reader refuses it.
    with (
        suppress(zipfile.BadZipFile, OSError, ValueError, RuntimeError),
        zipfile.ZipFile(io.BytesIO(content)) as package,
    ):
        parts = frozenset(package.namelist())
    ending = "" if parts else name.lower()
    if "word/document.xml" in parts or ending.endswith(".docx"):
        from ktd_tui.sheets.office.word_file import read_word

        return read_word(content, name)
    if "xl/workbook.bin" in parts or ending.endswith(".xlsb"):
        from ktd_tui.sheets.office.xlsb_file import read_xlsb

        return read_xlsb(content, name)
    if "content.xml" in parts or ending.endswith(".ods"):
        from ktd_tui.sheets.office.ods_file import read_ods

        return read_ods(content, name)
    if not name.lower().endswith((*PACKAGES, ".xls", ".xlsb")) and "xl/workbook.xml" not in parts:
        raise Refused(N_("{path} is a workbook or an archive, not a text; name it .xlsx."), path=name)
    from ktd_tui.sheets.office.xlsx_file import read_xlsx

    return read_xlsx(content, name)


def _is_page(content: bytes) -> bool:
    return content[:_SAMPLE].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \r\n\t")[:1] == b"<"


def _of_page(content: bytes, name: str) -> tuple[RawSheet, ...]:
    """Read a web page that is called a table, as some programs write them.

    Raises:
        Refused: It is XML, or has no table.
    """
    from ktd_tui.sheets.csv_file import decoded

    text = decoded(content, name)
    if "<table" in text.lower() and "urn:schemas-microsoft-com:office:spreadsheet" not in text[:_SAMPLE]:
        from ktd_tui.sheets.office.html_file import read_html

        return read_html(text, name)
    message = N_("{path} is a web page or XML, no workbook. Open it in the office program, save it as .xlsx.")
    raise Refused(message, path=name)
