"""Every operation that writes, each ready to succeed on the sample after ``get_ready``."""

from collections.abc import Callable
from pathlib import Path

from pypdf import PdfWriter

from ktd_tui.domain.activity import Activity, Concretisation
from ktd_tui.domain.meeting import Step
from ktd_tui.domain.merit import Exemplar
from ktd_tui.domain.organisation import Bloc, Movement, Stage
from ktd_tui.domain.scoring import NotAssigned
from ktd_tui.domain.sealed import SealedPaper
from ktd_tui.domain.voting import Purpose
from ktd_tui.operations import lookup
from ktd_tui.operations.data import import_rows, importing
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.meeting import (
    agenda,
    preparation,
    rollover,
)
from ktd_tui.operations.papers import amending, sealing, style
from ktd_tui.operations.papers.kinds import PaperRef, minutes_ref
from ktd_tui.operations.papers.returned import attaching
from ktd_tui.operations.scoring import (
    award_rules,
    conditions,
    criteria,
    cross,
    evidence,
    grid,
    many,
    paste,
    sheets,
)
from ktd_tui.operations.scoring.evidence import Handed
from ktd_tui.operations.year import (
    activities,
    applying,
    archive,
    cycle,
    exemplars,
    pledge,
    registration,
    taking_part,
    tasks,
    years,
)
from ktd_tui.operations.year.registration import Wanted
from ktd_tui.rules.scoring.criteria import Part
from ktd_tui.rules.scoring.layers import BLOC_VIEW
from ktd_tui.sheets.cells import Cell
from ktd_tui.sheets.columns import TableKind
from ktd_tui.sheets.file_tables import ReadTable
from ktd_tui.sheets.layout import ReadFile
from ktd_tui.sheets.table_rows import TableRow
from tests.operations.found import (
    AWARD,
    an_agenda,
    the_bloc,
    the_criteria,
    the_evidence,
    the_meeting,
    the_new_unit,
    the_pledge,
    the_signed,
    the_task,
    the_template,
    the_unit,
    the_year,
)
from tests.operations.writing.in_council import ON_THE_COUNCIL
from tests.operations.writing.in_meeting import ON_THE_MEETING

AN_APPEAL = sheets.AppealTyped("CQT III", "", "Cộng sai")


def a_scan(desk: Desk) -> Path:
    """A PDF that came back: a page without a letter."""
    assert desk.folder
    file, writer = desk.folder.parent / "quet.pdf", PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(file)
    return file


def the_plan(desk: Desk) -> importing.Plan:
    """Return the plan of a file with one new unit of bloc I."""
    cells = {"name": Cell("Vụ Hai"), "bloc": Cell("I")}
    table = ReadTable(
        TableKind.UNITS, "bang.csv", (TableRow("bang.csv", 2, cells, {"name": (2, "A")}),), (), {}
    )
    return importing.planned(desk, "bang.csv", import_rows.Asked(), ReadFile((table,), (), ()))


def the_paste(desk: Desk) -> tuple[grid.Grid, paste.PastePlan]:
    """Return the grid and a block of one cell pasted on it."""
    of = grid.grid(desk, the_year(desk).id)
    return of, paste.paste_plan(of, the_unit(desk, "Vụ TK"), "I.1", "4")


