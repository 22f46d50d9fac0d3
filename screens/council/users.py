"""Accounts and their roles, for the administrator; everybody else may look who has which."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ktd_tui.domain.roles import UserRole
from ktd_tui.i18n import N_, t
from ktd_tui.operations.council.directory import bloc_rows, unit_rows
from ktd_tui.operations.council.users import (
    Account,
    UserRow,
    account,
    add_user,
    own_roles,
    remove_grant,
    role_said,
    term,
    users,
)
from ktd_tui.rules.access import ROLES, Act
from ktd_tui.text import enumerated
from ktd_tui.words import short_date
from screens.bindings import bindings, needs
from screens.dialogs.form import Field, FormDialog
from screens.records import Deletion, RecordsScreen

if TYPE_CHECKING:
    from datetime import date


class UsersScreen(RecordsScreen[UserRow]):
    """Who has which role: add, change the term, take away."""

    ASKS = needs(Act.MANAGE_USERS, "new", "edit", "delete")
    BINDINGS = bindings(
        new=("new", N_("Give a role")),
        edit=("edit", N_("Change the term")),
        delete=("delete", N_("Take away")),
    )
    COLUMNS = ((N_("Account"), 13), (N_("Role"), 20), (N_("Held for"), 19), (N_("Term"), 22))

    def read(self) -> Iterator[tuple[str, UserRow]]:
        """Read who has which role."""
        self.entitle(t("Accounts and roles"))
        return ((row.grant.id, row) for row in users(self.desk))

    def cells(self, row: UserRow) -> tuple[str, ...]:
        """Say who has the role, for what and how long."""
        return (
            row.grant.account,
            role_said(self.desk, row.grant),
            row.place or t("whole council"),
            self._term(row),
        )

    def _term(self, row: UserRow) -> str:
        return term(row.grant, self.desk.today)

    def lead(self) -> str:
        """Say which roles one has oneself."""
        own = enumerated(
            " ".join(part for part in (role_said(self.desk, r.grant), r.place) if part)
            for r in own_roles(self.desk)
        )
        return t(
            "You ({account}): {roles}", account=self.desk.actor.name, roles=own or t("owner of the data")
        )

    def history_of(self, row: UserRow) -> tuple[str, str]:
        """The marked role has the history."""
        return row.grant.id, row.grant.account

    def action_open(self) -> None:
        """Leave a role as it is: it has no page of its own, and F4 is there to change it."""

    def form(self, row: UserRow | None) -> FormDialog:
        """Ask for a role and its term; of a role that is given only the term changes."""
        if row is None:
            return self._new_role()
        title = f"{row.grant.account} · {role_said(self.desk, row.grant)}"

        def save(values: dict[str, str], seen: UserRow) -> object:
            of = seen.grant
            who = Account(of.uid, of.account)
            return add_user(
                self.desk, who, of.role, place=seen.place, since=values["since"], until=values["until"]
            )

        return FormDialog(title, _term_fields(row.grant.since, row.grant.until), save, row)

    def _new_role(self) -> FormDialog:
        blocs = bloc_rows(self.desk)
        units = [row.unit for of in blocs for row in unit_rows(self.desk, of.bloc.id)]
        places = [("", t("whole council"))]
        places += [(of.bloc.name, of.bloc.name) for of in blocs]
        places += [(unit.name, unit.name) for unit in units]
        fields = [
            Field("account", t("Account"), "", t("the account's name on this machine")),
            Field("role", t("Role"), choices=[(role.value, t(ROLES[role])) for role in UserRole]),
            Field("place", t("Held for"), "", choices=places),
            *_term_fields(None, None),
        ]
        return FormDialog(t("Give a role"), fields, self._add)

    def _add(self, values: dict[str, str], seen: None) -> object:
        del seen
        who, role = account(values["account"]), UserRole(values["role"])
        return add_user(
            self.desk, who, role, place=values["place"], since=values["since"], until=values["until"]
        )

    def deletion(self, row: UserRow) -> Deletion:
        """Take the marked role away."""
        grant = row.grant
        question = t(
            "Take the role “{role}” from {account}?", role=role_said(self.desk, grant), account=grant.account
        )
        return Deletion(question, t("Yes, take it away"), lambda: remove_grant(self.desk, grant))


def _term_fields(since: "date | None", until: "date | None") -> list[Field]:
    return [
        Field("since", t("From"), short_date(since) if since else "", t("day/month/year; empty: at once")),
        Field("until", t("Until"), short_date(until) if until else "", t("empty: without end")),
    ]
