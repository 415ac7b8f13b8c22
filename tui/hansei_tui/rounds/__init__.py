"""Small groups and rounds: formed, handed in unseen, revealed together, compared, settled."""
