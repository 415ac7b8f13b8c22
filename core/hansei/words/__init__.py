"""Words: in which language the program speaks, and its sentences in other languages.

Every sentence stands in the code as it is said in English and goes through ``tr``; a catalogue of messages (gettext)
beside each package has it in other languages. What is recorded and what other programs read is never translated.
"""
