#!/usr/bin/env python3
"""Writes assets/common_characters.txt: the commonest Chinese characters, simplified and traditional, commonest first.

    pip install jieba==0.42.1 opencc-python-reimplemented==0.1.7
    python3 scripts/common_characters.py > assets/common_characters.txt

Counts come from the word frequencies of jieba's dictionary (MIT); the traditional row is its conversion by OpenCC
(Apache-2.0). Decoding reads the rows to tell which of several encodings makes a text of common characters.
"""
import collections, importlib.util, os
from opencc import OpenCC

ROW = 3500
words = os.path.join(os.path.dirname(importlib.util.find_spec("jieba").origin), "dict.txt")
to_traditional = OpenCC("s2t").convert


def row(weigh):
    return "".join(c for c, _ in sorted(weigh.items(), key=lambda x: (-x[1], x[0]))[:ROW])


simplified, traditional = collections.Counter(), collections.Counter()
for line in open(words, encoding="utf-8"):
    word, count, *_ = line.split(" ")
    for text, counter in ((word, simplified), (to_traditional(word), traditional)):
        for c in text:
            if "\u4e00" <= c <= "\u9fff":
                counter[c] += int(count)
print(row(simplified))
print(row(traditional))
