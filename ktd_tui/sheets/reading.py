"""Reading a file of tables, whatever its format."""

from pathlib import Path

from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.sheets.cells import RawSheet
from ktd_tui.sheets.files import read_bytes

FORMATS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx", ".yaml", ".yml")
_OLE = b"\xd0\xcf\x11\xe0"
"""How an old workbook begins, and one with a password."""


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
    if content.startswith(_OLE) or suffix in (".xls", ".xlsb", ".ods"):
        from ktd_tui.sheets.office.other_files import read_other

        return read_other(content, path.name)
    if suffix == ".docx":
        from ktd_tui.sheets.office.word_file import read_word

        return read_word(content, path.name)
    if suffix in (".xlsx", ".xlsm"):
        from ktd_tui.sheets.office.xlsx_file import read_xlsx

        return read_xlsx(content, path.name)
    if content.startswith(b"PK\x03\x04"):
        raise Refused(N_("{path} is a workbook or an archive, not a text; name it .xlsx."), path=path)
    if suffix in (".yaml", ".yml"):
        from ktd_tui.sheets.yaml_file import read_yaml

        return read_yaml(content, path.name)
    from ktd_tui.sheets.csv_file import read_csv

    return (read_csv(content, path.name),)
