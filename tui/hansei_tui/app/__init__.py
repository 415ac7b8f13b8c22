"""The Textual application: home, set up, help, and what holds them together."""
