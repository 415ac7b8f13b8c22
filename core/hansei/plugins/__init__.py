"""Plugins: what they can bring, how they are found, and how a broken one is kept from the others.

A plugin is a module or object registered in the entry-point group ``hansei``::

    [project.entry-points.hansei]
    my_plugin = "my_package"

with functions marked ``@hansei.hookimpl``; :mod:`hansei.plugins.hookspecs` lists what they may be.
"""

from hansei.plugins.hookspecs import hookimpl

__all__ = ["hookimpl"]
