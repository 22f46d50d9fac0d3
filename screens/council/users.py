"""Accounts and their roles, for the administrator; everybody else may look who has which."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.widgets import Static

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
    term,
    users,
)
from ktd_tui.rules.access import ROLES
from ktd_tui.words import short_date
from screens.base import KtdScreen, bindings
from screens.dialogs.confirm import ConfirmDialog
from screens.dialogs.form import Field, FormDialog
from screens.widgets.table import Table

if TYPE_CHECKING:
    from datetime import date

    from textual.widget import Widget


class UsersScreen(KtdScreen):
    """Who has which role: add, change the term, take away."""

    FOOTER: ClassVar[tuple[str, ...]] = ("help", "new", "edit", "delete", "back")
    BINDINGS = bindings(
        new=("new", N_("Give a role")),
        edit=("edit", N_("Change the term")),
        delete=("delete", N_("Take away")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, UserRow] = {}

    def body(self) -> Iterator["Widget"]:
        """Yield a lead and the table."""
        yield Static("", id="own", classes="lead", markup=False)
        yield Table((t("Account"), 13), (t("Role"), 20), (t("Held for"), 19), (t("Term"), 22), id="users")

    def show(self) -> None:
        """List the roles."""
        self.entitle(t("Accounts and roles"))
        self._rows = {row.grant.id: row for row in users(self.desk)}
        own = ", ".join(
            " ".join(part for part in (t(ROLES[r.grant.role]), r.place) if part) for r in own_roles(self.desk)
        )
        self.query_one("#own", Static).update(
            t("You ({account}): {roles}", account=self.desk.actor.name, roles=own or t("owner of the data"))
        )
        table = self.query_one(Table)
        table.fill(
            (key, (row.grant.account, t(ROLES[row.grant.role]), row.place or t("whole council"), term(row)))
            for key, row in self._rows.items()
        )
        if self.focused is None:
            table.focus()

    def record_here(self) -> tuple[str, str] | None:
        """The marked role has the history."""
        key = self.query_one(Table).selected
        return (key, self._rows[key].grant.account) if key else None

    def action_new(self) -> None:
        """Give an account a role."""
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
        self.app.push_screen(FormDialog(t("Give a role"), fields, self._add))

    def _add(self, values: dict[str, str], seen: None) -> object:
        del seen
        who, role = account(values["account"]), UserRole(values["role"])
        return add_user(
            self.desk, who, role, place=values["place"], since=values["since"], until=values["until"]
        )

    def action_edit(self) -> None:
        """Change the term of the marked role."""
        key = self.query_one(Table).selected
        if key is None:
            return
        row = self._rows[key]
        title = f"{row.grant.account} · {t(ROLES[row.grant.role])}"

        def save(values: dict[str, str], seen: UserRow) -> object:
            of = seen.grant
            who = Account(of.uid, of.account)
            return add_user(
                self.desk, who, of.role, place=seen.place, since=values["since"], until=values["until"]
            )

        self.app.push_screen(FormDialog(title, _term_fields(row.grant.since, row.grant.until), save, row))

    @work(exclusive=True)
    async def action_delete(self) -> None:
        """Take the marked role away, asking first."""
        key = self.query_one(Table).selected
        if key is None:
            return
        grant = self._rows[key].grant
        question = t(
            "Take the role “{role}” from {account}?", role=t(ROLES[grant.role]), account=grant.account
        )
        if await self.app.push_screen_wait(ConfirmDialog(question, t("Yes, take it away"))):
            await self.act(lambda: remove_grant(self.desk, grant))
            self.action_reload()


def _term_fields(since: "date | None", until: "date | None") -> list[Field]:
    return [
        Field("since", t("From"), short_date(since) if since else "", t("day/month/year; empty: at once")),
        Field("until", t("Until"), short_date(until) if until else "", t("empty: without end")),
    ]
