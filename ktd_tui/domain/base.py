"""What every model shares: frozen, strict about unknown fields, cheap to define."""

from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from ktd_tui.ids import new_id


class Value(BaseModel):
    """A value inside a record; compared by its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Record(Value):
    """A record of the store.

    Attributes:
        table: The store's table of this class.
        id: A ULID.
        rev: How often it was saved; a save must bring the revision it was made from.
    """

    table: ClassVar[str]

    id: str = Field(default_factory=new_id)
    rev: int = 0

    def with_(self, **changes: object) -> Self:
        """Return a validated copy with some fields changed.

        Raises:
            pydantic.ValidationError: A change does not fit its field.
        """
        return type(self).model_validate(
            {**{k: getattr(self, k) for k in type(self).model_fields}, **changes}
        )
