"""What a plugin author tests with: the laws of kinds, exporters and toolkits, each as a class to subclass.

The module needs pytest, which Hansei itself does not; install it beside (``pip install pytest``)::

    from hansei.testing import KindConformance, Sample

    class TestMine(KindConformance):
        sample = Sample(MyKind(), MyDefinition(...), good={"an-item": [{"question": "value"}]},
                        bad=[("an-item", {"question": "nonsense"}, "question")])
"""

import pytest

# So that a law that is broken says with which values, as in a test of one's own.
pytest.register_assert_rewrite(*(f"hansei.testing.{name}" for name in ("exporters", "kinds", "toolkits")))

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
from hansei.testing.toolkits import ToolkitConformance  # noqa: E402

__all__ = [
    "ExporterConformance",
    "KindConformance",
    "Sample",
    "ToolkitConformance",
    "answer_to",
    "check_block",
    "strings",
    "take",
    "words",
]
