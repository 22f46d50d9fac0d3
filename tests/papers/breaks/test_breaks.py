"""Where pages end, in meetings of many sizes: no heading alone, no signature alone, no half page white."""

import os
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting.view import meeting_view
from ktd_tui.operations.year.pledge import pledge_data
from ktd_tui.papers.document import Heading, Paper, Paragraph, prepared
from ktd_tui.papers.kinds.minutes import compose_minutes
from ktd_tui.papers.kinds.pledge import compose_pledge
from ktd_tui.papers.render.looks import BOTTOM, TOP
from ktd_tui.papers.render.pdf import render_pdf
from tests.operations.found import the_meeting
from tests.papers.breaks.generated import meeting_of_size, pledge_of_size

MANY = int(os.environ.get("KTD_MEETINGS", "24"))
"""How many meetings are tried: 200 where somebody changes how pages break."""
HALF = 0.5


class Line(NamedTuple):
    """A line of a page: where its foot is, from the page's foot, and what it says."""

    y: float
    text: str


def pages_of(paper: Paper) -> Iterator[list[Line]]:
    """Yield the lines of each page, from above, without page numbers and feet."""
    with pypdfium2.PdfDocument(render_pdf(prepared(paper)).pdf) as pdf:
        for page in pdf:
            height = page.get_height()
            text = page.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            lines = [Line(box[1], text.get_text_bounded(*box).strip()) for box in boxes]
            yield sorted((one for one in lines if BOTTOM < one.y < height - TOP), key=lambda one: -one.y)


def breaks(paper: Paper) -> list[str]:
    """Return what is wrong where the pages of a paper end, a sentence each."""
    pages = list(pages_of(paper))
    heads = {block.text for block in paper.blocks if isinstance(block, Heading)}
    heads |= {b.text for b in paper.blocks if isinstance(b, Paragraph) and b.text.endswith(":")}
    ends = tuple(part for s in paper.signatures for part in (s.office, s.hint, s.name) if part)
    ends += ("Nơi nhận:", *paper.recipient_lines)
    found = []
    for number, lines in enumerate(pages, 1):
        last = lines[-1].text
        if number < len(pages):
            if any(head.endswith(last) and len(last) > 3 for head in heads):
                found.append(f"page {number}: a heading alone at the foot: {last!r}")
            top, foot = lines[0].y, BOTTOM
            if lines[-1].y - foot > HALF * (top - foot):
                found.append(f"page {number}: half of it is white below {last!r}")
        if all(any(end.endswith(one.text) or one.text in end for end in ends) for one in lines):
            found.append(f"page {number}: signatures alone")
    return found


@pytest.mark.parametrize("seed", range(0, MANY, 8))
def test_pages_end_where_they_may(sample: Desk, seed: int) -> None:
    of = meeting_view(sample, the_meeting(sample).id).data
    found = {one: breaks(compose_minutes(meeting_of_size(of, one))) for one in range(seed, seed + 8)}
    assert {one: wrong for one, wrong in found.items() if wrong} == {}


def test_signers_leave_no_page_half_white_however_many_they_are(sample: Desk) -> None:
    """More than two of them may go on alone, the last two of them together."""
    of = pledge_data(sample, the_meeting(sample).bloc_year_id)
    sizes = range(1, 31) if MANY > 24 else (1, 2, 3, 4, 5, 9, 12)
    for units, seed in ((units, seed) for units in sizes for seed in range(-(-MANY // 24))):
        paper = compose_pledge(pledge_of_size(of, units, 100 * seed + units))
        alone = "signatures alone" if units > 2 else "none"
        assert not [wrong for wrong in breaks(paper) if alone not in wrong], (units, seed)
