#!/usr/bin/env python3
"""Makes characters.bin: how often characters follow others in government work reports.

    make_counts.py CORPUS OUT

Only counts leave this script, never a sentence: shares of characters behind up to ORDER - 1 others, smoothed after
Kneser and Ney with the discounts of Chen and Goodman (1999). Of all of them the KEPT that tell most beyond a shorter
context stay. The names of ../divisions are counted as well, once each: most places are named in no report at hand. Reports named in held_out.txt are not read, so that what is measured on them is measured on new text.
The reader is src/ingest/repair/model.rs, which describes the layout.
"""

import collections
import csv
import hashlib
import io
import itertools
import math
import pathlib
import re
import sys
import zipfile
import zlib

ORDER = 4
KEPT = 1_000_000
VOCABULARY = 4095
STEPS = 3  # a level is the share's logarithm to base 2 in so many steps a power
NAMES = pathlib.Path(__file__).parent.with_name("divisions")
HEAD = "\0"  # stands before a name: it is known that something does, not what
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


def names():
    """Names of divisions and townships, as they stand in reports: without years and marks of the assets."""
    found = set()
    for line in (NAMES / "divisions.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        found.update(name.split("@")[0] for name in [fields[2], *"".join(fields[4:5]).split(",")])
    for line in (NAMES / "townships.tsv").read_text("utf-8").splitlines():
        found.update(re.sub(r"[^\u4e00-\u9fff]", "", name) for name in line.split("\t")[1].split(","))
    return sorted(name for name in found if re.fullmatch(r"[\u4e00-\u9fff]{2,}", name))


def varint(n):
    out = bytearray()
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def level(share):
    return min(255, round(-STEPS * math.log2(share)))


def counted(texts):
    """counts[n] of all strings of n characters: as they stand of the longest and of line beginnings, else in how many
    contexts they stand."""
    raw = [collections.Counter() for _ in range(ORDER + 1)]
    for line in texts:
        for n in range(1, ORDER + 1):
            raw[n].update(line[i : i + n] for i in range(len(line) - n + 1))
    counts = [collections.Counter() for _ in range(ORDER)] + [raw[ORDER]]
    for n in range(1, ORDER):
        counts[n].update(gram[1:] for gram in raw[n + 1])
        counts[n].update({gram: times for gram, times in raw[n].items() if gram[0] == "\n"})
    for strings in [raw[1], *counts[1:]]:
        for gram in [gram for gram in strings if gram[0] == HEAD]:
            del strings[gram]
    return raw, counts


def discounts(counts):
    """What is taken from a count of one, of two, and of more."""
    n1, n2, n3, n4 = (sum(1 for c in counts.values() if c == n) for n in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return [0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]


def shares(counts):
    """Of each string the share that its last character has behind the others, after discounts; and what is left of
    each context for characters not seen there."""
    less = discounts(counts)
    totals = collections.Counter()
    for gram, count in counts.items():
        totals[gram[:-1]] += count
    share, left = {}, dict.fromkeys(totals, 1.0)
    for gram, count in counts.items():
        share[gram] = (count - less[min(count, 3)]) / totals[gram[:-1]]
        left[gram[:-1]] -= share[gram]
    return share, left


def chosen(raw, counts):
    """The strings that stay, with their shares: those that tell most, and the beginnings of those."""
    total = sum(counts[1].values())
    likely = {gram: count / total for gram, count in counts[1].items()}
    every, gains = {}, []
    for n in range(2, ORDER + 1):
        share, left = shares(counts[n])
        whole = {}
        for gram, s in share.items():
            shorter = left[gram[:-1]] * likely[gram[1:]]
            whole[gram] = s + shorter
            gains.append((raw[n][gram] * math.log(whole[gram] / likely[gram[1:]]), gram))
        every |= share
        likely = whole
    gains.sort(key=lambda g: (-g[0], g[1]))
    kept = set()
    for _, gram in gains:
        if len(kept) >= KEPT:
            break
        while len(gram) > 1 and gram not in kept:
            kept.add(gram)
            gram = gram[:-1]
    return {gram: every[gram] for gram in kept}


def packed(groups):
    """Lists of (id, share), ids rising, as three streams: lengths, gaps, levels."""
    lengths, gaps, levels = bytearray(), bytearray(), bytearray()
    for group in groups:
        lengths += varint(len(group))
        last = -1
        for symbol, share in group:
            gaps += varint(symbol - last - 1)
            levels.append(level(share))
            last = symbol
    return [bytes(lengths), bytes(gaps), bytes(levels)]


def main(corpus, out):
    held = pathlib.Path(__file__).with_name("held_out.txt").read_text("utf-8").splitlines()
    held_out = [l.split("\t")[1] for l in held if l and not l.startswith("#")]
    reports = (f"\n{line}\n" for line in lines(corpus, held_out))
    raw, counts = counted(itertools.chain(reports, (HEAD + name for name in names())))
    symbols = [c for c, _ in sorted(raw[1].items(), key=lambda e: (-e[1], e[0]))[:VOCABULARY]]
    number = {c: i + 1 for i, c in enumerate(symbols)}
    kept = {g: s for g, s in chosen(raw, counts).items() if all(c in number for c in g)}
    behind = collections.defaultdict(list)
    for gram, share in kept.items():
        behind[gram[:-1]].append((number[gram[-1]], share))
    total = sum(counts[1].values())
    streams = ["".join(symbols).encode(), bytes(level(counts[1][c] / total) for c in symbols)]
    contexts = symbols
    for _ in range(2, ORDER + 1):
        streams += packed(sorted(behind[c]) for c in contexts)
        contexts = [c + symbols[n - 1] for c in contexts for n, _ in sorted(behind[c])]
    plain = b"".join(len(s).to_bytes(4, "little") + s for s in streams)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflate.compress(plain) + deflate.flush()
    pathlib.Path(out).write_bytes(data)
    print(f"{sum(raw[1].values())} characters read, {len(symbols)} symbols, {len(kept)} strings, "
          f"{len(plain)} bytes, {len(data)} packed", file=sys.stderr)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
