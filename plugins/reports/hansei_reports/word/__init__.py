"""The parts of a Word document. Imported when one is written and not before."""
