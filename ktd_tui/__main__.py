"""``python -m ktd_tui``."""

from ktd_tui.cli import main

if __name__ == "__main__":
    main()
