"""The pledge as text, and the rule of its signing: every member once; the last signature freezes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ktd_tui.domain.organisation import BlocYear
from ktd_tui.domain.pledge import Pledge, PledgeSignature
from ktd_tui.domain.scoring import CriteriaSet, Registration, Target
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_
from ktd_tui.rules.scoring.score_rows import score_rows
from ktd_tui.rules.year.members import check_member
from ktd_tui.words import in_full, long_date, number, with_unit


class UnitPledge(NamedTuple):
    """What one unit pledges: its name, its contents group by group, and the titles it aims at."""

    unit_id: str
    name: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    titles: tuple[str, ...]


def preamble(bloc: str, year: BlocYear) -> tuple[str, ...]:
    """Propose the paragraphs before the units' contents."""
    theme = f" hưởng ứng chủ đề thi đua “{year.theme}”," if year.theme else ""
    plan = f"Thực hiện {in_full(year.plan)};" if year.plan else ""
    units, sign = ("đơn vị", "ký") if len(year.members) == 1 else ("các đơn vị", "thống nhất ký")
    first = (
        f"Để góp phần hoàn thành tốt nhiệm vụ chính trị năm {year.year},{theme} {units} thuộc {bloc} "
        f"{sign} giao ước thi đua năm {year.year} với các nội dung sau:"
    )
    return (plan, first) if plan else (first,)


def contents(
    criteria: CriteriaSet | None, registrations: Iterable[Registration], names: Mapping[str, str]
) -> tuple[UnitPledge, ...]:
    """Return what every unit pledges, in the order of the registrations.

    Args:
        criteria: The year's criteria set, which orders and groups the targets; None: as registered.
        registrations: One a unit.
        names: Units' names by id.
    """
    return tuple(
        UnitPledge(of.unit_id, names.get(of.unit_id, "?"), tuple(_groups(criteria, of)), of.titles)
        for of in registrations
    )


def _groups(criteria: CriteriaSet | None, of: Registration) -> Iterator[tuple[str, tuple[str, ...]]]:
    left = {target.code: target for target in of.targets}
    texts = {row.code: row.text for row in score_rows(criteria)} if criteria else {}
    for group in criteria.groups if criteria else ():
        found = [left.pop(c.code) for c in group.criteria if c.code in left]
        if found:
            yield f"{group.code}. {group.name}", tuple(worded(target, texts[target.code]) for target in found)
    order = [row.code for row in score_rows(criteria)] if criteria else []
    rest = sorted(left.values(), key=lambda x: order.index(x.code) if x.code in order else len(order))
    if rest:
        yield "", tuple(worded(target, texts.get(target.code, "")) for target in rest)


def worded(target: Target, criterion: str = "") -> str:
    """Write a target with its criterion, its measure and its day.

    Args:
        criterion: What the criterion says.
    """
    text = target_said(target).rstrip(".;")
    if criterion and criterion.casefold() not in text.casefold():
        text = f"{criterion.rstrip('.;:')}: {text}"
    if target.measure:
        text += f" ({target.measure.rstrip('.;')})"
    if target.due_words:
        return f"{text}, thời hạn: {target.due_words}"
    return f"{text}, hoàn thành trước {long_date(target.due)}" if target.due else text


def unsigned(year: BlocYear, pledge: Pledge | None) -> tuple[str, ...]:
    """Return the members that did not sign, in the order of the members."""
    return tuple(m.unit_id for m in year.members if pledge is None or not pledge.signature_of(m.unit_id))


def signed(year: BlocYear, pledge: Pledge, signature: PledgeSignature) -> Pledge:
    """Return the pledge with one more signature; frozen where it was the last.

    Raises:
        Refused: The unit is no member this year, or has signed already.
    """
    check_member(year, signature.unit_id)
    if pledge.signature_of(signature.unit_id):
        raise Refused(N_("This unit has signed the pledge already."))
    fresh = pledge.with_(signatures=(*pledge.signatures, signature))
    return fresh if unsigned(year, fresh) else fresh.with_(frozen_at=signature.at)


def check_changeable(pledge: Pledge | None) -> None:
    """Refuse to change a registration under a pledge that somebody has signed.

    Raises:
        Refused: Somebody has; the sentence says the way out.
    """
    if pledge is None or not pledge.signatures:
        return
    if pledge.frozen_at:
        raise Refused(N_("The pledge is signed by all units; a change is an amendment with its reason."))
    raise Refused(N_("The pledge is being signed; withdraw the signatures before you change a registration."))


def target_said(of: Target) -> str:
    """Say a target with its number, which is not said twice: «95%», but «Giảm án tồn (12 vụ)»."""
    if of.number is None:
        return of.text
    count, figure = with_unit(of.number, of.counted_in), re.escape(number(of.number))
    if re.search(rf"(?<![\d,.])0?{figure}(?![,.]?\d)", of.text):
        return of.text
    return f"{of.text} ({count})" if of.text else count
