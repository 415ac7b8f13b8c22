"""The record: an append-only log of events for each session, and the state that is folded from it.

Nothing is imported here: a listing reads heads from a store and must not load the events' classes.
"""
