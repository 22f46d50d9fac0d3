"""ktd with stock Textual's output instead of the cell writer's: the yardstick of bytes and milliseconds."""

from ktd_tui.terminal.environment import prepare_environment


def main() -> None:
    """Run the app with Textual's own way of displaying."""
    prepare_environment()  # before Textual is imported
    from textual.app import App

    from ktd_tui.cli import main as run
    from ktd_tui.terminal.base import TerminalApp

    setattr(TerminalApp, "_display", App._display)  # noqa: B010, SLF001  # a method cannot be assigned
    run()


if __name__ == "__main__":
    main()
