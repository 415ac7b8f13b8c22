"""What a stranger wrote: a distribution with a toolkit in YAML alone and an instrument kind in one file."""
