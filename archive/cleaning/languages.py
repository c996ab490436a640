"""The language of a text: told by its script, and among Latin and Cyrillic texts by small words and letters.

Needs no model: the small words are those of the vocabulary, with a few tables here for languages that would
else be taken for their neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from archive.cleaning import characters
from archive.cleaning.vocabulary import lexicon
from archive.cleaning.vocabulary.cues import words

SAMPLE = 6000
"""Characters of the text that are looked at; more changes nothing."""
LEAST_LETTERS = 40
LEAST_DENSE_LETTERS = 12
"""Scripts that write a syllable or a word with one sign say as much with fewer."""
LEAST_WORDS = 8
SCRIPT_SHARE = 0.6
"""A text is of a script if this share of its letters is."""
DENSE_SHARE = 0.35
"""Names and abbreviations in Latin letters stand between signs that say more each."""
KANA_SHARE = 0.08
"""Japanese prose has a third and more of kana; Chinese that names a Japanese title has hardly any."""
LEAST_DENSITY = 0.1
"""Share of words that are small words of a language, each divided by the languages it belongs to."""
LEAST_COVERAGE = 0.35
"""Where that tells nothing, share of words that are small words of a language, whatever others have them."""
CLEAR_LEAD = 1.25
"""The best language has this many times the density of the second."""

_SCRIPTS = (
    ("hangul", "\uac00", "\ud7a4"), ("kana", "\u3041", "\u3100"), ("han", "\u3400", "\ua000"),
    ("cyrillic", "\u0400", "\u0530"), ("arabic", "\u0620", "\u0700"), ("he", "\u05d0", "\u05f3"),
    ("el", "\u0370", "\u0400"), ("hy", "\u0531", "\u0590"), ("devanagari", "\u0900", "\u0980"),
    ("bn", "\u0980", "\u0a00"), ("pa", "\u0a00", "\u0a80"), ("gu", "\u0a80", "\u0b00"), ("or", "\u0b00", "\u0b80"),
    ("ta", "\u0b80", "\u0c00"), ("te", "\u0c00", "\u0c80"), ("kn", "\u0c80", "\u0d00"), ("ml", "\u0d00", "\u0d80"),
    ("si", "\u0d80", "\u0e00"), ("th", "\u0e00", "\u0e80"), ("lo", "\u0e80", "\u0f00"), ("my", "\u1000", "\u10a0"),
    ("ka", "\u10a0", "\u1100"), ("am", "\u1200", "\u13a0"), ("km", "\u1780", "\u1800"), ("latin", "A", "\u0250"),
    ("latin", "\u1e00", "\u1f00"), ("el", "\u1f00", "\u2000"),
)  # fmt: skip
_DENSE = frozenset({"hangul", "kana", "han"})
_OWN_LANGUAGE = frozenset(name for name, _, _ in _SCRIPTS if len(name) == 2)
"""Scripts that one language of the news is written in; they are called by its code."""
NO_LETTER = "no letter"
_LETTER = re.compile(r"[^\W\d_]")

_NEIGHBOURS = {
    "da": "af at blev de den der det efter eller en er et for fra har havde han hun i ikke jeg kan man med men mod "
    "når nu og også om på sig siger skal som til ud var ved vi vil være år over mere meget nogle hvor",
    "no": "av at ble de den der det etter eller en er et for fra har hadde han hun i ikke jeg kan man med men mot "
    "når nå og også om på seg sier skal som til ut var ved vi vil være år over mer mye noen hvor",
    "cs": "a aby ale bude by byl byla bylo být co do i jako je jeho jejich jen jsou k která které který kteří mezi na "
    "ne nebo o od po podle pro proti před při s se si ta tak také tím to u už v ve z za ze že",
    "sk": "a aby aj ale alebo bol bola bolo by byť do ich je jeho k ktorá ktoré ktorý medzi na nie o od po podľa pre "
    "pred pri proti s sa si so sú tak to tým už v vo z za že",
    "hr": "a ali bi bila bilo bio da do i ih iz ili je jer kako kao koja koje koji među na ne nije o od po pred prema "
    "s sa se su što te to u uz već za",
    "sl": "a ali bi bil bila bilo da do in iz je jih kako ki kot med na ne ni o od ob po pred pri s se si so še ta "
    "tega tudi v za z že",
    "ro": "a acest această al ale am are au ca care că ce cel cu de din după este fi fost în într într-o la lor lui "
    "mai nu o pe pentru prin sa să sau se si și sunt un unei unui",
    "hu": "a az azt csak de egy el és ez ezt hogy ha is már még meg mint nem ott pedig sem szerint után vagy van volt",
    "tr": "ama ancak bir bu çok da daha de değil diye en gibi göre için ile ise kadar ki mi o olan olarak oldu olduğu "
    "sonra şu tarafından ve veya ya",
    "id": "ada adalah akan antara atau bagi bahwa dalam dan dari dengan di dia ini itu juga karena ke kepada lebih "
    "mereka oleh pada para saat sebagai sudah telah tersebut tidak untuk yang",
    "ca": "a al als amb aquest aquesta com de del dels després el els en entre és ha han hi i la les ja més no o pel "
    "per però que s'ha se seva són també un una va van",
    "gl": "á ao aos as co coa como con da das de do dos e é en entre foi máis na nas no non nos o os ou para pola polo "
    "por que se súa tamén un unha",
    "et": "aga ei et ja ka kes kui mis ning nad ole oli olid on oma pärast see seda selle siis ta tema või välja üle",
    "lv": "ar arī bet bija gan ir jau ka kā kas lai līdz ne no par pēc tā tas to un uz vai vēl viņš",
    "lt": "apie ar bet bus buvo dėl dar į ir iš jau jis jo kad kai kaip ne nuo o pagal po prie su taip tai už yra",
    "vi": "bị các cho có của đã đang để được hai khi không là một này người những ra sẽ tại trong từ và về với",
    "sw": "alisema amesema baada bila hata hivyo huo huu ili ingawa juu kama katika kwa kwamba la lakini mwa na ni "
    "pia sana ya yake za",
    "sq": "dhe e do duke edhe është i janë ka kanë këtë ky me më në nga nje një për që se si të tij u",
    "is": "að af á en er eftir ekki en frá hafa hafi hann hefur hún í með og sem sé sig um var verið við það þar til",
    "mt": "ta' li għal minn dwar u l il fil bil mal kien hija huwa hu f'",
    "eu": "bat da dira du eta ere ez dela egin hau izan zen zuen zuten",
    "af": "aan as by dat deur die dit een en 'n gaan haar hê het hom hulle in is kan met na nie om ook op sal sê sy "
    "te tot uit van vir was wat word",
}  # fmt: skip
"""Small words of languages without a vocabulary: they keep a text from being taken for a neighbour's."""

