"""What a plugin author tests with: the laws of kinds, exporters, stores and toolkits, each as a class to subclass.

The module needs pytest, which Hansei itself does not; install it beside (``pip install pytest``)::

    from hansei.testing import KindConformance, Sample

    class TestMine(KindConformance):
        sample = Sample(MyKind(), MyDefinition(...), good={"an-item": [{"question": "value"}]},
                        bad=[("an-item", {"question": "nonsense"}, "question")])
"""

import pytest

# So that a law that is broken says with which values, as in a test of one's own.
_MODULES = ("exporters", "kinds", "store_directory", "store_facts", "store_inbox", "stores", "toolkits")
pytest.register_assert_rewrite(*(f"hansei.testing.{name}" for name in _MODULES))

from hansei.testing.exporters import ExporterConformance  # noqa: E402
from hansei.testing.kinds import (  # noqa: E402
    KindConformance,
    Sample,
    answer_to,
    check_block,
    strings,
    take,
    words,
)
from hansei.testing.store_directory import DirectoryConformance  # noqa: E402
from hansei.testing.store_facts import FactsConformance  # noqa: E402
from hansei.testing.store_inbox import InboxConformance  # noqa: E402
from hansei.testing.stores import StoreConformance  # noqa: E402
from hansei.testing.toolkits import ToolkitConformance  # noqa: E402

__all__ = [
    "DirectoryConformance",
    "ExporterConformance",
    "FactsConformance",
    "InboxConformance",
    "KindConformance",
    "Sample",
    "StoreConformance",
    "ToolkitConformance",
    "answer_to",
    "check_block",
    "strings",
    "take",
    "words",
]
