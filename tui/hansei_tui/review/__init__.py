"""The review of what buildings handed in: its words, and its screens."""
