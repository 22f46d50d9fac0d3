"""What a refusal says: who may, when, and the way out."""

from ktd_tui.domain.access import Grant
from ktd_tui.domain.organisation import Bloc, Stage
from ktd_tui.domain.roles import UserRole
from ktd_tui.i18n import tell
from ktd_tui.operations.desk import Desk
from ktd_tui.rules.access import Actor
from tests.operations.found import the_unit
from tests.operations.test_roles import as_person, at_stage, holding, tried
from tests.operations.writing.every import ALL


def test_a_refusal_says_who_may(ready: Desk) -> None:
    person = as_person(ready, holding(ready, UserRole.UNIT_REPRESENTATIVE))
    at_stage(ready, Stage.SCORING)
    score = tried(person, ALL["cells.record_score"])
    assert score is not None
    assert tell(score) == (
        "Chỉ quản trị viên, Khối trưởng, thư ký khối được nhập điểm khối chấm: thu-ky. "
        "Vai trò của anh/chị: đại diện đơn vị (Cục Quản trị I, Cục Quản trị II, Cục Quản trị III …)."
    )
    target = tried(person, ALL["registration.register"])
    assert target is not None
    assert tell(target) == (
        "Năm đang ở giai đoạn “Khối chấm”, chỉ quản trị viên, thường trực Hội đồng được đăng ký chỉ tiêu: "
        "thu-ky. Anh/chị làm được ở giai đoạn: Phát động, Đăng ký."
    )


def test_a_refusal_says_where_a_role_is_held(ready: Desk) -> None:
    """“Only … the unit's representative can …; your role: unit's representative” told nobody why."""
    unit, bloc = the_unit(ready, "CQT I"), ready.store.find(Bloc, code="IV")[0]
    of_unit = Grant(uid=5, account="ai", role=UserRole.UNIT_REPRESENTATIVE, unit_id=unit)
    of_bloc = Grant(uid=5, account="ai", role=UserRole.BLOC_SECRETARY, bloc_id=bloc.id)
    for more, said in (
        (of_unit, "đại diện đơn vị (Cục Quản trị I)"),
        (of_bloc, "đại diện đơn vị (Cục Quản trị I), thư ký khối (Khối thi đua số IV)"),
    ):
        ready.store.save(more)
        refused = tried(ready._replace(actor=Actor(5, "ai")), ALL["cells.record_score"])
        assert refused is not None
        assert tell(refused).endswith(f"Vai trò của anh/chị: {said}.")


def test_what_is_past_names_who_can_move_the_year_back(ready: Desk) -> None:
    """A unit that joined after the pledge: its signature needs the stage, and somebody to go back there."""
    person = as_person(ready, holding(ready, UserRole.UNIT_REPRESENTATIVE))
    at_stage(ready, Stage.WORK)
    signing = tried(person, ALL["pledge.sign_pledge"])
    assert signing is not None
    assert tell(signing) == (
        "Năm đang ở giai đoạn “Thực hiện, sơ kết”; chỉ ký giao ước được ở giai đoạn: Đăng ký, Giao ước. "
        "thu-ky đưa được năm về đó, kèm lý do, ở trang “Chu trình năm”."
    )
    at_stage(ready, Stage.SCORING)
    amending = tried(person, ALL["pledge.amend"])
    assert amending is not None
    assert "ở giai đoạn: Giao ước; Thực hiện, sơ kết. thu-ky" in tell(amending), "of a name with a comma"
    at_stage(ready, Stage.LAUNCH)
    soon = tried(person, ALL["pledge.sign_pledge"])
    assert soon is not None
    assert "chưa ai được ký giao ước" in tell(soon)
