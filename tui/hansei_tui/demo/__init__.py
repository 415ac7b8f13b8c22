"""A fictional district, run through the public API, to look around in."""
