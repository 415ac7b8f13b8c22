"""``python -m hansei_tui``, the same as ``hansei``."""

from hansei_tui.cli import main

main()
