"""Broken toolkit files: one good file, and what authors do to it by a slip of the hand. Each is one small edit."""

# ruff: noqa: E501 - a table

from __future__ import annotations

from typing import NamedTuple

#: A good toolkit in which every slip below can be made.
GOOD = """\
toolkit: our-talk
version: "1.0"
title: Our talk
language: en
published: 2031-05
source:
  by: Riverside
  licence: CC BY 4.0
documents: {paper: a4, colour: '#1a5c8a', without: [notes]}
glossary:
  data: What we count.
outcomes:
  - {id: see, text: See what is.}
  - {id: act, text: Act on it.}
roles:
  - {title: timekeeper, votes: false}
sections:
  - id: looking
    title: Looking
    text: |
      Look at the numbers first.
      Then say what you see.
    activities:
      - id: look
        title: Look
        minutes: 20-25
        grouping: {may_split: true}
        handouts: [rows]
        steps:
          - id: rate
            text: "Find the row: which fits?"
            questions: [What is it?, Where is it?]
            instruments: [habits]
          - id: why
            text: Say why.
            instruments: [thinking]
            ours: {short: Why}
      - id: plan
        title: Plan
        minutes: 15
        steps:
          - id: write
            team: building
            instruments: [deeds]
          - id: review
            team: district
            instruments: [district-deeds, mark, vote]
instruments:
  habits:
    kind: rubric
    title: Our habits
    levels:
      - {id: seldom, title: Seldom}
      - {id: often, title: Often}
      - {id: always, title: Always}
    walk: {start: always, toward: seldom, ask: Is this us?}
    evidence: What shows it?
    criteria:
      - id: meet
        title: We meet
        levels:
          seldom: When called.
          often: Each month.
          always: Each week.
      - id: read
        title: We read
        ours: {short: Reading}
        levels:
          seldom: When asked.
          often: Before we meet.
          always: Together.
  thinking:
    kind: prompts
    for_each: habits
    prompts:
      - {id: cause, text: What keeps us?}
      - {id: begin, text: What do we begin?, answers: actions, phase: begin}
  deeds:
    kind: plan
    columns:
      - {id: what, title: What, means: text}
      - {id: when, title: When, type: date, means: due}
      - {id: size, title: Size, type: choice, options: [small, large]}
  district-deeds:
    kind: plan
    reviews: deeds
    columns:
      - {id: what, title: What, means: text}
  mark:
    kind: checklist
    marks: [yes, no]
    remark: What is missing?
    statements:
      - {id: room, text: There is a room.}
      - {id: time, text: There is time.}
  vote:
    kind: choice
    per: person
    ask: Which one?
    options:
      - {id: a, text: Alpha}
      - {id: b, text: Beta}
handouts:
  - {id: rows, title: The rows, shows: [habits, looking]}
facilitator:
  readiness: {title: Before, text: Are you ready?, instrument: mark}
  considerations: {title: Think of, text: The room.}
  reading:
    title: Reading
    entries:
      - {title: A book, author: Somebody, note: Good.}
closing:
  - id: end
    title: End
    steps:
      - {id: thanks, text: Thank everybody.}
"""


class Slip(NamedTuple):
    """One edit and what is to be said of it."""

    #: What stands in the good file, once.
    old: str
    new: str
    #: What is said.
    says: str
    #: Lines from the first that differs to the one on which it is said.
    below: int
    #: How many faults there are in all.
    faults: int
    #: Whether the line as it should be is given.
    mended: bool


