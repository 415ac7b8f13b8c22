"""Insight: what a record says, as pure functions of it."""
