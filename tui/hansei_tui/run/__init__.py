"""The screen that runs a session: the agenda, the step that is looked at, and the instrument that records it."""
