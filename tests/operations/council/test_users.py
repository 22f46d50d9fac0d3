"""Roles given and taken away."""

from datetime import date

import pytest

from ktd_tui.domain.access import Grant
from ktd_tui.domain.roles import UserRole
from ktd_tui.errors import Refused
from ktd_tui.operations.council import users
from ktd_tui.operations.desk import Desk


def test_the_last_administrator_stays(sample: Desk) -> None:
    with pytest.raises(Refused, match="last administrator"):
        users.remove_user(sample, "thu-ky")
    with pytest.raises(Refused, match="last administrator"):
        users.add_user(sample, users.Account(1000, "thu-ky"), UserRole.ADMINISTRATOR, until="07/12/2023")
    users.add_user(sample, users.Account(1001, "lan"), UserRole.ADMINISTRATOR)
    users.remove_user(sample, "thu-ky")
    assert [r.grant.account for r in users.users(sample)] == ["lan"]


def test_a_role_given_again_changes_its_term(sample: Desk) -> None:
    lan = users.Account(1001, "lan")
    users.add_user(sample, lan, UserRole.BLOC_SECRETARY, place="V", since="01/01/2023")
    again = users.add_user(sample, lan, UserRole.BLOC_SECRETARY, place="v", until="31/12/2023")
    assert list(sample.store.find(Grant, uid=1001)) == [again]
    assert (again.since, again.until) == (None, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("role", "place", "since", "until", "said"),
    [
        (UserRole.BLOC_HEAD, "", "", "", "name it"),
        (UserRole.BLOC_HEAD, "IX", "", "", "no bloc"),
        (UserRole.UNIT_REPRESENTATIVE, "", "", "", "name it"),
        (UserRole.UNIT_REPRESENTATIVE, "Cục", "", "", "several units"),
        (UserRole.UNIT_REPRESENTATIVE, "Vụ Không Có", "", "", "no unit"),
        (UserRole.OBSERVER, "V", "", "", "whole council"),
        (UserRole.OBSERVER, "", "32/01/2023", "", "not a date"),
        (UserRole.OBSERVER, "", "02/01/2023", "01/01/2023", "ends before"),
    ],
)
def test_what_does_not_fit_is_refused(
    sample: Desk, role: UserRole, place: str, since: str, until: str, said: str
) -> None:
    before = sample.store.seq
    with pytest.raises(Refused, match=said):
        users.add_user(sample, users.Account(1001, "lan"), role, place=place, since=since, until=until)
    assert sample.store.seq == before


def test_an_account_is_one_of_the_machine() -> None:
    assert users.account("root") == users.account("0") == users.Account(0, "root")
    for name in ("khong-co-ai", "4294967295", ""):
        with pytest.raises(Refused, match="no account"):
            users.account(name)