_PERSIAN = frozenset("پچژگکی")
_URDU = frozenset("ٹڈڑںے")
_HINDI = words("है हैं के में की और से को का ने पर था थे थी")


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language, or an empty text where it is too short or cannot be told."""
    sample = text[:SAMPLE]
    letters = _letters(sample)
    total = sum(letters.values())
    dense = sum(letters[script] for script in _DENSE)
    if total < (LEAST_DENSE_LETTERS if dense > total / 2 else LEAST_LETTERS):
        return ""
    if dense >= DENSE_SHARE * total:
        return _dense_language(letters, dense)
    script, count = letters.most_common(1)[0]
    if count < SCRIPT_SHARE * total:
        return ""
    return script if script in _OWN_LANGUAGE else _READERS[script](sample, count)


def _letters(sample: str) -> Counter[str]:
    """How many letters of each script a text has."""
    points = np.frombuffer(sample.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    common = np.bincount(_script_table().take(points, mode="clip")).tolist()
    letters = Counter({name: count for name, count in zip(_NAMES, common, strict=False) if count})
    if len(points) and points.max() >= characters.TABLE_SIZE:
        above = map(chr, points[points >= characters.TABLE_SIZE].tolist())
        letters.update("" for sign in above if _LETTER.match(sign))
    del letters[NO_LETTER]
    return letters


_NAMES = tuple(dict.fromkeys((NO_LETTER, "", *(name for name, _, _ in _SCRIPTS))))


@cache
def _script_table() -> NDArray[np.uint8]:
    """For each code point below 65,536 its script's place in `_NAMES`; the last, no letter, stands for higher ones."""
    signs = list(map(chr, range(characters.TABLE_SIZE)))
    is_letter = np.fromiter((sign.isalnum() and not sign.isdecimal() for sign in signs), bool, len(signs))
    table = np.full(len(signs), _NAMES.index(""), dtype=np.uint8)
    for name, start, stop in reversed(_SCRIPTS):
        table[ord(start) : ord(stop)] = _NAMES.index(name)
    return np.where(is_letter, table, np.uint8(_NAMES.index(NO_LETTER)))


