"""The domain: frozen pydantic models without behaviour beyond their own consistency."""

import sys
from types import ModuleType


class _NoPlugins(ModuleType):
    """Stands for pydantic's plugin loader, which would look into every installed package: 30 ms a start.

    ktd has no such plugin. Where pydantic gives the loader another name, this is merely without effect.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        """Return no plugin."""
        return ()


sys.modules.setdefault("pydantic.plugin._loader", _NoPlugins("pydantic.plugin._loader"))