# fmt: off
#: What is no YAML, or no longer what it was meant to be.
SYNTAX = [
    Slip("  by: Riverside", "	by: Riverside", "a tab stands at the beginning of the line; YAML wants blanks, here 2", 0, 1, True),
    Slip("    title: Looking", "	title: Looking", "a tab stands at the beginning of the line; YAML wants blanks, here 4", 0, 1, True),
    Slip("  - id: looking", "	- id: looking", "a tab stands at the beginning of the line; YAML wants blanks, here 2", 0, 1, True),
    Slip("            text: Say why.", "            	text: Say why.", "a tab stands at the beginning of the line; YAML wants blanks, here 12", 0, 1, True),
    Slip('version: "1.0"', 'version: "1.0', 'the quote that opens here is not closed; write version: "1.0"', 0, 1, True),
    Slip('text: "Find the row: which fits?"', 'text: "Find the row: which fits?', 'the quote that opens here is not closed; write text: "Find the row: which fits?"', 0, 1, True),
    Slip('text: "Find the row: which fits?"', "text: 'Find the row: which fits?", "the quote that opens here is not closed; write text: 'Find the row: which fits?'", 0, 1, True),
    Slip('text: "Find the row: which fits?"', "text: Find the row: which fits?", 'put a text that has a colon in it into "quotes"; write text: "Find the row: which fits?"', 0, 1, True),
    Slip('text: "Find the row: which fits?"', 'text: "Find" the row', "quotes stand within quotes; write text: '\"Find\" the row'", 0, 1, True),
    Slip('text: "Find the row: which fits?"', 'text: "Find the "row": which fits?"', "quotes stand within quotes; write text: 'Find the \"row\": which fits?'", 0, 1, True),
    Slip('text: "Find the row: which fits?"', "text: 'Find our team's row'", "quotes stand within quotes; write text: \"Find our team's row\"", 0, 1, True),
    Slip("instruments: [habits]", "instruments: [habits", "the [ is not closed; write instruments: [habits]", 0, 1, True),
    Slip("instruments: [habits]", "instruments: habits]", 'a list is wanted here (lines that begin with -), not the text "habits]"; did you mean "[habits]"?', 0, 1, True),
    Slip("grouping: {may_split: true}", "grouping: {may_split: true", "the { is not closed; write grouping: {may_split: true}", 0, 1, True),
    Slip("grouping: {may_split: true}", "grouping: may_split: true}", "a { is missing; write grouping: {may_split: true}", 0, 1, True),
    Slip("  - {id: see, text: See what is.}", "  - {id: see text: See what is.}", "a comma is missing; write - {id: see, text: See what is.}", 0, 1, True),
    Slip("  - {id: see, text: See what is.}", "  - {id: see, text: See: what is.}", 'between braces a text with a colon needs "quotes"; write - {id: see, text: "See: what is."}', 0, 1, True),
    Slip("  - {id: see, text: See what is.}", "  - id: see, text: See what is.", "several keys on one line stand in braces; write - {id: see, text: See what is.}", 0, 1, True),
    Slip("title: Our talk", "title Our talk", "a colon is missing after the key; write title: Our talk", 0, 1, True),
    Slip("title: Our talk", "title:Our talk", "a blank is missing after the colon; write title: Our talk", 0, 1, True),
    Slip("title: Our talk", "title = Our talk", "a key ends with a colon; write title: Our talk", 0, 1, True),
    Slip("title: Our talk", " title: Our talk", "the line begins with 1 blank; to belong to the lines around it, it begins with 0", 0, 1, True),
    Slip("title: Our talk", "title: *Our talk*", 'a text that begins with * needs "quotes"; write title: "*Our talk*"', 0, 1, True),
    Slip("title: Our talk", "title: **Our** talk", 'a text that begins with * needs "quotes"; write title: "**Our** talk"', 0, 1, True),
    Slip("title: Our talk", "title: &our talk", 'an anchor (&our) stands here; a text that begins with & needs "quotes"', 0, 1, False),
    Slip("title: Our talk", "title: !Our talk", 'the tag !Our means nothing here; a text that begins with ! needs "quotes"', 0, 1, False),
    Slip("title: Our talk", "title: @Our talk", 'a text that begins with @ needs "quotes"; write title: "@Our talk"', 0, 1, True),
    Slip("title: Our talk", "title: `Our talk`", 'a text that begins with ` needs "quotes"; write title: "`Our talk`"', 0, 1, True),
    Slip("title: Our talk", "title: %Our talk", 'a text that begins with % needs "quotes"; write title: "%Our talk"', 0, 1, True),
    Slip("title: Our talk", "title: - Our talk", 'a text that begins with - needs "quotes"; write title: "- Our talk"', 0, 1, True),
    Slip("title: Our talk", "title: [Our] talk", 'a text that begins with [ needs "quotes"; write title: "[Our] talk"', 0, 1, True),
    Slip("title: Our talk", "title: {Our} talk", 'a text that begins with { needs "quotes"; write title: "{Our} talk"', 0, 1, True),
    Slip("title: Our talk", "title: ? Our talk", 'a text that begins with ? needs "quotes"; write title: "? Our talk"', 0, 1, True),
    Slip("title: Our talk", "title: > Our talk", "after > the text begins on the next line, set in; or write title: Our talk", 0, 1, True),
    Slip("title: Our talk", "title: | Our talk", "after | the text begins on the next line, set in; or write title: Our talk", 0, 1, True),
    Slip("title: Our talk", "title: Our talk\u000b", "the character '\\x0b' is not allowed in YAML; delete it", 0, 1, False),
    Slip("title: Our talk", "title: Our talk\ntitle: Ours", '"title" stands twice; the first is on line 3', 0, 1, False),
    Slip("      Then say what you see.", "    Then say what you see.", "all lines of a text under | begin in one column, here with 6 blanks", 0, 1, True),
    Slip("    title: Looking", "   title: Looking", "the line begins with 3 blanks; to belong to the lines around it, it begins with 4", 0, 1, True),
    Slip("    title: Looking", "     title: Looking", "the line begins with 5 blanks; to belong to the lines around it, it begins with 4", 0, 1, True),
    Slip("        title: Look\n", "       title: Look\n", "the line begins with 7 blanks; to belong to the lines around it, it begins with 8", 0, 1, True),
    Slip("            text: Say why.", "           text: Say why.", "the line begins with 11 blanks; to belong to the lines around it, it begins with 12", 0, 1, True),
    Slip("            text: Say why.", "              text: Say why.", "the line begins with 14 blanks; to belong to the lines around it, it begins with 12", 0, 1, True),
    Slip("          - id: why", "         - id: why", "the line begins with 9 blanks; to belong to the lines around it, it begins with 10", 0, 1, True),
    Slip("          - id: why", "            - id: why", "the line begins with 12 blanks; to belong to the lines around it, it begins with 10", 0, 1, True),
    Slip("          - id: why", "          -id: why", "a blank is missing after the hyphen; write - id: why", 0, 1, True),
    Slip("          - id: why", "          – id: why", "a list's line begins with a hyphen and a blank, not with –; write - id: why", 0, 1, True),
    Slip("          - id: why", "          • id: why", "a list's line begins with a hyphen and a blank, not with •; write - id: why", 0, 1, True),
    Slip("          - id: why", "          * id: why", "a list's line begins with a hyphen and a blank, not with *; write - id: why", 0, 1, True),
    Slip("  habits:\n    kind", "  habits\n    kind", "a colon is missing; write habits:", 0, 1, True),
    Slip("  habits:\n    kind", "habits:\n    kind", "the line begins with 0 blanks; to belong to the lines around it, it begins with 2", 0, 1, True),
    Slip("    kind: rubric", "  kind: rubric", "the line begins with 2 blanks; to belong to the lines around it, it begins with 4", 0, 1, True),
    Slip("  - {id: act, text: Act on it.}", "  {id: act, text: Act on it.}", "a list's line begins with a hyphen and a blank; write - {id: act, text: Act on it.}", 0, 1, True),
    Slip("  - {id: act, text: Act on it.}", "- {id: act, text: Act on it.}", "the line begins with 0 blanks; to belong to the lines around it, it begins with 2", 0, 1, True),
    Slip("sections:\n", "---\nsections:\n", "a second document begins here; a toolkit is one: delete the line ---", 0, 1, False),
    Slip("sections:\n", "<<<<<<< ours\nsections:\n", "a mark of two versions that were merged; keep one of them and delete the mark", 0, 1, True),
    Slip("sections:\n", "# Sections\nSections\nsections:\n", "these words belong to nothing; a remark begins with #: # Sections", 1, 1, True),
    Slip("        minutes: 15", "\"        minutes: 15", "a quote stands here that belongs to nothing; write minutes: 15", 0, 1, True),
    Slip("answers: actions, phase", "answers: actions, 'phase", "a quote stands here that belongs to nothing; write - {id: begin, text: What do we begin?, answers: actions, phase: begin}", 0, 1, True),
]
#: Copied from a word processor or a chat.
COPIED = [
    Slip("title: Our talk", "“title”: Our talk", 'unknown key "“title”"; did you mean "title"?', 0, 1, True),
    Slip("title: Our talk", "\u00a0title: Our talk", 'the key "title" has a blank or a sign in it that cannot be seen; type it anew', 0, 1, True),
    Slip("            text: Say why.", "\u00a0           text: Say why.", "a blank or a sign as word processors make them stands here, which is none to YAML; type it anew", 0, 1, True),
    Slip("            text: Say why.", "           \u00a0text: Say why.", "a blank or a sign as word processors make them stands here, which is none to YAML; type it anew", 0, 1, True),
    Slip("            text: Say why.", "            text:\u00a0Say why.", "a blank or a sign as word processors make them stands here, which is none to YAML; type it anew", 0, 1, True),
    Slip("title: Our talk", "title： Our talk", "the colon is a wide one; write title: Our talk", 0, 1, True),
    Slip("title: Our talk", "ti\u00adtle: Our talk", 'the key "title" has a blank or a sign in it that cannot be seen; type it anew', 0, 1, True),
    Slip("title: Our talk", "ti\u200btle: Our talk", 'the key "title" has a blank or a sign in it that cannot be seen; type it anew', 0, 1, True),
    Slip("{id: room, text", "{id: “room”, text", '"“room”" cannot be an id; use letters, digits, - and _; did you mean "room"? (“ and ” are no quotes to YAML: take them out)', 0, 1, True),
    Slip("{id: room, text", "{“id”: room, text", 'unknown key "“id”"; did you mean "id"?', 0, 1, True),
    Slip("kind: rubric", "kind: ‘rubric’", "unknown instrument kind '‘rubric’'; did you mean 'rubric'? (‘ and ’ are no quotes to YAML: take them out)", 0, 1, True),
    Slip("kind: checklist", "kind: “checklist”", "unknown instrument kind '“checklist”'; did you mean 'checklist'? (“ and ” are no quotes to YAML: take them out)", 0, 1, True),
    Slip("minutes: 15", "minutes: “15”", "minutes are one number or a range, as \"45\" or \"20-25\", not '“15”'; did you mean \"15\"? (“ and ” are no quotes to YAML: take them out)", 0, 1, True),
    Slip("instruments: [thinking]", "instruments: [“thinking”]", 'no instrument "“thinking”"; did you mean "thinking"? (“ and ” are no quotes to YAML: take them out)', 0, 1, True),
    Slip("for_each: habits", "for_each: ‘habits’", 'no instrument "‘habits’"; did you mean "habits"? (‘ and ’ are no quotes to YAML: take them out)', 0, 1, True),
    Slip("instruments: [thinking]", "instruments: – thinking", 'a list is wanted here (lines that begin with -), not the text "– thinking"; did you mean "[thinking]"?', 0, 1, True),
    Slip("votes: false", "votes: “false”", 'write true or false, not "“false”" (“ and ” are no quotes to YAML: take them out)', 0, 1, True),
    Slip("team: building", "team: “building”", "“building” is not one of 'building', 'district'; did you mean \"building\"? (“ and ” are no quotes to YAML: take them out)", 0, 1, True),
    Slip("paper: a4", "paper: “a4”", "there is no paper '“a4”' here; there are: letter, a4 (“ and ” are no quotes to YAML: take them out)", 0, 1, True),
    Slip("'#1a5c8a'", "‘#1a5c8a’", "'‘#1a5c8a’' is no colour; write it as '#1a5c8a': red, green and blue, two digits each (‘ and ’ are no quotes to YAML: take them out)", 0, 1, True),
    Slip("questions: [What is it?, Where is it?]", "questions: What is it? Where is it?", 'a list is wanted here (lines that begin with -), not the text "What is it? Where is it?"', 0, 1, False),
]
#: A key that nobody knows, one for each place that has keys.
KEYS = [
    Slip("published: 2031-05", "publised: 2031-05", 'unknown key "publised"; did you mean "published"?', 0, 1, True),
    Slip("language: en", "lang: en", 'unknown key "lang"; did you mean "language"?', 0, 1, True),
    Slip("  licence: CC BY 4.0", "  license: CC BY 4.0", 'unknown key "license"; did you mean "licence"?', 0, 1, True),
    Slip("{paper: a4, colour", "{paper: a4, color", 'unknown key "color"; did you mean "colour"?', 0, 1, True),
    Slip("{id: act, text", "{id: act, txt", 'unknown key "txt"; did you mean "text"?', 0, 1, True),
    Slip("votes: false", "vote: false", 'unknown key "vote"; did you mean "votes"?', 0, 1, True),
    Slip("    title: Looking", "    titel: Looking", 'unknown key "titel"; did you mean "title"?', 0, 1, True),
    Slip("    activities:\n      - id: look\n", "    activites:\n      - id: look\n", 'unknown key "activites"; did you mean "activities"?', 0, 1, True),
    Slip("        minutes: 20-25", "        minute: 20-25", 'unknown key "minute"; did you mean "minutes"?', 0, 1, True),
    Slip("{may_split: true}", "{may-split: true}", 'unknown key "may-split"; did you mean "may_split"?', 0, 1, True),
    Slip("            questions:", "            question:", 'unknown key "question"; did you mean "questions"?', 0, 1, True),
    Slip("            instruments: [habits]", "            instrument: [habits]", 'unknown key "instrument"; did you mean "instruments"?', 0, 1, True),
    Slip("ours: {short: Why}", "ours: {shorts: Why}", 'unknown key "shorts"; did you mean "short"?', 0, 1, True),
    Slip("            ours: {short: Why}", "            our: {short: Why}", 'unknown key "our"; did you mean "ours"?', 0, 1, True),
    Slip("    kind: rubric", "    Kind: rubric", 'unknown key "Kind"; did you mean "kind"?', 0, 1, True),
    Slip("    levels:\n      - {id: seldom", "    level:\n      - {id: seldom", 'unknown key "level"; did you mean "levels"?', 0, 1, True),
    Slip("    walk: {start", "    walks: {start", 'unknown key "walks"; did you mean "walk"?', 0, 1, True),
    Slip("    walk: {start", "    walk: {begin", 'unknown key "begin"; known here: start, toward, ask', 0, 1, False),
    Slip("    evidence:", "    evidense:", 'unknown key "evidense"; did you mean "evidence"?', 0, 1, True),
    Slip("{id: often, title: Often}", "{id: often, name: Often}", 'unknown key "name"; known here: id, title, also', 0, 2, False),
    Slip("        title: We meet", "        titles: We meet", 'unknown key "titles"; did you mean "title"?', 0, 1, True),
    Slip("    for_each: habits", "    for-each: habits", 'unknown key "for-each"; did you mean "for_each"?', 0, 1, True),
    Slip("    reviews: deeds", "    review: deeds", 'unknown key "review"; did you mean "reviews"?', 0, 1, True),
    Slip("answers: actions", "answer: actions", 'unknown key "answer"; did you mean "answers"?', 0, 1, True),
    Slip("type: date", "kind: date", 'unknown key "kind"; known here: id, title, type, options, means', 0, 1, False),
    Slip("    remark: What", "    remarks: What", 'unknown key "remarks"; did you mean "remark"?', 0, 1, True),
    Slip("{id: room, text", "{id: room, title", 'unknown key "title"; known here: id, text, ours', 0, 2, False),
    Slip("    per: person", "    pro: person", 'unknown key "pro"; did you mean "per"?', 0, 1, True),
    Slip("{id: a, text", "{id: a, txt", 'unknown key "txt"; did you mean "text"?', 0, 1, True),
    Slip("shows: [habits, looking]", "show: [habits, looking]", 'unknown key "show"; did you mean "shows"?', 0, 1, True),
    Slip("  readiness: {title", "  readines: {title", 'unknown key "readines"; did you mean "readiness"?', 0, 1, True),
    Slip("author: Somebody", "autor: Somebody", 'unknown key "autor"; did you mean "author"?', 0, 1, True),
    Slip("    entries:", "    entrys:", 'unknown key "entrys"; did you mean "entries"?', 0, 1, True),
]
#: What is missing.
MISSING = [
    Slip("toolkit: our-talk\n", "", '"toolkit" is missing', 0, 1, False),
    Slip('version: "1.0"\n', "", '"version" is missing', -1, 1, False),
    Slip("{id: see, text: See what is.}", "{id: see}", '"text" is missing', 0, 1, False),
    Slip("{id: see, text: See what is.}", "{text: See what is.}", '"id" is missing', 0, 1, False),
    Slip("{title: timekeeper, votes: false}", "{votes: false}", '"title" is missing', 0, 1, False),
    Slip("          - id: rate\n            text", "          - text", '"id" is missing', 0, 1, False),
    Slip("      - id: look\n        title: Look", "      - id: look", '"title" is missing', -1, 1, False),
    Slip("    kind: rubric\n", "", "an instrument says its kind: `kind: rubric`", -1, 1, False),
    Slip("    criteria:\n      - id: meet\n        title", "    criteria:\n      - title", '"id" is missing', 0, 1, False),
    Slip("          often: Each month.\n", "", '2 descriptors for 3 levels; "often" is missing', -2, 1, False),
    Slip("{id: a, text: Alpha}", "{id: a}", '"text" is missing', 0, 1, False),
    Slip("{id: cause, text: What keeps us?}", "{id: cause}", '"text" is missing', 0, 1, False),
    Slip("{id: when, title: When, type", "{id: when, type", '"title" is missing', 0, 1, False),
    Slip("{id: rows, title: The rows, shows", "{id: rows, shows", '"title" is missing', 0, 1, False),
    Slip("type: choice, options: [small, large]", "type: choice", "a choice column needs at least 2 options", 0, 1, False),
    Slip("    ask: Which one?\n", "", '"ask" is missing', -3, 1, False),
    Slip("      - {id: a, text: Alpha}\n      - {id: b, text: Beta}\n", "", "a list is wanted here (lines that begin with -), not nothing", -1, 1, False),
]
#: Another kind of thing than is wanted.
TYPES = [
    Slip("title: Our talk", "title: [Our talk]", "a text is wanted here, not a list", 0, 1, False),
    Slip("title: Our talk", "title: {en: Our talk}", "a text is wanted here, not a mapping", 0, 1, False),
    Slip("  by: Riverside", "  by: [Riverside]", "a text is wanted here, not a list", 0, 1, False),
    Slip("{paper: a4, colour: '#1a5c8a', without: [notes]}", "a4", 'a mapping of keys is wanted here, not the text "a4"', 0, 1, False),
    Slip("without: [notes]", "without: notes", 'a list is wanted here (lines that begin with -), not the text "notes"; did you mean "[notes]"?', 0, 1, True),
    Slip("glossary:\n  data: What we count.", "glossary: [data]", "a mapping of keys is wanted here, not a list", 0, 1, False),
    Slip("  data: What we count.", "  data: [What we count.]", "a text is wanted here, not a list", 0, 1, False),
    Slip("  - {id: see, text: See what is.}", "  - See what is.", 'a mapping of keys is wanted here, not the text "See what is."', 0, 1, False),
    Slip("votes: false", "votes: no", 'write true or false, not "no"; did you mean "false"?', 0, 1, True),
    Slip("{may_split: true}", "{may_split: True}", 'write true or false, not "True"; did you mean "true"?', 0, 1, True),
    Slip("{may_split: true}", "yes", 'a mapping of keys is wanted here, not the text "yes"', 0, 1, False),
    Slip("handouts: [rows]", "handouts: rows", 'a list is wanted here (lines that begin with -), not the text "rows"; did you mean "[rows]"?', 0, 1, True),
    Slip("instruments: [habits]", "instruments: habits", 'a list is wanted here (lines that begin with -), not the text "habits"; did you mean "[habits]"?', 0, 1, True),
    Slip("instruments: [habits]", "instruments: {habits: yes}", "a list is wanted here (lines that begin with -), not a mapping", 0, 1, False),
    Slip("questions: [What is it?, Where is it?]", "questions: {a: What is it?}", "a list is wanted here (lines that begin with -), not a mapping", 0, 1, False),
    Slip("ours: {short: Why}", "ours: Why", 'a mapping of keys is wanted here, not the text "Why"', 0, 1, False),
    Slip("    kind: rubric", "    kind: [rubric]", "a kind is one word, as `kind: rubric`, not a list", 0, 1, False),
    Slip("{id: seldom, title: Seldom}", "Seldom", 'a mapping of keys is wanted here, not the text "Seldom"', 0, 1, False),
    Slip("{start: always, toward: seldom, ask: Is this us?}", "always", 'a mapping of keys is wanted here, not the text "always"', 0, 1, False),
    Slip("        levels:\n          seldom: When called.\n          often: Each month.\n          always: Each week.", "        levels: [When called., Each month., Each week.]", "a mapping of keys is wanted here, not a list", 0, 1, False),
    Slip("options: [small, large]", "options: small", 'a list is wanted here (lines that begin with -), not the text "small"; did you mean "[small]"?', 0, 1, True),
    Slip("options: [small, large]", "options: small, large", 'a list is wanted here (lines that begin with -), not the text "small, large"; did you mean "[small, large]"?', 0, 1, True),
    Slip("{id: size, title: Size, type: choice, options: [small, large]}", "{id: size, title: Size, type: choice, options: small, large}", 'a list is wanted here (lines that begin with -), not the text "small, large"; did you mean "[small, large]"?', 0, 1, True),
    Slip("  mark:\n    kind: checklist\n    marks: [yes, no]\n    remark: What is missing?\n    statements:\n      - {id: room, text: There is a room.}\n      - {id: time, text: There is time.}\n", "  mark: {kind: checklist, marks: yes, no, statements: [{id: room, text: A room.}]}\n", 'a list is wanted here (lines that begin with -), not the text "yes, no"; did you mean "[yes, no]"?', 0, 1, True),
    Slip("marks: [yes, no]", "marks: yes", 'a list is wanted here (lines that begin with -), not the text "yes"; did you mean "[yes]"?', 0, 1, True),
    Slip("shows: [habits, looking]", "shows: habits", 'a list is wanted here (lines that begin with -), not the text "habits"; did you mean "[habits]"?', 0, 1, True),
    Slip("  readiness: {title: Before, text: Are you ready?, instrument: mark}", "  readiness: mark", 'a mapping of keys is wanted here, not the text "mark"', 0, 1, False),
    Slip("      - {title: A book, author: Somebody, note: Good.}", "      - A book", 'a mapping of keys is wanted here, not the text "A book"', 0, 1, False),
]
#: One of a few words, and none of them.
WORDS = [
    Slip("team: building", "team: school", "school is not one of 'building', 'district'", 0, 1, False),
    Slip("team: district", "team: District", "District is not one of 'building', 'district'; did you mean \"district\"?", 0, 1, True),
    Slip("per: person", "per: people", "people is not one of 'team', 'person'", 0, 1, False),
    Slip("kind: rubric", "kind: rubrics", "unknown instrument kind 'rubrics'; did you mean 'rubric'?", 0, 1, True),
    Slip("kind: prompts", "kind: questions", "unknown instrument kind 'questions'; known kinds: cause-tree, checklist, choice, improvement-cycle, multi-scale, plan, prioritise, prompts, protocol, register, role-matrix, rubric, scored-inventory, survey", 0, 1, False),
    Slip("kind: checklist", "kind: check-list", "unknown instrument kind 'check-list'; did you mean 'checklist'?", 0, 1, True),
    Slip("answers: actions", "answers: action", "action is not one of 'text', 'actions'; did you mean \"actions\"?", 0, 1, True),
    Slip("phase: begin}", "phase: start}", "start is not one of 'begin', 'maintain'", 0, 1, False),
    Slip("type: date", "type: day", "day is not one of 'text', 'date', 'choice'", 0, 1, False),
    Slip("means: due", "means: when", "when is not one of 'text', 'owner', 'due', 'measure'", 0, 1, False),
    Slip("means: due", "means: dew", "dew is not one of 'text', 'owner', 'due', 'measure'; did you mean \"due\"?", 0, 1, True),
    Slip("paper: a4", "paper: A5", "there is no paper 'A5' here; there are: letter, a4", 0, 1, False),
    Slip("'#1a5c8a'", "blue", "'blue' is no colour; write it as '#1a5c8a': red, green and blue, two digits each", 0, 1, False),
    Slip("colour: '#1a5c8a'", "colour: #1a5c8a", "what follows # is a remark, unless it is in quotes; write documents: {paper: a4, colour: '#1a5c8a', without: [notes]}", 0, 1, True),
    Slip("without: [notes]", "without: [note]", "a report has no part 'note' to leave out; there are: summary, detail, pictures, individual, notes, transcript", 0, 1, False),
    Slip("minutes: 15", "minutes: 0", '"0": an activity takes at least 1 minute', 0, 1, False),
    Slip("minutes: 15", "minutes: 15 min", "minutes are one number or a range, as \"45\" or \"20-25\", not '15 min'; did you mean \"15\"?", 0, 1, True),
    Slip("minutes: 15", "minutes: 1.5", "minutes are one number or a range, as \"45\" or \"20-25\", not '1.5'", 0, 1, False),
    Slip("minutes: 20-25", "minutes: 25-20", '"25-20": the range runs backwards; write "20-25"', 0, 1, True),
    Slip("minutes: 20-25", "minutes: 20 to 25", "minutes are one number or a range, as \"45\" or \"20-25\", not '20 to 25'; did you mean \"20-25\"?", 0, 1, True),
    Slip("minutes: 20-25", "minutes: half an hour", "minutes are one number or a range, as \"45\" or \"20-25\", not 'half an hour'", 0, 1, False),
    Slip("minutes: 20-25", "minutes:", "minutes are one number or a range, as \"45\" or \"20-25\", not ''", 0, 1, False),
    Slip("language: en", "language: english", '"english" is no code of a language; did you mean "en"?', 0, 1, True),
    Slip("language: en", "language: EN", '"EN" is no code of a language; did you mean "en"?', 0, 1, True),
    Slip("language: en", "language: en_US", '"en_US" is no code of a language; did you mean "en-US"?', 0, 1, True),
    Slip("language: en", "language: sp", '"sp" is no code of a language; did you mean "es"?', 0, 1, True),
    Slip("language: en", "language: jp", '"jp" is no code of a language; did you mean "ja"?', 0, 1, True),
    Slip("language: en", "language: spansh", '"spansh" is no code of a language; did you mean "es"?', 0, 1, True),
    Slip("language: en", "language: xx", '"xx" is no code of a language; write a code of two letters, as en or es', 0, 1, False),
    Slip("language: en", "language: en-us", '"en-us" is no code of a language; did you mean "en-US"?', 0, 1, True),
]
#: Ids that stand twice, cannot be one, or name what is not there.
NAMES = [
    Slip("toolkit: our-talk", "toolkit: our talk", "the toolkit's id is one word of letters, digits, - and _; did you mean \"our-talk\"?", 0, 1, True),
    Slip("toolkit: our-talk", "toolkit: our/talk", "the toolkit's id is one word of letters, digits, - and _; did you mean \"our-talk\"?", 0, 1, True),
    Slip("toolkit: our-talk", "toolkit:", "the toolkit's id is one word of letters, digits, - and _", 0, 1, False),
    Slip("{id: act, text", "{id: see, text", 'a second "see"; the first is on line 13', 0, 1, False),
    Slip("{id: act, text", "{id: act on, text", '"act on" cannot be an id; use letters, digits, - and _; did you mean "act-on"?', 0, 1, True),
    Slip("{id: act, text", "{id: , text", '"" cannot be an id; use letters, digits, - and _', 0, 1, False),
    Slip("  - id: looking", "  - id: looking.at", '"looking.at" cannot be an id; use letters, digits, - and _; did you mean "looking-at"?', 0, 2, True),
    Slip("      - id: plan", "      - id: look", 'a second activity "look"; the first is on line 24', 0, 1, False),
    Slip("      - id: plan", "      - id: before", "\"before\" is the readiness step's own activity; use another id", 0, 1, False),
    Slip("      - id: plan", "      - id: the plan", '"the plan" cannot be an id; use letters, digits, - and _; did you mean "the-plan"?', 0, 1, True),
    Slip("          - id: why", "          - id: rate", 'a second "rate"; the first is on line 30', 0, 1, False),
    Slip("          - id: why", "          - id: why?", '"why?" cannot be an id; use letters, digits, - and _; did you mean "why"?', 0, 1, True),
    Slip("  deeds:\n", "  thinking:\n", '"thinking" stands twice; the first is on line 72', 0, 1, False),
    Slip("  deeds:\n", "  our deeds:\n", '"our deeds" cannot be an id; use letters, digits, - and _; did you mean "our-deeds"?', 0, 3, True),
    Slip("{id: often, title", "{id: seldom, title", 'a second "seldom"; the first is on line 53', 0, 3, False),
    Slip("{id: often, title", "{id: abstain, title", '"abstain" is an answer that is no level; use another id', 0, 5, False),
    Slip("      - id: read", "      - id: meet", 'a second "meet"; the first is on line 59', 0, 1, False),
    Slip("      - id: read", "      - id: re.ad", '"re.ad" cannot be an id; use letters, digits, - and _; did you mean "re-ad"?', 0, 1, True),
    Slip("{id: begin, text", "{id: cause, text", 'a second "cause"; the first is on line 76', 0, 1, False),
    Slip("{id: when, title", "{id: what, title", 'a second "what"; the first is on line 81', 0, 1, False),
    Slip("{id: when, title", "{id: id, title", 'a column cannot have the id "id", which names lines; call it otherwise', 0, 1, False),
    Slip("{id: time, text", "{id: room, text", 'a second "room"; the first is on line 94', 0, 1, False),
    Slip("{id: b, text", "{id: a, text", 'a second "a"; the first is on line 101', 0, 1, False),
    Slip("  - id: end", "  - id: plan", 'a second activity "plan"; the first is on line 38', 0, 1, False),
    Slip("marks: [yes, no]", "marks: [yes, yes]", '"yes" stands twice', 0, 1, False),
    Slip("options: [small, large]", "options: [small, small]", '"small" stands twice', 0, 1, False),
    Slip("handouts: [rows]", "handouts: [row]", 'no handout "row"; did you mean "rows"?', 0, 1, True),
    Slip("instruments: [habits]", "instruments: [habit]", 'no instrument "habit"; did you mean "habits"?', 0, 1, True),
    Slip("instruments: [habits]", "instruments: [Habits]", 'no instrument "Habits"; did you mean "habits"?', 0, 1, True),
    Slip("instruments: [habits]", "instruments: [looking]", 'no instrument "looking"; there are: deeds, district-deeds, habits, mark, thinking, vote', 0, 1, False),
    Slip("[district-deeds, mark, vote]", "[district-deeds, marks, vote]", 'no instrument "marks"; did you mean "mark"?', 0, 1, True),
    Slip("shows: [habits, looking]", "shows: [habits, look]", 'no instrument or section "look"; did you mean "looking"?', 0, 1, True),
    Slip("instrument: mark}", "instrument: marks}", 'no instrument "marks"; did you mean "mark"?', 0, 1, True),
    Slip("{start: always", "{start: alway", 'no level "alway"; did you mean "always"?', 0, 1, True),
    Slip("toward: seldom", "toward: never", 'no level "never"; the levels are seldom, often, always', 0, 1, False),
    Slip("toward: seldom", "toward: always", "the walk ends where it starts; name the other end", 0, 1, False),
    Slip("          often: Each month.", "          oftn: Each month.", 'no level "oftn"; did you mean "often"?', 0, 1, True),
    Slip("for_each: habits", "for_each: habit", 'no instrument "habit"; did you mean "habits"?', 0, 1, True),
    Slip("for_each: habits", "for_each: thinkin", 'no instrument "thinkin"; there are: deeds, district-deeds, habits, mark, vote', 0, 1, False),
    Slip("for_each: habits", "for_each: thinking", '"thinking" cannot follow itself; name another instrument', 0, 1, False),
    Slip("    kind: rubric", "    kind: rubric\n    for_each: thinking", '"habits", "thinking" follow each other in a ring; one of them must follow none', 0, 1, False),
    Slip("reviews: deeds", "reviews: deed", 'no instrument "deed"; did you mean "deeds"?', 0, 1, True),
    Slip("reviews: deeds", "reviews: habits", '"habits" is a rubric; name a plan', 0, 1, False),
    Slip("reviews: deeds", "reviews: district-deeds", '"district-deeds" cannot name itself; name another instrument', 0, 1, False),
    Slip("  deeds:\n    kind: plan", "  deeds:\n    kind: plan\n    reviews: district-deeds", '"deeds", "district-deeds" name each other in a ring; one of them must name none', 0, 1, False),
    Slip("    for_each: habits", "    for_each: habits\n    each: [{id: a, title: A}]", "an instrument is for the rows of another one or for those it lists; keep one", 0, 1, False),
    Slip("language: en", "formerly: {habit: rows}\nlanguage: en", 'no instrument "habit"; did you mean "habits"?', 0, 1, True),
    Slip("language: en", "formerly: {habits: mark}\nlanguage: en", '"mark" is there under that name; only what is called otherwise now belongs here', 0, 1, False),
    Slip("language: en", "formerly: {habits/meet: gather}\nlanguage: en", "write instrument: instrument, or instrument/row: instrument/row, what it is called now first", 0, 1, False),
    Slip("language: en", "introduction: !include intro.md\nlanguage: en", "there is no file \"intro.md\" in the toolkit's folder; write it, or take the line out", 0, 1, False),
    Slip("language: en", "introduction: !include ../intro.md\nlanguage: en", "../intro.md lies outside the toolkit's folder; copy it in", 0, 1, False),
]
LINKS = [
    Slip("    kind: checklist", "    kind: checklist\n    for_each: thinking", '"thinking" comes to nothing for the rows of "habits"; name that one, or another', 0, 1, False),
    Slip("    for_each: habits", "    for_each: habits\n    where: {habit: [often]}", 'no instrument "habit"; did you mean "habits"?', 0, 1, True),
    Slip("    for_each: habits", "    for_each: habits\n    where: {habits: [oftn]}", 'no place "oftn"; did you mean "often"?', 0, 1, True),
    Slip("    for_each: habits", "    for_each: habits\n    where: {mark: [yes]}", '"mark" says nothing of the rows of "habits"; name what is answered for them', 0, 1, False),
    Slip("    for_each: habits", "    for_each: habits\n    where: {thinking: [yes]}", '"thinking" says nothing of the rows of "habits"; name what is answered for them', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    where: {vote: [a]}", "only the rows of another instrument can be limited; name it under `for_each`", 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: rwo}]", 'no result "rwo"; did you mean "row"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{reslt: row}]", 'unknown key "reslt"; did you mean "result"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, kind: rubrik}]", 'no kind "rubrik"; did you mean "rubric"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: decision, kind: rubric}]", 'no result "decision"; there are: row', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, kind: survey}]", 'a survey comes to no result that another session could begin with', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, instrument: habits}]", 'an instrument is that of a toolkit; write `toolkit: its-id` beside it', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, toolkit: our-talk, instrument: habit}]", 'no instrument "habit"; did you mean "habits"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, toolkit: our-talk, instrument: deeds}]", 'no result "row"; there are: none', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, toolkit: our-talk, instrument: habits, kind: checklist}]", '"habits" is a rubric; name another kind, or none', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, toolkit: our-talk, kind: register}]", 'it has no register; name another kind, or none', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, toolkit: our-talk, instrument: habits, at: [often, seldm]}]", 'no place "seldm"; did you mean "seldom"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, toolkit: our-talk, instrument: habits, at_most: oftn}]", 'no place "oftn"; did you mean "often"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, at: [often], at_most: often}]", 'say where it stands by `at` or by `at_most`; keep one', 0, 1, False),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, at: often}]", 'a list is wanted here (lines that begin with -), not the text "often"; did you mean "[often]"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begins_with: [{result: row, fills: rom}]", 'no question "rom"; did you mean "room"?', 0, 1, True),
    Slip("    kind: checklist", "    kind: checklist\n    begin_with: [{result: row}]", 'unknown key "begin_with"; did you mean "begins_with"?', 0, 1, True),
    Slip("    for_each: habits", "    for_each: habits\n    begins_with: [{result: row}]", "what is answered for each row begins with that row; take `begins_with` or `for_each` out", 0, 1, False),
]
# fmt: on
CORPUS = {
    "syntax": SYNTAX,
    "copied": COPIED,
    "keys": KEYS,
    "missing": MISSING,
    "types": TYPES,
    "words": WORDS,
    "names": NAMES,
    "links": LINKS,
}
