"""Following up: the actions and the chains they hang on, and the time that is left."""
