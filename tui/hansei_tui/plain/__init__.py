"""The plain mode: a session line by line on any stream, for screen readers, scripts and tests."""
