"""What the data knows, a line a fact, so that two states of it can be compared and read."""

from collections.abc import Iterator
from decimal import Decimal

from ktd_tui.domain.activity import Activity, Concretisation
from ktd_tui.domain.merit import AwardDecision, Exemplar
from ktd_tui.domain.organisation import Bloc, BlocYear, Council, Movement, Unit
from ktd_tui.domain.people import Person
from ktd_tui.domain.scoring import CriteriaSet, Registration, ScoreSheet
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.scoring.score_rows import score_rows


def plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def line(*parts: object) -> str:
    return " | ".join(str(part) for part in parts if part not in ("", None))


def facts(desk: Desk) -> set[str]:
    """All that a table can bring, a line a fact."""
    return {*_of_lists(desk), *_of_years(desk), *_of_work(desk), *_of_awards(desk)}


def _of_lists(desk: Desk) -> Iterator[str]:
    blocs = {one.id: one.code for one in desk.store.find(Bloc)}
    units = {one.id: one for one in desk.store.find(Unit)}
    for bloc in desk.store.find(Bloc):
        yield line("khối", bloc.code, bloc.name, bloc.symbol, bloc.noun)
    for unit in units.values():
        yield line("đơn vị", unit.name, unit.short_name, unit.city, blocs.get(unit.bloc_id or "", ""))
        for old in unit.former_names:
            yield line("tên cũ", unit.name, old.name, old.until_year)
    people = {one.id: one for one in desk.store.find(Person)}
    for one in people.values():
        unit = units[one.unit_id or ""]
        heads = "thủ trưởng" if unit.head_id == one.id else ""
        called = f"{one.honorific} {one.degree} {one.name}".strip().replace("  ", " ")
        instead = one.deputy_for_id and f"thay {people[one.deputy_for_id].name}"
        yield line("người", called, one.title, unit.label, heads, one.signs_as, instead)


def _of_years(desk: Desk) -> Iterator[str]:
    labels = {one.id: one.label for one in desk.store.find(Unit)}
    yield from _of_criteria(desk)
    for sheet in desk.store.find(ScoreSheet):
        who = f"{sheet.layer} {labels.get(sheet.scorer_id or '', '')}".strip()
        for code, points in sheet.points.items():
            yield line("điểm", who, labels[sheet.unit_id], code, plain(points), sheet.reasons.get(code, ""))
    for given in desk.store.find(Registration):
        for one in given.targets:
            number = f"{plain(one.number)} {one.counted_in}".strip()
            due = one.due.strftime("%d/%m/%Y") if one.due else ""
            said = (one.code, one.text, number, one.measure, due, one.due_words)
            yield line("đăng ký", labels[given.unit_id], *said)
        for title in given.titles:
            yield line("phấn đấu", labels[given.unit_id], title)


def _of_criteria(desk: Desk) -> Iterator[str]:
    for of in desk.store.find(CriteriaSet):
        for group in of.groups:
            yield line("nhóm", of.name, group.code, group.name)
        for row in score_rows(of):
            kind = row.entry.kind.value if row.entry.kind else row.section.field
            yield line("tiêu chí", of.name, row.code, row.entry.text, plain(row.entry.maximum), kind)


def _of_work(desk: Desk) -> Iterator[str]:
    labels = {one.id: one.label for one in desk.store.find(Unit)}
    years = {one.id: one.year for one in desk.store.find(BlocYear)}
    for of in desk.store.find(Activity):
        partners = ", ".join(labels[one] for one in of.partner_ids)
        said = (of.title, labels[of.unit_id], of.day, of.place, partners, of.result)
        yield line("hoạt động", years[of.bloc_year_id], *said)
    for began in desk.store.find(Movement):
        yield line("phong trào", began.title, began.launcher, began.plan, began.first_year, began.last_year)
    for part in desk.store.find(Concretisation):
        yield line("cụ thể hóa", labels[part.unit_id], part.text, part.result)


def _of_awards(desk: Desk) -> Iterator[str]:
    labels = {one.id: one.label for one in desk.store.find(Unit)}
    for council in desk.store.find(Council):
        for title in council.award_titles:
            yield line("danh hiệu", title.name, title.kind.value, title.whom.value, title.level.value)
    for of in desk.store.find(AwardDecision):
        for one in of.awarded:
            yield line("quyết định", of.number, of.day, of.year, one.title, labels[one.unit_id], one.person)
    for done in desk.store.find(Exemplar):
        yield line("điển hình", labels[done.unit_id], done.kind.value, done.name, done.deed, done.deed_on)
