#!/usr/bin/env python3
"""Makes characters.bin: how often characters stand side by side in government work reports.

    make_counts.py CORPUS OUT

Only counts leave this script, never a sentence: of one character, of two, and of three in a row, the last two only
from a floor up. Reports named in held_out.txt are not read, so that what is measured on them is measured on new text.
The reader is src/ingest/repair/model.rs, which describes the layout.
"""

import collections
import csv
import hashlib
import io
import math
import pathlib
import re
import sys
import zipfile
import zlib

PAIR_FLOOR, TRIPLE_FLOOR = 1, 2
VOCABULARY = 4095
WIDE = dict(zip(",;:!?()", "，；：！？（）"))


def folded(text):
    """One symbol for all digits and one for all Latin letters; punctuation full width."""
    text = re.sub(r"[0-9０-９]", "0", text)
    text = re.sub(r"[A-Za-zＡ-Ｚａ-ｚ]", "A", text)
    return "".join(WIDE.get(c, c) for c in text)


def docx(data):
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    for paragraph in re.split(r"</w:p>", xml):
        yield "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))


def members(path):
    """(name, lines) of each text in a file."""
    name, data = str(path), path.read_bytes()
    if name.endswith(".docx"):
        yield name, docx(data)
    elif name.endswith(".zip"):
        archive = zipfile.ZipFile(path)
        for info in archive.infolist():
            inner = info.filename if info.flag_bits & 0x800 else info.filename.encode("cp437").decode("gb18030")
            if inner.endswith(".docx"):
                yield f"{name}!/{inner}", docx(archive.read(info))
    elif name.endswith(".csv"):
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace")))
        for row in rows:
            yield name, (row.get("full_text") or "").splitlines()
    elif name.endswith(".txt") and "/derived/" not in name:
        yield name, data.decode("utf-8-sig", "replace").splitlines()


def lines(corpus, held_out):
    seen = set()
    for path in sorted(corpus.rglob("*")):
        if not path.is_file():
            continue
        csv.field_size_limit(1 << 30)
        for name, text in members(path):
            if any(part in name for part in held_out):
                continue
            for line in text:
                line = re.sub(r"\s+", "", line)
                mark = hashlib.md5(line.encode()).digest()
                if len(re.findall(r"[\u4e00-\u9fff]", line)) >= 4 and mark not in seen:
                    seen.add(mark)
                    yield folded(line)


def varint(n):
    out = bytearray()
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def level(count):
    """A count on a scale of quarter powers of two."""
    return round(4 * math.log2(count))


def packed(groups):
    """Lists of (id, count), ids rising, as three streams: lengths, gaps, levels."""
    lengths, gaps, levels = bytearray(), bytearray(), bytearray()
    for group in groups:
        lengths += varint(len(group))
        last = -1
        for symbol, count in group:
            gaps += varint(symbol - last - 1)
            levels.append(min(255, level(count)))
            last = symbol
    return [bytes(lengths), bytes(gaps), bytes(levels)]


def main(corpus, out):
    held = pathlib.Path(__file__).with_name("held_out.txt").read_text("utf-8").splitlines()
    held_out = [l.split("\t")[1] for l in held if l and not l.startswith("#")]
    one, two, three = collections.Counter(), collections.Counter(), collections.Counter()
    for line in lines(corpus, held_out):
        line = f"\n{line}\n"
        one.update(line)
        two.update(zip(line, line[1:]))
        three.update(zip(line, line[1:], line[2:]))
    symbols = [c for c, _ in sorted(one.items(), key=lambda e: (-e[1], e[0]))[:VOCABULARY]]
    number = {c: i + 1 for i, c in enumerate(symbols)}
    pairs = collections.defaultdict(list)
    for (a, b), n in two.items():
        if n >= PAIR_FLOOR and a in number and b in number:
            pairs[number[a]].append((number[b], n))
    triples = collections.defaultdict(list)
    for (a, b, c), n in three.items():
        if n >= TRIPLE_FLOOR and a in number and b in number and c in number:
            triples[number[a], number[b]].append((number[c], n))
    pair_groups = [sorted(pairs[i + 1]) for i in range(len(symbols))]
    triple_groups = [sorted(triples[i + 1, b]) for i, group in enumerate(pair_groups) for b, _ in group]
    streams = ["".join(symbols).encode(), bytes(level(one[c]) for c in symbols)]
    streams += packed(pair_groups) + packed(triple_groups)
    plain = b"".join(len(s).to_bytes(4, "little") + s for s in streams)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflate.compress(plain) + deflate.flush()
    pathlib.Path(out).write_bytes(data)
    print(f"{sum(one.values())} characters read, {len(symbols)} symbols, {sum(map(len, pair_groups))} pairs, "
          f"{sum(map(len, triple_groups))} triples, {len(plain)} bytes, {len(data)} packed", file=sys.stderr)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
