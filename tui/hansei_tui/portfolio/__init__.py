"""The portfolio: as lines of text, and on screen."""
