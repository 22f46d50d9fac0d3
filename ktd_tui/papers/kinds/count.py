"""Biên bản kiểm phiếu: what the tellers counted, round by round, with their signatures (Mẫu 1.9)."""

from collections.abc import Iterator
from fractions import Fraction

from ktd_tui.domain.meeting import Meeting
from ktd_tui.domain.people import Attendee
from ktd_tui.domain.voting import ABSTAIN, AGAINST, FOR, Method, Tally, Vote
from ktd_tui.papers import vote_phrases
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Table
from ktd_tui.papers.letter import (
    BLANK,
    SIGN_HERE,
    called_within,
    head,
    meta,
    named_with_period,
    paper_ended,
    signature_of,
    who_signs,
)
from ktd_tui.papers.phrases import capital, points_ended
from ktd_tui.papers.record import MinutesData
from ktd_tui.rules.meeting.ballots import ballots_of, base_of, not_returned, received
from ktd_tui.rules.meeting.hours import day_of
from ktd_tui.text import enumerated
from ktd_tui.words import long_date, long_time, number, percent

PLAIN = {FOR: "Đồng ý", AGAINST: "Không đồng ý", ABSTAIN: "Không có ý kiến"}


def ballots(data: MinutesData) -> tuple[Vote, ...]:
    """Return the rounds by ballot that were counted or declared void, in the order of their opening."""
    found = (v for v in data.proceedings.votes if v.rule.method is Method.BALLOT and not v.pending)
    return tuple(sorted(found, key=lambda v: v.id))


def compose_count(data: MinutesData) -> Paper:
    """Return the record of the count; there are ``ballots`` and tellers."""
    meeting = data.proceedings.meeting
    seated = _seated(meeting)
    of = f"{named_with_period(meeting, data.year.year)} của {data.bloc.name}"
    subject = f"Kiểm phiếu tại {of}"
    signatures = tuple(
        signature_of(
            "TRƯỞNG BAN KIỂM PHIẾU" if a.id == meeting.head_teller else "ỦY VIÊN", SIGN_HERE, who_signs(a)
        )
        for a in seated
    )
    return Paper(
        head=head(data.council, data.bloc, "BB", dated=False),
        title="BIÊN BẢN",
        subject=(subject,),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data, meeting)),
        closing=paper_ended(f"Biên bản được Ban kiểm phiếu lập xong và công bố tại {called_within(meeting)}"),
        signatures=signatures,
        recipients=(f"Chủ trì {called_within(meeting)}", "Lưu: VT, Hồ sơ"),
        meta=meta(f"Biên bản kiểm phiếu {of}", data.bloc, meeting.day),
    )


def _seated(meeting: Meeting) -> list[Attendee]:
    """Return the tellers as they sign: who heads them first."""
    found = [a for a in meeting.attendees if a.id in meeting.tellers]
    return sorted(found, key=lambda a: a.id != meeting.head_teller)


def _blocks(data: MinutesData, meeting: Meeting) -> Iterator[Block]:
    votes = ballots(data)
    first = next((v.opened_at or v.counted_at for v in votes), None)
    begun = f"{long_time(first)}, {long_date(day_of(meeting, first))}" if first else BLANK
    yield Paragraph(f"Thời gian: {begun}.")
    yield Paragraph(f"Địa điểm: {meeting.place or BLANK}.")
    yield Paragraph("Ban kiểm phiếu gồm:")
    head = meeting.head_teller
    listed = (
        f"{capital(a.sitting.listed)}{', Trưởng ban' if a.id == head else ''}" for a in _seated(meeting)
    )
    yield Points(points_ended(listed), "1")
    if head not in meeting.tellers:
        yield Paragraph(f"{called_within(meeting)} chưa cử Trưởng Ban kiểm phiếu.")
    for place, vote in enumerate(votes, 1):
        yield Heading(f"{place}. {vote_phrases.with_round(vote)}", 1)
        yield from _round(vote, called_within(meeting))


def _round(vote: Vote, meeting: str) -> Iterator[Block]:
    voters = (
        f"Số đại biểu được biểu quyết: {number(vote.members)}; có mặt khi bỏ phiếu: {number(vote.present)}."
    )
    if of := ballots_of(vote):
        yield from _counted(vote, of, voters)
    else:
        yield Paragraph(voters)
    if vote.void:
        yield Paragraph(vote_phrases.void_round(vote.void))
        return
    yield Paragraph(vote_phrases.count_judged(vote) if of else vote_phrases.vote(vote, meeting))
    yield from _receipts(vote)


def _counted(vote: Vote, of: Tally, voters: str) -> Iterator[Block]:
    missing = not_returned(vote)
    silent = of.valid - sum(of.choices.get(one, 0) for one in (FOR, AGAINST))
    votes = received(vote, {**of.choices, ABSTAIN: silent})
    yield Paragraph(
        f"{voters}\nSố phiếu phát ra: {number(of.issued)}; thu về: {number(of.returned)}; "
        + (f"không thu về: {number(missing)}; " if missing else "")
        + f"hợp lệ: {number(of.valid)}; không hợp lệ: {number(of.invalid)}. Cụ thể:"
    )
    base = base_of(vote)
    names = {one.id: one.name for one in vote.candidates} or PLAIN
    yield Table(
        header=("STT", "Nội dung trên phiếu", "Số phiếu", "Tỷ lệ"),
        rows=tuple(
            (
                str(place),
                names[choice],
                str(votes[choice]),
                percent(Fraction(votes[choice], base or 1)),
            )
            for place, choice in enumerate(names, 1)
        ),
        widths=(0.1, 0.56, 0.17, 0.17),
        align=("center", "left", "right", "right"),
    )


def _receipts(vote: Vote) -> Iterator[Block]:
    """Yield the electronic ballots by receipt, so that each voter finds theirs on paper too."""
    of = vote.electronic
    if of is None or not of.ballots:
        return
    names = {one.id: one.name for one in vote.candidates} or PLAIN
    cast = number(len(of.ballots) + of.unreadable)
    yield Paragraph(f"Trong đó có {cast} phiếu điện tử của đại biểu dự từ xa, liệt kê theo mã phiếu:")
    yield Table(
        header=("STT", "Mã phiếu", "Nội dung"),
        rows=tuple(
            (str(place), ballot.receipt, enumerated(names[c] for c in ballot.choices) or "Phiếu trắng")
            for place, ballot in enumerate(of.ballots, 1)
        ),
        widths=(0.1, 0.35, 0.55),
        align=("center", "center", "left"),
    )
