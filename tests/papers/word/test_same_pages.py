"""Printed by LibreOffice, a Word file has the pages of the PDF."""

import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from ktd_tui.errors import Refused
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.papers.kinds import KINDS, PaperRef
from ktd_tui.operations.papers.printing import print_paper
from ktd_tui.operations.year.pledge import pledge_data
from ktd_tui.papers.document import Prepared, prepared
from ktd_tui.papers.kinds.pledge import compose_pledge
from ktd_tui.papers.render.pdf import render_pdf
from ktd_tui.papers.render.word.writing import render_word
from tests.operations.found import the_year
from tests.papers.breaks.generated import pledge_of_size
from tests.papers.breaks.test_closing import proposal
from tests.papers.sample import pages

LINE = 25
"""Points: a body's line and what lies between paragraphs."""


def generated(sample: Desk) -> dict[str, Prepared]:
    """Papers whose page ends within a table above the signatures, or among signers, by name."""
    pledge = pledge_data(sample, the_year(sample).id)
    tables = {f"{rows}-{lines}": proposal(lines, rows) for rows, lines in product((1, 2, 3, 12), (12, 16))}
    pledges = {f"{units} units": compose_pledge(pledge_of_size(pledge, units, units)) for units in (4, 9)}
    return {name: prepared(of) for name, of in (tables | pledges).items()}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_word_and_pdf_have_the_same_pages(sample: Desk, tmp_path: Path) -> None:
    written = []
    for kind in KINDS:
        ref = PaperRef(kind, the_year(sample).id)
        try:
            print_paper(sample, ref, tmp_path / f"{kind}.docx")
            print_paper(sample, ref, tmp_path / f"{kind}.pdf")
        except Refused:  # the sample has nothing to compose it from
            continue
        written.append(kind)
    assert len(written) > 6
    for name, of in generated(sample).items():
        (tmp_path / f"{name}.docx").write_bytes(render_word(of, {}))
        (tmp_path / f"{name}.pdf").write_bytes(render_pdf(of).pdf)
        written.append(name)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{kind}.docx") for kind in written]
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path / "word"),
        *files,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for kind in written:
        ours = pages((tmp_path / f"{kind}.pdf").read_bytes())
        words = pages((tmp_path / "word" / f"{kind}.pdf").read_bytes())
        assert len(words) == len(ours), kind
        for number, (one, two) in enumerate(zip(ours, words, strict=True), 1):
            above = -2 if kind in KINDS else -1  # the last line above the foot
            ends = [page.extract_text_lines()[above]["bottom"] for page in (one, two)]
            assert abs(ends[0] - ends[1]) <= LINE, (kind, number, ends)
