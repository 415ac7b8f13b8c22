"""The terminal front of Hansei: commands, plain mode and the Textual application."""
