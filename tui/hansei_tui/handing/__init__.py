"""Handing in, the inbox and questions between teams: the words for them, and their screens."""
