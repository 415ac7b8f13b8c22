"""What can be typed at any question, in groups."""

from __future__ import annotations

from hansei_tui.plain.following import HELP as FOLLOWING_HELP
from hansei_tui.plain.groups import HELP as GROUPS_HELP
from hansei_tui.plain.origins import HELP as ORIGINS_HELP
from hansei_tui.plain.pace import HELP as PACE_HELP
from hansei_tui.plain.pages import HELP as PAGES_HELP
from hansei_tui.plain.people import HELP as PEOPLE_HELP
from hansei_tui.plain.questioning import HELP as QUESTIONING_HELP
from hansei_tui.plain.reviewing import HELP as REVIEWING_HELP
from hansei_tui.plain.rounds import HELP as ROUNDS_HELP
from hansei_tui.plain.settling import HELP as SETTLING_HELP
from hansei_tui.sentences import N_, tr

ANSWERS = N_("""\
  an empty line    leaves the question open
  //TEXT           an answer that begins with a slash""")
STEPS = N_("""\
  /back            to the step before          /next         this step is done, go on
  /goto STEP       take the room to a step     /look STEP    read a step without going there
  /undo            take back the last answer   /again ITEM   answer an item of this step again
                   of a plan beside its matrix: /again INSTRUMENT/ITEM
  /note TEXT       a note at this step         /park TEXT    onto the parking lot
  /clock           start or pause the timer    /add 5        five minutes more
  /agenda          all steps and their state   /quit         leave; nothing is lost
  /original        what was adapted or translated in this toolkit, with the publisher's words""")
#: The groups: what each is called, and its parts.
GROUPS = (
    (N_("The steps"), (STEPS, PAGES_HELP)),
    (N_("The time and the protocol"), (PACE_HELP,)),
    (N_("People"), (PEOPLE_HELP,)),
    (N_("Small groups"), (GROUPS_HELP,)),
    (N_("Rounds of rating"), (ROUNDS_HELP,)),
    (N_("Comparing and agreeing"), (SETTLING_HELP,)),
    (N_("Actions"), (FOLLOWING_HELP,)),
    (N_("What earlier sessions came to"), (ORIGINS_HELP,)),
    (N_("What buildings handed in"), (REVIEWING_HELP,)),
    (N_("What other teams asked"), (QUESTIONING_HELP,)),
)


def help_text() -> str:
    """Return all that can be typed, group by group, in the language that is spoken."""
    groups = ("\n".join((tr(head), *map(tr, parts))) for head, parts in GROUPS)
    return "\n\n".join((tr(ANSWERS), *groups))
