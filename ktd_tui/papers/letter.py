"""What the papers of a bloc share: head, place and date, number, the blanks of what is not known yet."""

import re
from collections.abc import Sequence
from datetime import date

from ktd_tui.domain.meeting import Meeting, MeetingKind
from ktd_tui.domain.organisation import Bloc, Council
from ktd_tui.domain.people import Attendee
from ktd_tui.naming import Called
from ktd_tui.papers.document import Head, Meta, Paragraph, Signature
from ktd_tui.papers.phrases import MEETING
from ktd_tui.words import long_date

BLANK = "……………"
NO_NUMBER = "……"
NO_DAY = "ngày …… tháng …… năm ………"
USUAL = {
    MeetingKind.YEAR_END: "Hội nghị tổng kết",
    MeetingKind.MID_YEAR: "Hội nghị sơ kết",
    MeetingKind.PLAIN: "Cuộc họp",
}
"""What the papers call a meeting whose agenda gives it no name."""
_WITHIN = ("Cuộc họp", "Buổi họp", "Phiên họp", "Buổi làm việc", "Hội thảo", "Tọa đàm", "Đại hội")
"""How meetings' names begin that are no «Hội nghị»; papers call them by that."""
SIGN_HERE = "(Ký, ghi rõ họ tên)"


def head(
    council: Council, bloc: Bloc, kind: str, number: str = "", day: date | None = None, *, dated: bool = True
) -> Head:
    """Return the head of a paper with its place and date (Phụ lục I, II.1–4).

    Args:
        council: The council, the superior body.
        bloc: The bloc that issues the paper.
        kind: Its abbreviation by Phụ lục III («BC»), empty for a paper without a number.
        number: Its number in the year's register, empty while it has none.
        day: The day that it bears; None while that is not known.
        dated: It has a line of place and date; minutes have none (Mẫu 1.9).
    """
    return Head(
        superior=council.name.upper(),
        agency=bloc.name.upper(),
        number=f"Số: {number or NO_NUMBER}/{kind}-{symbol_of(bloc)}" if kind else "",
        place_and_date=place_and_date(council.place, day) if dated else "",
    )


def symbol_of(bloc: Bloc) -> str:
    """Return the bloc's part of a paper's number: as set, else by what it calls itself («CTĐ»)."""
    return bloc.symbol or f"{bloc.words.noun[0].upper()}TĐ"


def place_and_date(place: str, day: date | None) -> str:
    """Write «Hà Nội, ngày 09 tháng 12 năm 2022»; what is not known is left to be filled in by hand."""
    return f"{place or BLANK}, {long_date(day) if day else NO_DAY}"


def meta(title: str, bloc: Bloc, day: date | None = None) -> Meta:
    """Return the description of the file."""
    return Meta(title=title, author=bloc.name, subject=title, created=day)


def units_of_bloc(bloc: Bloc) -> str:
    """Name all units of a bloc as recipients."""
    return f"Các đơn vị trong {bloc.words.noun}"


def meeting_recipients(meeting: Meeting, bloc: Bloc, kept: str = "Lưu: VT") -> tuple[str, ...]:
    """Return who a paper of the meeting goes to; the last line says who keeps it (Phụ lục I, II.9).

    Args:
        meeting: The meeting.
        bloc: Whose units it goes to where nobody is named.
        kept: That line where none is typed; minutes are kept in the file, too (Phụ lục III, Mẫu 1.9).
    """
    listed = meeting.recipients or (units_of_bloc(bloc),)
    return listed if any(one.startswith("Lưu") for one in listed) else (*listed, kept)


def signature_of(office: str, hint: str, of: Called) -> Signature:
    """Return somebody's signature: the bare name (Phụ lục I, II.7), empty where nobody is known."""
    signer = of.signer
    return Signature(office, hint, signer.name, signer.degree, signer.person_id)


def who_signs(person: Attendee | None) -> Called:
    """Return who signs for a delegate: who sits there; nobody where that is not known."""
    return person.sitting if person else Called()


def signed_by_head(bloc: Bloc, head_of_bloc: Called) -> tuple[Signature, ...]:
    """Return the signature of a letter: who was chosen to sign the bloc's papers, else the bloc's head.

    Args:
        bloc: The bloc that issues the paper.
        head_of_bloc: The head; nobody where the data does not know it.
    """
    if bloc.paper_signer_name:
        chosen = Called(bloc.paper_signer_name, person_id=bloc.paper_signer_id or "")
        return (signature_of("KHỐI TRƯỞNG", "", chosen),)
    return (signature_of("KHỐI TRƯỞNG", "", head_of_bloc),)


def in_year(number: int) -> str:
    """Write «năm 2022»; the no-break space (U+00A0) keeps both on one line."""
    return f"năm\u00a0{number}"


def named_with_period(meeting: Meeting, year: int) -> str:
    """Write «Hội nghị tổng kết năm 2022», «Hội nghị sơ kết 6 tháng đầu năm 2023» by the meeting's name."""
    half = "6 tháng đầu " if meeting.kind is MeetingKind.MID_YEAR else ""
    return f"{named_meeting(meeting)} {half}{in_year(year)}"


def named_meeting(meeting: Meeting) -> str:
    """Return what the meeting is called, by its agenda or as usual."""
    return meeting.name or USUAL[meeting.kind]


def called_within(meeting: Meeting) -> str:
    """Return by what word a paper speaks of its meeting: «Cuộc họp» where its name is one (Mẫu 1.9)."""
    name = named_meeting(meeting).casefold()
    if name.startswith("họp "):
        return "Cuộc họp"
    return next((word for word in _WITHIN if name.startswith(word.casefold())), MEETING)


def on_grounds(grounds: Sequence[str], last: str) -> tuple[Paragraph, ...]:
    """Say the grounds, a line each that ends with «;», the last with «.» (Phụ lục I, II.6a)."""
    said = (*(f"Căn cứ {ground};" for ground in grounds), f"{last}.")
    return tuple(Paragraph(text, style="italic") for text in said)


def cited(kind: str, bloc: Bloc) -> str:
    """Name another paper of the bloc by number and day, which are left open until it has them."""
    return f"số {NO_NUMBER}/{kind}-{symbol_of(bloc)} {NO_DAY}"


def still_open(kind: str) -> re.Pattern[str]:
    """Return what finds where a paper of a kind is named so, by whatever symbol its bloc had then."""
    return re.compile(f"{re.escape(f'số {NO_NUMBER}/{kind}-')}[^;]{{0,80}}? {re.escape(NO_DAY)}")


def paper_ended(text: str) -> str:
    """End the last sentence of a paper with «./.» (Phụ lục III)."""
    return f"{text.rstrip(' .;')}./."
