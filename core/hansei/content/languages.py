"""Languages as a toolkit names them: the code of ISO 639-1 or 639-3, perhaps with a script or a country (BCP 47)."""

from __future__ import annotations

import difflib
import re

from hansei.words.ours import tr

#: The two-letter codes of ISO 639-1.
CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
#: What people write for a code: names of languages, and countries' codes.
_MEANT = {
    "arabic": "ar", "chinese": "zh", "cn": "zh", "cz": "cs", "deutsch": "de", "dk": "da", "dutch": "nl", "eng": "en",
    "english": "en", "español": "es", "espanol": "es", "farsi": "fa", "français": "fr", "french": "fr", "german": "de",
    "gr": "el", "greek": "el", "hindi": "hi", "hmong": "hmn", "italian": "it", "japanese": "ja", "jp": "ja",
    "korean": "ko", "kurdish": "ku", "norwegian": "no", "polish": "pl", "portuguese": "pt", "russian": "ru",
    "se": "sv", "sp": "es", "spa": "es", "spanish": "es", "swedish": "sv", "turkish": "tr", "ua": "uk", "uk": "en",
    "us": "en", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
_AROUND = f" {' '.join(CODES.split())} "
_FORM = re.compile(r"(?P<language>[a-z]{2,3})(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|\d{3}))?(-x-[a-z0-9]+)?")


def wrong_language(code: str) -> str:
    """Return what is wrong with a language's code and the likely fix; empty when nothing is."""
    found = _FORM.fullmatch(code)
    if found and (len(found["language"]) == 3 or f" {found['language']} " in _AROUND):
        return ""
    parts = re.split(r"[-_ ]", code.strip())
    language = parts[0].casefold()
    meant = _MEANT.get(language) or (language if f" {language} " in _AROUND or (len(language) == 3 and found) else "")
    if not meant:
        near = difflib.get_close_matches(language, _MEANT, n=1)
        meant = _MEANT[near[0]] if near else ""
    if meant and len(parts) == 2 and len(parts[1]) == 2:
        meant = f"{meant}-{parts[1].upper()}"
    hint = tr('did you mean "{near}"?', near=meant) if meant else tr("write a code of two letters, as en or es")
    return tr('"{code}" is no code of a language; {hint}', code=code, hint=hint)
