"""All that a store of several sessions tells, as plain values: what is recorded beside it, and what must be there."""

from __future__ import annotations

from typing import Any

import msgspec
from attrs import asdict

import hansei
from hansei.insight.portfolio_record import action_record, map_record
from hansei.insight.transcript import transcript
from hansei.record.organisations import KeepsDirectory


def everything(engine: hansei.Engine) -> dict[str, Any]:
    """Return what a store tells through its public objects."""
    directory, handoff, portfolio = engine.directory, engine.handoff, engine.portfolio
    scope = portfolio.scope()
    assert isinstance(engine.log, KeepsDirectory)
    told = {
        "sessions": {head.session: transcript(engine.open(head.session)) for head in engine.sessions()},
        "heads": {head.session: head._asdict() for head in engine.sessions()},
        "organisations": [
            {**asdict(each), "names": [list(said) for said in directory.names(each)]} for each in directory.all()
        ],
        "merged": engine.log.directory.aliases(),
        "receipts": [asdict(each) for each in engine.care.receipts()],
        "inbox": {
            each.session: {
                "conflict": each.conflict,
                "copies": {copy.digest: {"shown": copy.shown, "scope": copy.scope} for copy in each.copies},
            }
            for each in handoff.entries()
        },
        "refused": [each._asdict() for each in handoff.refused()],
        "asked": [asdict(each) for each in handoff.questions.asked()],
        "portfolio": [map_record(each) for each in portfolio.heat_maps(scope)],
        "actions": [action_record(each, "2026-11-24") for each in portfolio.actions(scope)],
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(told))
    return plain
