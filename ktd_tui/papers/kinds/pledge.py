"""Bản giao ước thi đua: what every unit pledges, with the signature of every unit's head."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ktd_tui.clock import local_date
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Role, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.pledge import Pledge, PledgeSignature
from ktd_tui.naming import Called
from ktd_tui.papers.blocks import numbered_points
from ktd_tui.papers.document import Block, Heading, Paper, Paragraph, Points, Signature
from ktd_tui.papers.letter import SIGN_HERE, head, in_year, meta, paper_ended, signature_of, units_of_bloc
from ktd_tui.papers.phrases import points_ended
from ktd_tui.rules.council.head_offices import signing_for
from ktd_tui.rules.year.pledge import UnitPledge
from ktd_tui.words import long_date


@dataclass(frozen=True)
class PledgeData:
    """All that the pledge is composed from.

    Attributes:
        heads: The head of each unit by unit id, as far as known.
    """

    council: Council
    bloc: Bloc
    year: BlocYear
    units: Sequence[Unit]
    pledge: Pledge | None
    preamble: Sequence[str]
    contents: Sequence[UnitPledge]
    heads: Mapping[str, Person]


def compose_pledge(data: PledgeData) -> Paper:
    """Return the pledge as a document (Phụ lục III, Mẫu 1.4: a paper with a name of its kind)."""
    day = _day(data.pledge)
    subject = f"{in_year(data.year.year)} của {data.bloc.name}"
    return Paper(
        head=head(data.council, data.bloc, "", day=day),
        title="BẢN GIAO ƯỚC THI ĐUA",
        subject=(subject[:1].upper() + subject[1:],),
        notice=data.year.illustrative,
        blocks=tuple(_blocks(data)),
        closing=paper_ended(_promised(data)),
        signatures=tuple(_signature(data, unit) for unit in _by_protocol(data)),
        recipients=("Thường trực Hội đồng TĐ-KT (để báo cáo)", units_of_bloc(data.bloc), "Lưu: VT, Hồ sơ"),
        meta=meta(f"Bản giao ước thi đua {in_year(data.year.year)}", data.bloc, day),
    )


def _promised(data: PledgeData) -> str:
    """Say who promises what is above; one alone agrees with nobody."""
    of = f"giao ước thi đua {in_year(data.year.year)} và cam kết thực hiện"
    if len(data.units) == 1:
        return f"{data.units[0].name_in(data.year.year)} ký {of}"
    return f"Các đơn vị thống nhất ký kết {of}"


def _day(pledge: Pledge | None) -> date | None:
    """Return the day that the pledge bears: of the last signature, or of its drawing up."""
    return local_date(pledge.frozen_at or pledge.drawn_at) if pledge else None


def _blocks(data: PledgeData) -> Iterator[Block]:
    for text in data.preamble:
        yield Paragraph(text)
    for place, unit in enumerate(data.contents, 1):
        yield Heading(f"{place}. {unit.name}", 1)
        for group, contents in unit.groups:
            yield from [Paragraph(f"{_uncoded(group)}:", style="italic")] if group else []
            yield Points(points_ended(contents), "-")
        if unit.titles:
            yield Paragraph(f"Danh hiệu đăng ký: {'; '.join(unit.titles)}.")
    yield from _amended(data)


def _uncoded(group: str) -> str:
    """Return a group's name without its code: a unit that registered for I and III has no gap between."""
    code, stop, name = group.partition(". ")
    return name if stop and " " not in code else group


def amended(paper: Paper, data: PledgeData) -> Paper:
    """Return the pledge as it was signed, with what was amended since behind it."""
    return replace(paper, blocks=(*paper.blocks, *_amended(data)))


def _amended(data: PledgeData) -> Iterator[Block]:
    if data.pledge and data.pledge.amendments:
        yield Heading("Điều chỉnh sau khi ký", 1)
        yield numbered_points(tuple(_amendments(data)))


def _amendments(data: PledgeData) -> Iterator[str]:
    names = {unit.id: unit.name for unit in data.units}
    for of in data.pledge.amendments if data.pledge else ():
        day = long_date(local_date(of.at))
        yield (
            f"{day[:1].upper()}{day[1:]}, {names.get(of.unit_id, '?')} điều chỉnh nội dung {of.code}: "
            f"“{of.before}” thành “{of.after}”. Lý do: {of.reason}."
        )


def _by_protocol(data: PledgeData) -> list[Unit]:
    """Return the units as they sign: who leads the bloc first or last, the others by protocol."""
    last = data.bloc.pledge_head_last
    return sorted(data.units, key=lambda unit: (data.year.role_of(unit.id) is Role.HEAD) == last)


def _signature(data: PledgeData, unit: Unit) -> Signature:
    signed = data.pledge.signature_of(unit.id) if data.pledge else None
    if signed and signed.office:  # as they were called when they signed
        of = Called(signed.signer, degree=signed.degree)
        return signature_of(signed.office.upper(), _signed_on(signed), of)
    head_of_unit = data.heads.get(unit.id)
    of = head_of_unit.called_in(unit.name) if head_of_unit else Called()
    hint = _signed_on(signed) if signed else SIGN_HERE
    return signature_of(signing_for(unit.name, of.title, of.power).upper(), hint, of)


def _signed_on(of: PledgeSignature) -> str:
    return f"(Đã ký {long_date(local_date(of.at))})"