ELSEWHERE: dict[str, Callable[[Desk], object]] = {
    "activities.delete_activity": lambda d: activities.delete_activity(d, d.store.find(Activity)[0]),
    "activities.save_activity": lambda d: activities.save_activity(
        d, the_year(d).id, None, {"title": "Hoạt động", "unit": the_unit(d, "Vụ TK")}
    ),
    "activities.save_part": lambda d: activities.save_part(
        d,
        Concretisation(
            bloc_year_id=the_year(d).id,
            movement_id=the_year(d).movement_ids[0],
            unit_id=the_unit(d, "Vụ TK"),
        ),
        "Cụ thể hóa",
        "",
    ),
    "archive.archive_closed": archive.archive_closed,
    "archive.archive_year": lambda d: archive.archive_year(d, the_year(d, 2021).id),
    "agenda.set_head": lambda d: agenda.set_head(
        d, the_bloc(d), an_agenda(d), agenda.AgendaHead("Hội nghị cuối năm")
    ),
    "agenda.set_quorum": lambda d: agenda.set_quorum(d, the_bloc(d), an_agenda(d), "3/4"),
    "agenda.set_rule": lambda d: agenda.set_rule(
        d, the_bloc(d), an_agenda(d), Purpose.HEAD, agenda.rule("ballot", "members", "80%", strict=False)
    ),
    "agenda.set_secret": lambda d: agenda.set_secret(d, the_bloc(d), an_agenda(d), allowed=True),
    "agenda.set_steps": lambda d: agenda.set_steps(
        d, the_bloc(d), an_agenda(d), [s for s in an_agenda(d).steps if s.step is not Step.AWARDS]
    ),
    "award_rules.drop_rule": lambda d: award_rules.drop_rule(
        d, award_rules.rules_of(d, the_year(d)), award_rules.rules_of(d, the_year(d)).rules[0]
    ),
    "award_rules.save_rule": lambda d: award_rules.save_rule(
        d, award_rules.rules_of(d, the_year(d)), conditions.Conditions("Huân chương", "95"), None
    ),
    "award_rules.save_set": lambda d: award_rules.save_set(
        d,
        award_rules.rules_of(d, the_year(d)),
        award_rules.set_as_typed(award_rules.rules_of(d, the_year(d)))._replace(name="Bộ khác"),
    ),
    "award_rules.set_received": lambda d: award_rules.set_received(d, the_year(d, 2024).id, "15/1/2025"),
    "applying.set_not_assigned": lambda d: applying.set_not_assigned(
        d,
        the_year(d, 2023).id,
        the_unit(d, "Vụ TK"),
        NotAssigned(code="I.1", who="Khối trưởng", reason="Không có nhiệm vụ này"),
    ),
    "applying.set_sub_group": lambda d: applying.set_sub_group(
        d, the_year(d, 2024).id, the_unit(d, "Vụ TK"), "Khối tham mưu"
    ),
    "criteria.adopt": lambda d: criteria.adopt(d, the_year(d, 2024).id, the_template(d, "C-1")),
    "criteria.delete_entry": lambda d: criteria.delete_entry(
        d, the_criteria(d), Part.BAR, "Mất đoàn kết nghiêm trọng"
    ),
    "criteria.move_entry": lambda d: criteria.move_entry(
        d, the_criteria(d), Part.BAR, "Mất đoàn kết nghiêm trọng", -1
    ),
    "criteria.save_entry": lambda d: criteria.save_entry(
        d, the_criteria(d), Part.BAR, None, {"text": "Lý do khác"}
    ),
    "criteria.save_head": lambda d: criteria.save_head(
        d,
        the_criteria(d),
        {
            "name": "Bảng năm 2024",
            "source": "",
            "certainty": "",
            "bonus_cap": "5",
            "deduction_cap": "10",
            "tie_break": "I",
        },
    ),
    "cross.assign": lambda d: cross.assign(d, the_year(d, 2024), cross.propose(d, the_year(d, 2024).id, 2)),
    "cross.set_gap_limit": lambda d: cross.set_gap_limit(d, the_year(d, 2024), "1,5"),
    "cycle.set_deadline": lambda d: cycle.set_deadline(d, the_year(d, 2024), Stage.WORK, "31/10/2024"),
    "taking_part.leave_out": lambda d: taking_part.leave_out(
        d, the_year(d, 2024).id, the_unit(d, "Vụ TK"), "Sáp nhập"
    ),
    "taking_part.take_in": lambda d: taking_part.take_in(d, the_year(d, 2024).id, the_new_unit(d).id),
    "evidence.accept": lambda d: evidence.accept(d, the_evidence(d, 2022)),
    "evidence.hand_in": lambda d: evidence.hand_in(
        d, the_year(d, 2026).id, the_unit(d, "Vụ TK"), Handed("I.2", "Báo cáo", "02/BC")
    ),
    "evidence.refuse": lambda d: evidence.refuse(d, the_evidence(d, 2022), "Chưa đóng dấu"),
    "evidence.withdraw_evidence": lambda d: evidence.withdraw_evidence(d, the_evidence(d, 2026)),
    "exemplars.delete_exemplar": lambda d: exemplars.delete_exemplar(d, d.store.find(Exemplar)[0]),
    "exemplars.save_exemplar": lambda d: exemplars.save_exemplar(
        d,
        the_year(d, 2024).id,
        None,
        {"name": "Vụ Thư ký", "deed": "Số hóa biên bản", "unit": the_unit(d, "Vụ TK")},
    ),
    "importing.write_plan": lambda d: importing.write_plan(d, the_plan(d)),
    "many.record_many": lambda d: many.record_many(
        d, the_year(d).id, the_unit(d, "Vụ TK"), BLOC_VIEW, [many.CellGiven("I.1", None)]
    ),
    "paste.write_paste": lambda d: paste.write_paste(d, *the_paste(d)),
    "preparation.move": lambda d: preparation.move(d, the_meeting(d).id, Step.REPORT),
    "preparation.open_meeting": lambda d: preparation.open_meeting(d, the_meeting(d, 2023).id),
    "preparation.start_meeting": lambda d: preparation.start_meeting(d, the_year(d, 2024).id),
    "tasks.delete_task": lambda d: tasks.delete_task(d, the_year(d, 2024).id, the_task(d)),
    "tasks.finish_task": lambda d: tasks.finish_task(d, the_year(d, 2024).id, the_task(d), done=True),
    "tasks.save_task": lambda d: tasks.save_task(
        d, the_year(d, 2024).id, None, tasks.TaskTyped("Việc mới", None, "")
    ),
    "style.set_style": lambda d: style.set_style(
        d, d.store.get(Bloc, the_bloc(d)), style.Style(signer="TM. KHỐI THI ĐUA\nKHỐI TRƯỞNG")
    ),
    "pledge.amend": lambda d: pledge.amend(
        d, the_year(d, 2026).id, the_unit(d, "Vụ TK"), Wanted("I.1", "Điều chỉnh"), "Lý do"
    ),
    "pledge.draw_up": lambda d: pledge.draw_up(d, the_year(d, 2023).id, "Chưa đăng ký đủ"),
    "pledge.set_preamble": lambda d: pledge.set_preamble(d, the_pledge(d), "Lời khác"),
    "pledge.sign_pledge": lambda d: pledge.sign_pledge(d, the_year(d, 2024).id, the_unit(d, "Vụ TK")),
    "pledge.withdraw_signature": lambda d: pledge.withdraw_signature(d, the_year(d, 2027).id, "Ký lại"),
    "registration.register": lambda d: registration.register(
        d, the_year(d, 2023).id, the_unit(d, "Vụ TK"), Wanted("I.2", "Đủ")
    ),
    "registration.toggle_title": lambda d: registration.toggle_title(
        d, the_year(d, 2023).id, the_unit(d, "Vụ TK"), AWARD
    ),
    "rollover.roll_over": lambda d: rollover.roll_over(d, the_year(d, 2021).id),
    "sheets.reopen_sheet": lambda d: sheets.reopen_sheet(
        d, the_year(d).id, the_unit(d, "CQT III"), BLOC_VIEW, AN_APPEAL
    ),
    "amending.amend_signed": lambda d: amending.amend_signed(
        d, minutes_ref(d, the_signed(d).id), AN_APPEAL, "Chấp nhận"
    ),
    "sealing.correct": lambda d: sealing.correct(
        d, d.store.find(SealedPaper)[0], "Trên đây là", "Đây là", "Sửa"
    ),
    "attaching.attach": lambda d: attaching.attach(d, d.store.find(SealedPaper)[0], a_scan(d)),
    "sealing.note_scan": lambda d: sealing.note_scan(d, d.store.find(SealedPaper)[0], "kho/so-1.pdf"),
    "sealing.seal": lambda d: sealing.seal(d, PaperRef("invitation", the_year(d).id)),
    "years.open_year": lambda d: years.open_year(d, lookup.bloc_named(d, "V").id, 2025),
    "activities.drop_movement": lambda d: activities.drop_movement(
        d, the_year(d).id, d.store.get(Movement, the_year(d).movement_ids[-1])
    ),
    "years.save_movement": lambda d: years.save_movement(
        d, the_year(d), d.store.find(Movement)[0], title="Phong trào khác"
    ),
    "years.save_year": lambda d: years.save_year(
        d, the_year(d, 2024), years.YearHead(theme="Chủ đề", head=the_unit(d, "CQT I"), deputies=())
    ),
    "years.set_results": lambda d: years.set_results(d, the_year(d, 2023), "Hoàn thành kế hoạch\nĐạt"),
    "years.set_stage": lambda d: years.set_stage(d, the_year(d, 2024), Stage.CLOSED),
}

ALL = ON_THE_MEETING | ON_THE_COUNCIL | ELSEWHERE
