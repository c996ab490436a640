"""Runs in the system's Python: takes lines of JSON, answers each with one. Knows nothing of the project."""

import json
import shutil
import sys
import time
from pathlib import Path

import xapian

FACETS = {"person": (10, 16), "country": (30, 16), "alliance": (50, 8), "source": (0, 1), "year": (1, 1)}
"""The slots of each facet: the first, and how many an article may fill."""
DAY = 2
PREFIXES = {name: f"X{name.upper()}:" for name in FACETS}


class Engine:
    """A database that is written or read, and the CPU seconds that its work took."""

    def __init__(self):
        self.spent = 0.0
        self.stem = xapian.Stem("en")

    def create(self, folder):
        self.base = xapian.WritableDatabase(str(Path(folder) / "draft"), xapian.DB_CREATE_OR_OVERWRITE)
        self.terms = xapian.TermGenerator()
        self.terms.set_stemmer(self.stem)
        self.terms.set_stemming_strategy(self.terms.STEM_SOME)

    def add(self, given):
        number, title, text, day, tags = given
        document = xapian.Document()
        self.terms.set_document(document)
        self.terms.set_termpos(0)
        self.terms.index_text(title, 4)
        self.terms.increase_termpos()
        self.terms.index_text(text)
        for name, (first, most) in FACETS.items():
            for at, value in enumerate(tags[name]):
                document.add_boolean_term(PREFIXES[name] + value)
                if at < most:
                    document.add_value(first + at, value)
        document.add_value(DAY, xapian.sortable_serialise(day))
        document.set_data(json.dumps([number, title, text]))
        document.add_boolean_term(f"Q{number}")
        self.base.replace_document(f"Q{number}", document)

    def finish(self, folder):
        self.base.commit()
        self.base.close()
        xapian.Database(str(Path(folder) / "draft")).compact(str(Path(folder) / "done"))
        shutil.rmtree(Path(folder) / "draft")

    def open(self, folder):
        self.base = xapian.Database(str(Path(folder) / "done"))
        self.parser = xapian.QueryParser()
        self.parser.set_stemmer(self.stem)
        self.parser.set_stemming_strategy(self.parser.STEM_SOME)
        self.parser.set_database(self.base)
        self.parser.set_default_op(xapian.Query.OP_AND)
        self.flags = self.parser.FLAG_DEFAULT | self.parser.FLAG_WILDCARD

    def page(self, given):
        question, hits, shown = given
        words = " OR ".join(question["any_of"]) or " ".join(question["all_of"])
        words = '"' + " ".join(question["phrase"]) + '"' if question["phrase"] else words
        words = question["prefix"] + "*" if question["prefix"] else words
        asked = self.parser.parse_query(words, self.flags) if words else xapian.Query.MatchAll
        tags = [xapian.Query(PREFIXES[name] + value) for name, value in question["tags"].items()]
        query = xapian.Query(xapian.Query.OP_FILTER, asked, xapian.Query(xapian.Query.OP_AND, tags)) if tags else asked
        enquire = xapian.Enquire(self.base)
        enquire.set_query(query)
        if not words:
            enquire.set_sort_by_value(DAY, True)
        spies = {
            name: [xapian.ValueCountMatchSpy(first + at) for at in range(most)]
            for name, (first, most) in FACETS.items()
        }
        for several in spies.values():
            for spy in several:
                enquire.add_matchspy(spy)
        found = enquire.get_mset(0, hits, self.base.get_doccount())
        rows = []
        for match in found:
            number, _, text = json.loads(match.document.get_data())
            rows.append([number, found.snippet(text, 300, self.stem).decode()])
        return [found.get_matches_estimated(), rows, {name: counted(several, shown) for name, several in spies.items()}]


def counted(spies, shown):
    counts = {}
    for spy in spies:
        for item in spy.values():
            counts[item.term] = counts.get(item.term, 0) + item.termfreq
    best = sorted(counts.items(), key=lambda pair: -pair[1])[:shown]
    return [[value.decode(), count] for value, count in best]


def main():
    engine = Engine()
    for line in sys.stdin:
        what, given = json.loads(line)
        if what == "clock":
            print(json.dumps(engine.spent), flush=True)
            continue
        start = time.process_time()
        answer = getattr(engine, what)(given)
        engine.spent += time.process_time() - start
        print(json.dumps(answer), flush=True)


main()
