"""Which units are in a bloc in a year, and which of them lead it."""

from collections.abc import Sequence

from ktd_tui.domain.organisation import BlocYear, Member, Role
from ktd_tui.errors import Refused
from ktd_tui.i18n import N_


def check_member(year: BlocYear, *unit_ids: str) -> None:
    """Refuse a unit that is not in the bloc that year.

    Raises:
        Refused: One is not.
    """
    if not set(unit_ids) <= {member.unit_id for member in year.members}:
        raise Refused(N_("That unit is not in the bloc this year."))


def with_roles(year: BlocYear, head: str | None, deputies: Sequence[str]) -> tuple[Member, ...]:
    """Return the members of a year with new holders of the two offices; several may be deputies.

    Raises:
        Refused: One unit cannot hold both offices, or is not in the bloc this year.
    """
    if head in deputies:
        raise Refused(N_("One unit cannot hold both offices of the bloc."))
    check_member(year, *([head] if head else []), *deputies)
    offices: dict[str | None, Role] = {**dict.fromkeys(deputies, Role.DEPUTY), head: Role.HEAD}
    return tuple(m.model_copy(update={"role": offices.get(m.unit_id, Role.MEMBER)}) for m in year.members)