def _dense_language(letters: Counter[str], dense: int) -> str:
    if letters["hangul"] > dense / 2:
        return "ko"
    return "ja" if letters["kana"] >= KANA_SHARE * dense else "zh"


_CYRILLIC = (
    ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "јљњћђџ"), ("kk", "қғ"), ("", "әңұһ"), ("mn", "өү"), ("uk", "їєґ"),
    ("ru", "ыэё"), ("bg", "ъ"),
)  # fmt: skip
"""Letters that tell alphabets apart, in this order; each group is commoner than one in 200 where it is used."""


def _cyrillic_language(sample: str, total: int) -> str:
    seen = Counter(sample.lower())
    for code, letters in _CYRILLIC:
        if sum(seen[letter] for letter in letters) > total / 200:
            return code
    return ""


def _arabic_language(sample: str, total: int) -> str:
    seen = Counter(sample)
    if sum(seen[letter] for letter in _URDU) > total / 50:
        return "ur"
    return "fa" if sum(seen[letter] for letter in _PERSIAN) > total / 50 else "ar"


def _devanagari_language(sample: str, _total: int) -> str:
    found = sample.split()
    return "hi" if sum(word in _HINDI for word in found) >= LEAST_DENSITY * len(found) else ""


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    """For each small word of a Latin script the languages that have it."""
    listed = {code: words(text) for code, text in _NEIGHBOURS.items()}
    listed |= {table.code: table.function_words for table in lexicon.tables() if table.function_words}
    found: dict[str, list[str]] = {}
    for code, known in listed.items():
        for word in known:
            found.setdefault(word.lower(), []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def _latin_language(sample: str, _total: int) -> str:
    known = _small_words()
    found = characters.fold(sample).split()
    if len(found) < LEAST_WORDS:
        return ""
    worth, plain = {"": 0.0}, {"": 0.0}
    for word, count in Counter(filter(known.__contains__, found)).items():
        codes = known[word]
        share = count / len(codes)
        for code in codes:
            worth[code] = worth.get(code, 0.0) + share
            plain[code] = plain.get(code, 0.0) + count
    return _leading(worth, LEAST_DENSITY * len(found)) or _leading(plain, LEAST_COVERAGE * len(found))


def _leading(worth: dict[str, float], least: float) -> str:
    """The language that is worth the most, if it is worth enough and clearly more than the next."""
    best = max(worth, key=worth.__getitem__)
    second = max((value for code, value in worth.items() if code != best), default=0.0)
    return best if worth[best] >= least and worth[best] >= CLEAR_LEAD * second else ""


def _unknown(_sample: str, _total: int) -> str:
    return ""


_READERS: dict[str, Callable[[str, int], str]] = {
    "latin": _latin_language,
    "cyrillic": _cyrillic_language,
    "arabic": _arabic_language,
    "devanagari": _devanagari_language,
    "": _unknown,
}
