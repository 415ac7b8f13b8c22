"""From team to team by file: a building hands its session in, a district takes it in and asks back."""
