"""FTS5 (remove_diacritics 2, bm25) and, when installed, tantivy over the records and trials of FinderQuality."""
import json
import re
import sqlite3
import sys
import time

task = json.load(open(sys.argv[1], encoding="utf-8"))


def fastest(search, query, rounds=3):
    """The answer and the shortest of its times in microseconds, as the kiosk is timed."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = search(query)
        times.append((time.perf_counter() - start) * 1e6)
    return found, min(times)


def report(name, search):
    for trial, rows in sorted(task["trials"].items()):
        counts = {"first": 0, "three": 0, "five": 0}
        times = []
        for query, *codes in rows:
            found, taken = fastest(search, query)
            times.append(taken)
            right = [i for i, code in enumerate(found) if code in codes]
            for place, limit in (("first", 1), ("three", 3), ("five", 5)):
                counts[place] += bool(right) and right[0] < limit
        times.sort()
        n = len(rows)
        row = {place: count * 100 / n for place, count in counts.items()}
        row |= {"peer": name, "trial": trial, "p50": times[n // 2], "p99": times[n * 99 // 100], "mean": sum(times) / n}
        print(json.dumps(row))


def words(query):
    return re.findall(r"\w+", query)[:64]


database = sqlite3.connect(":memory:")
database.execute("create virtual table p using fts5(code unindexed, name, field, papers, steps,"
                 " tokenize=\"unicode61 remove_diacritics 2\")")
database.executemany("insert into p values(?,?,?,?,?)", task["documents"])


def fts5(operator):
    def search(query):
        match = operator.join(f'"{word}"' for word in words(query))
        if not match:
            return []
        return [row[0] for row in database.execute(
            "select code from p where p match ? order by bm25(p, 0, 8, 3, 1, 0.5) limit 5", (match,))]
    return search


report("FTS5 all words", fts5(" "))
report("FTS5 any word", fts5(" OR "))

try:
    import tantivy
except ImportError:
    sys.exit(0)

builder = tantivy.SchemaBuilder()
builder.add_text_field("code", stored=True, tokenizer_name="raw")
for field in ("name", "field", "papers", "steps"):
    builder.add_text_field(field, tokenizer_name="fold")
index = tantivy.Index(builder.build())
index.register_tokenizer("fold", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
                         .filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build())
writer = index.writer()
for code, name, field, papers, steps in task["documents"]:
    writer.add_document(tantivy.Document(code=code, name=name, field=field, papers=papers, steps=steps))
writer.commit()
index.reload()
searcher = index.searcher()
boosts = {"name": 8.0, "field": 3.0, "papers": 1.0, "steps": 0.5}


def with_tantivy(slips):
    fields = ["name", "field", "papers", "steps"]
    # (prefix, distance, swapped letters count one): the same slips that the kiosk understands.
    fuzzy = {field: (False, slips, True) for field in fields} if slips else {}

    def search(query):
        text = " ".join(words(query))
        if not text:
            return []
        parsed, _ = index.parse_query_lenient(text, fields, field_boosts=boosts, fuzzy_fields=fuzzy)
        return [searcher.doc(address)["code"][0] for _, address in searcher.search(parsed, 5).hits]
    return search


report("tantivy any word", with_tantivy(0))
report("tantivy any word, one slip understood", with_tantivy(1))
