"""ktd: emulation blocs (khối thi đua) in a terminal. Imports nothing, so that every start is quick."""

__version__ = "0.1.0"
