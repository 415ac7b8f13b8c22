"""Districts, buildings and teams on screen, and what is said of them alike on screen and line by line."""
