"""Which fields of a record ``--json`` tells.

The shape of an answer is the type that its command declares (``-> Answer[…]``): a ``TypedDict``, a
``NamedTuple``, a model, or some ``Fields`` of one. ``docs/json.md`` is made from these types.
"""

from collections.abc import Iterable, Mapping

from ktd_tui.domain.base import Value

Shown = Mapping[str, object]
"""What ``Fields`` tell of a record; annotated with them it is the shape of an answer."""


class Fields:
    """Which fields of a record an answer has, and what stands beside them."""

    def __init__(
        self, record: type[Value], *names: str, but: Iterable[str] = (), more: type | None = None
    ) -> None:
        """Declare them.

        Args:
            record: The record's class.
            names: The fields; none: all of them.
            but: Fields that are left out of all.
            more: A ``TypedDict`` of what stands beside them.
        """
        self.record, self.more = record, more
        self.names = names or tuple(name for name in record.model_fields if name not in but)

    def of(self, one: Value, **more: object) -> Shown:
        """Tell a record, with what stands beside its fields."""
        return {**one.model_dump(mode="json", include=set(self.names)), **more}
