"""Operations that write the council's own records: blocs, units, people, roles, titles, the board."""

from collections.abc import Callable
from pathlib import Path

from ktd_tui.domain.activity import Post
from ktd_tui.domain.organisation import Council
from ktd_tui.domain.roles import UserRole
from ktd_tui.operations import lookup
from ktd_tui.operations.council import (
    blocs,
    board,
    decisions,
    directory,
    people,
    reorganising,
    titles,
    units,
    user_table,
    users,
)
from ktd_tui.operations.council.units import Since
from ktd_tui.operations.data.people import personal
from ktd_tui.operations.desk import Desk
from ktd_tui.operations.overview import leaving
from tests.operations.found import (
    the_decision,
    the_new_person,
    the_new_unit,
    the_observer,
    the_title,
    the_unit,
)


def a_table_of_roles(desk: Desk) -> Path:
    """A table that gives root a role: an account of every machine."""
    assert desk.folder
    path = desk.folder.parent / "vai-tro.csv"
    path.write_text("Tài khoản;Vai trò\nroot;observer\n")
    return path


ON_THE_COUNCIL: dict[str, Callable[[Desk], object]] = {
    "titles.add_titles_of_law": lambda d: titles.add_titles_of_law(d, titles.Office.MINISTRY),
    "titles.confirm_titles": titles.confirm_titles,
    "titles.drop_title": lambda d: titles.drop_title(d, the_title(d)),
    "titles.move_title": lambda d: titles.move_title(d, the_title(d), 1),
    "titles.save_title": lambda d: titles.save_title(d, titles.TitleTyped("Kỷ niệm chương", "form"), None),
    "decisions.delete_decision": lambda d: decisions.delete_decision(d, the_decision(d)),
    "decisions.drop_awarded": lambda d: decisions.drop_awarded(
        d, the_decision(d).id, the_decision(d).awarded[0]
    ),
    "decisions.save_awarded": lambda d: decisions.save_awarded(
        d, the_decision(d).id, None, decisions.award_typed("Giấy khen", the_unit(d, "CQT I"))
    ),
    "decisions.save_decision": lambda d: decisions.save_decision(
        d, None, decisions.DecisionTyped("02/QĐ", "20/12/2022", "2022")
    ),
    "decisions.take_voted": lambda d: decisions.take_voted(d, the_decision(d).id),
    "board.answer": lambda d: board.answer(d, d.store.find(Post)[0].id, "Trả lời"),
    "board.delete_post": lambda d: board.delete_post(d, d.store.find(Post)[0]),
    "board.save_post": lambda d: board.save_post(d, None, the_unit(d, "Vụ TK"), "Tiêu đề", "Nội dung"),
    "directory.save_council": lambda d: directory.save_council(d, d.store.find(Council)[0], name="Hội đồng"),
    "people.save_person": lambda d: people.save_person(
        d, the_unit(d, "Vụ TK"), None, heads=True, name="Lê A"
    ),
    "people.move_person": lambda d: people.move_person(d, the_new_person(d), the_unit(d, "Vụ TK")),
    "personal.forget": lambda d: personal.forget(d, the_new_person(d)),
    "people.delete_person": lambda d: people.delete_person(d, the_new_person(d)),
    "blocs.delete_bloc": lambda d: blocs.delete_bloc(d, lookup.bloc_named(d, "II")),
    "blocs.reorder_bloc": lambda d: blocs.reorder_bloc(d, lookup.bloc_named(d, "V").id, -1),
    "blocs.save_bloc": lambda d: blocs.save_bloc(d, None, code="VI", name="Cụm số 6", noun="Cụm"),
    "reorganising.dissolve_unit": lambda d: reorganising.dissolve_unit(
        d, the_unit(d, "Vụ TK"), Since("2030", "Quyết định 1")
    ),
    "reorganising.merge_units": lambda d: reorganising.merge_units(
        d, [the_unit(d, "Vụ TK"), the_unit(d, "CQT I")], "Vụ Thư ký", Since("2030")
    ),
    "reorganising.split_unit": lambda d: reorganising.split_unit(
        d, the_unit(d, "Vụ TK"), ["Vụ Một", "Vụ Hai"], Since("2030")
    ),
    "reorganising.transfer_unit": lambda d: reorganising.transfer_unit(
        d, the_unit(d, "Vụ TK"), lookup.bloc_named(d, "I").id, Since("2030")
    ),
    "units.delete_unit": lambda d: units.delete_unit(d, the_new_unit(d)),
    "units.order_by_alphabet": lambda d: units.order_by_alphabet(d, lookup.bloc_named(d, "V").id),
    "units.reorder_unit": lambda d: units.reorder_unit(d, the_unit(d, "Vụ TK"), -1),
    "units.save_unit": lambda d: units.save_unit(d, lookup.bloc_named(d, "I").id, None, name="Vụ Một"),
    "users.add_user": lambda d: users.add_user(d, users.Account(1007, "mai"), UserRole.OBSERVER),
    "user_table.import_users": lambda d: user_table.import_users(d, a_table_of_roles(d), dry_run=False),
    "leaving.leave": lambda d: leaving.leave(d, "hoa", "31/12/2023", users.Account(1009, "tam")),
    "users.remove_grant": lambda d: users.remove_grant(d, the_observer(d)),
    "users.remove_user": lambda d: users.remove_user(d, "hoa"),
}
