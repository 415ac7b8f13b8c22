"""The preview: a toolkit on screen while its author writes it, read again after every save."""
