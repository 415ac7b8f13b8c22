"""What was given to an instrument: the answers that count, by round, item and rater."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hansei.record.events import Answered

#: Item, rater, round.
Key = tuple[str, str, int]


class Given(Mapping[Key, Answered]):
    """The answers to one instrument, each under its item, rater and round. Only the fold changes it.

    Kept in steps, because a key made of three for each of a million answers would cost as much as reading them.
    They are listed round after round, in each by item and by rater, as they were first given.
    """

    __slots__ = ("rounds",)

    def __init__(self) -> None:
        #: Round to item to rater to the answer.
        self.rounds: dict[int, dict[str, dict[str, Answered]]] = {}

    def put(self, event: Answered) -> None:
        """Take in an answer, in the place of the rater's earlier one in the same round."""
        self.rounds.setdefault(event.round, {}).setdefault(event.item, {})[event.rater] = event

    def drop(self, item: str, rater: str, number: int) -> None:
        """Take an answer out; nothing happens where there is none."""
        items = self.rounds.get(number, {})
        raters = items.get(item, {})
        if raters.pop(rater, None) is not None and not raters:
            del items[item]
            if not items:
                del self.rounds[number]

    def to(self, item: str, number: int) -> Mapping[str, Answered]:
        """Return rater to answer, of one item in one round."""
        return self.rounds.get(number, {}).get(item, {})

    def __getitem__(self, key: Key) -> Answered:
        item, rater, number = key
        try:
            return self.rounds[number][item][rater]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[Key]:
        for number, items in self.rounds.items():
            for item, raters in items.items():
                for rater in raters:
                    yield item, rater, number

    def __len__(self) -> int:
        return sum(len(raters) for items in self.rounds.values() for raters in items.values())

    def __bool__(self) -> bool:
        return bool(self.rounds)


#: The answers to an instrument that nobody has answered.
NOTHING = Given()
