"""The one place the version is written; reading it imports nothing."""

__version__ = "0.1.0"
