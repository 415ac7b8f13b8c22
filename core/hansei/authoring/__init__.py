"""Authoring: what helps somebody write a toolkit. Nothing in here is needed to run one."""
