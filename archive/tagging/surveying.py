"""Surveying: one way through a text that finds every run of capitalised words and says what its pieces may be."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise

from archive.tagging import evidence
from archive.tagging.divisions import Cut, Division, Divisions, Form
from archive.tagging.matching import Match
from archive.tagging.people import Candidate, Survey
from archive.tagging.reading import Reading
from archive.tagging.runs import BEFORE_RUN, FAR_BEFORE_RUN, RUN, Run, lowered, opened
from archive.tagging.senses import LISTED, Shape
from archive.tagging.vocabulary import NAME_LIKE, TITLE, Sense, attribution_verbs

_COMMON, _BODY = int(Sense.COMMON), int(Sense.ORGANISATION | Sense.COMPANY)
_PLACED = int(Sense.PLACE | Sense.COUNTRY | Sense.TOWN)
_NO_NAME = _COMMON | _PLACED | int(TITLE)
"""What names nobody where it stands alone."""

_SPLITTERS = _NO_NAME | _BODY
_ACRONYM, _HYPHENED, _ORDINARY = int(Shape.ACRONYM), int(Shape.JOINED), int(Shape.ORDINARY_WORD)
_NAMED, _LEADS = int(NAME_LIKE), int(Sense.GIVEN | Sense.FAMILY_FIRST)
_UNSHOUTED = _COMMON | int(Sense.ORDINARY)
_LANGUAGE_SIGNS = {"de": "german", "fr": "romance", "es": "romance"}
_OF_BODY, _SHOUTED, _ALONE, _FULL = Form.BODY, Form.SHOUTED, Form.ALONE, Form.FULL
_NOWHERE = (sys.maxsize, sys.maxsize)

LONG_TEXT = 20_000
"""Characters; from this length on one look at all words is quicker than one through the text for each."""

SHORTEST_SHOUTED = 3
"""Letters; a shorter word in a line of capitals is no surname to go by."""

_TITLE_GOES_ON = re.compile(r"\b(?:of|for|and)(?: the)? $")


def survey(reading: Reading, masked: list[Match], divisions: Divisions) -> Survey:
    """Find the runs of a reading and sort their pieces, leaving out what ``masked`` covers.

    Words that are capitalised for their position only are no runs, nor are words that stand alone and are the name
    of a place, a title and the like.
    """
    surveyor = _Surveyor(reading, divisions)
    surveyor.go([(mask.start, mask.end) for mask in masked])
    return surveyor.found


class _Surveyor:
    """Sorts the pieces of the runs of one document."""

    def __init__(self, reading: Reading, divisions: Divisions) -> None:
        self.reading, self.text, self.senses = reading, reading.folded, divisions.senses
        self.divisions, self.shouted = divisions, divisions.of_capitals
        self.of_language = _LANGUAGE_SIGNS.get(reading.language, "")
        self.found = Survey()
        self.small: set[str] | None = None
        """The words of a long text that stand between spaces."""

    def go(self, masked: list[tuple[int, int]]) -> None:
        """Go over the runs in their order."""
        masks = iter(masked)
        mask, mask_end = next(masks, _NOWHERE)
        for start, end, words, shouted in self.runs():
            while mask_end <= start:
                mask, mask_end = next(masks, _NOWHERE)
            if " " not in words and "." not in words:
                if mask >= end:
                    self.sort_single(start, end, lowered(words) if shouted else words, shouted)
                continue
            division = (self.shouted if shouted else self.divisions)[words]
            if mask >= end:
                self.sort(start, division, shouted)
                continue
            first = last = -1
            for token in division.tokens:
                token_start, token_end = start + token.start, start + token.end
                while mask_end <= token_start:
                    mask, mask_end = next(masks, _NOWHERE)
                if mask >= token_end:
                    first, last = (token_start if first < 0 else first), token_end
                elif first >= 0:
                    self.sort_part(first, last, shouted)
                    first = -1
            if first >= 0:
                self.sort_part(first, last, shouted)

    def runs(self) -> Iterator[Run]:
        """Give the runs of the text in its order, without single words that name nobody."""
        text, senses = self.text, self.senses
        headlines = iter(self.reading.headlines)
        head, head_end = next(headlines, _NOWHERE)
        for match in RUN.finditer(text):
            start, end = match.span()
            words = match[0]
            while head_end <= start:
                head, head_end = next(headlines, _NOWHERE)
            shouted = head <= start
            near = text[start - 3 : start]
            if near in BEFORE_RUN or near[-1:] == "-" or text[start - 4 : start] in FAR_BEFORE_RUN:
                begin = opened(text, start)
                if begin != start:
                    yield begin, end, text[begin:end], self.reading.in_headline(begin)
                    continue
            if " " not in words and "." not in words:
                sense = senses[words] & LISTED
                if sense & _NO_NAME and not (sense != _COMMON and (shouted or sense & _BODY)):
                    continue
            yield start, end, words, shouted

    def sort_part(self, start: int, end: int, shouted: bool) -> None:
        """Sort what no mask covers of a run."""
        self.sort(start, (self.shouted if shouted else self.divisions)[self.text[start:end]], shouted)

    def sort(self, start: int, division: Division, shouted: bool) -> None:
        """Sort the pieces of a run that begins at a place."""
        if not division.second:
            only = division.tokens[0]
            self.sort_single(start + only.start, start + only.end, only.word, shouted)
            return
        alone = self.found.alone
        opens = self.reading.opens_sentence(start)
        second = start + division.second if opens else start
        for cut in division.cuts:
            self._sort(start, cut, opens)
            if alone and alone[-1].start == start + cut.start > second:
                alone[-1].behind = True

    def sort_single(self, start: int, end: int, word: str, shouted: bool) -> None:
        """Sort a word that stands alone: most of a text's capitals do, so they take a short way."""
        bits, found = self.senses[word], self.found
        if bits & _SPLITTERS:
            if bits & _BODY:
                cut = (self.shouted if shouted else self.divisions).of_body(word)
                found.bodies.append((start, cut))
            return
        if bits & _ACRONYM and not shouted:
            return
        if bits & _HYPHENED:
            first = self.senses[word.split("-", 1)[0]]
            if first & _SPLITTERS and not first & _NAMED:
                return
        found.alone.append(Candidate((word,), start, end))
        found.words_alone.append(word)

    def _sort(self, start: int, cut: Cut, opens: bool) -> None:
        """Sort a piece of the run that begins at a place."""
        found, form = self.found, cut.form
        if form is _OF_BODY:
            found.bodies.append((start, cut))
            if cut.piece.tokens[0].shouted:
                self._sort_speakers(start, cut)
            return
        if form is _SHOUTED:
            self._sort_shouted(start, cut)
            return
        if cut.leads:
            cut = self._without_ordinary_lead(start, cut)
            form = cut.form
        if form is _ALONE:
            words = cut.words
            found.alone.append(Candidate(words, start + cut.start, start + cut.end, cut.title))
            found.words_alone.append(words[-1])
            if cut.personal:
                found.titled.add(words[-1])
        elif form is _FULL:
            signs = self._signs(start, cut, opens and cut.piece.first)
            found.full.append(Candidate(cut.words, start + cut.start, start + cut.end, cut.title, signs=signs))

    def _sort_shouted(self, start: int, cut: Cut) -> None:
        """Sort the words of a line in capitals, where nothing tells a name but that it is known from elsewhere."""
        for index, token in enumerate(cut.piece.tokens):
            if not self.senses[token.word] & _UNSHOUTED and len(token.word) >= SHORTEST_SHOUTED:
                title = cut.title if index == 0 else ""
                place = Candidate((token.word,), start + token.start, start + token.end, title)
                self.found.alone.append(place)

    def _sort_speakers(self, start: int, cut: Cut) -> None:
        """Sort the words of a line in capitals that do what persons do ("BAKER SAYS EXCHANGE RATES WILL FALL")."""
        tokens, verbs = cut.piece.tokens, attribution_verbs()
        for token, following in pairwise(tokens):
            if following.word.lower() in verbs and not self.senses[token.word] & (_UNSHOUTED | _BODY | _PLACED):
                place = Candidate((token.word,), start + token.start, start + token.end)
                self.found.alone.append(place)

    def _signs(self, start: int, cut: Cut, opens: bool) -> list[str]:
        """Give the signs of a full name: its own words, and the words around it."""
        text, piece, language = self.text, cut.piece, self.of_language
        signs = cut.signs(opens=opens).copy()
        if cut.title:
            signs.append("title" if cut.personal else "office")
        elif piece.first:
            signs += evidence.signs_before(text, start + cut.start)
        signs += evidence.signs_after(text, start + cut.end, self.senses)
        if piece.after_country:
            signs.append("demonym-before")
        if "given-first" not in signs and self._any_stands(cut.small):
            signs.append("small-in-text")
        if language:
            if "family-first" in signs and "joined-given" not in signs:
                signs.remove("family-first")  # "Im Konflikt": their small words look like family names of East Asia
            signs.append(language)
        return signs

    def _any_stands(self, words: list[str]) -> bool:
        """Tell whether the text has one of the words between spaces; in a long one all are looked up together."""
        text = self.text
        if len(text) < LONG_TEXT:
            return any(f" {word} " in text for word in words)
        if self.small is None:
            self.small = set(text.split(" ")[1:-1])
        return not self.small.isdisjoint(words)

    def _without_ordinary_lead(self, start: int, cut: Cut) -> Cut:
        """Take words from before a name that end a title ("Minister of Planning Suharso Monoarfa")."""
        piece, senses = cut.piece, self.senses
        tokens = piece.tokens
        if self.reading.language == "fr" and tokens[0].word == "M.":
            return Cut(piece._replace(tokens=tokens[1:], title="Monsieur", first=False), senses)
        titled: bool | None = None
        while len(tokens) > 2 and senses[tokens[1].word] & _LEADS:
            first = senses[tokens[0].word]
            if not first & _ORDINARY:
                if titled is None:
                    begin = start + cut.start
                    titled = _TITLE_GOES_ON.search(self.text, max(0, begin - 12), begin) is not None
                if not titled or first & _LEADS:
                    break
            tokens = tokens[1:]
        return cut if tokens is piece.tokens else Cut(piece._replace(tokens=tokens, first=False), senses)
