"""What a plugin author tests with: the laws that hold for every instrument kind, as a class to subclass.

The module needs pytest, which Hansei itself does not; install it beside (``pip install pytest``)::

    from hansei.testing import KindConformance, Sample

    class TestMine(KindConformance):
        sample = Sample(MyKind(), MyDefinition(...), good={"an-item": [{"question": "value"}]},
                        bad=[("an-item", {"question": "nonsense"}, "question")])
"""

import pytest

# So that a law that is broken says with which values, as in a test of one's own.
pytest.register_assert_rewrite("hansei.testing.kinds")

from hansei.testing.kinds import KindConformance, Sample, answer_to, check_block, strings, take, words  # noqa: E402

__all__ = ["KindConformance", "Sample", "answer_to", "check_block", "strings", "take", "words"]
