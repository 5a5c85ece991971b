//! Every encoding, at every length, sound and damaged: what comes out is what was written.

use baogao::ingest::decode::{Charset, Decoded, decode};
use proptest::prelude::*;

/// Sentences written for this test.
const TEXT: &str = "各位代表：现在，我代表市人民政府向大会报告工作，请予审议，并请列席人员提出意见。\n\
    一、上年工作回顾\n\
    过去一年，面对复杂多变的外部环境，我们稳中求进，全市地区生产总值增长6.2%，一般公共预算收入完成48.6亿元，\
    城乡居民人均可支配收入分别增长5.1%和7.3%。新建农村公路120公里，改造老旧小区37个，新增城镇就业2.1万人。\n\
    （一）产业结构逐步优化。工业投资增长较快，粮食总产量稳定在九十万吨以上，旅游收入创历史新高。\n\
    （二）城市面貌明显改善。完成供水管网改造，新增绿地面积三十公顷，空气质量优良天数比例达到百分之八十九。\n\
    （三）民生保障更加有力。建成养老服务站十二所，解决了山区群众饮水困难，义务教育均衡发展通过验收。\n\
    同时也要看到，经济总量不大、结构不优的问题仍然存在，企业融资难、用工难尚未根本缓解，干部作风还需改进。\n\
    二、今年工作安排\n\
    今年经济社会发展的主要预期目标是：地区生产总值增长6%左右，规模以上工业增加值增长7%，城镇登记失业率控制在4%以内。\n\
    我们将重点抓好以下工作：加快项目建设，推进乡村振兴，保护青山绿水，办好民生实事，守住安全底线。谢谢大家！\n";

const TRADITIONAL: &str = "各位代表：現在，我代表市人民政府向大會報告工作，請予審議，並請列席人員提出意見。\n\
    過去一年，面對複雜多變的外部環境，我們穩中求進，全市經濟增長百分之六，財政收入完成四十八億元，\
    城鄉居民收入持續增加。新建農村公路一百二十公里，改造老舊小區三十七個，新增就業兩萬人。\n\
    產業結構逐步優化，工業投資增長較快，糧食總產量穩定，旅遊收入創歷史新高。城市面貌明顯改善，空氣質量優良。\n\
    民生保障更加有力，解決了山區群眾飲水困難，義務教育均衡發展。同時也要看到，經濟總量不大的問題仍然存在。\n\
    今年我們將加快項目建設，推進鄉村振興，保護青山綠水，辦好民生實事，守住安全底線。謝謝大家！\n";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Utf8,
    Utf8Bom,
    Gb18030,
    Big5,
    Utf16LeBom,
    Utf16BeBom,
    Utf16Le,
    Utf16Be,
    Hz,
}

const FORMS: [Form; 9] = [
    Form::Utf8,
    Form::Utf8Bom,
    Form::Gb18030,
    Form::Big5,
    Form::Utf16LeBom,
    Form::Utf16BeBom,
    Form::Utf16Le,
    Form::Utf16Be,
    Form::Hz,
];

impl Form {
    fn bytes(self, text: &str) -> Vec<u8> {
        let le = || text.encode_utf16().flat_map(u16::to_le_bytes);
        let be = || text.encode_utf16().flat_map(u16::to_be_bytes);
        match self {
            Self::Utf8 => text.as_bytes().to_vec(),
            Self::Utf8Bom => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Self::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
            Self::Big5 => encoding_rs::BIG5.encode(text).0.into_owned(),
            Self::Utf16LeBom => [0xFF, 0xFE].into_iter().chain(le()).collect(),
            Self::Utf16BeBom => [0xFE, 0xFF].into_iter().chain(be()).collect(),
            Self::Utf16Le => le().collect(),
            Self::Utf16Be => be().collect(),
            Self::Hz => hz(text),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::Utf16LeBom | Self::Utf16Le => "utf-16le",
            Self::Utf16BeBom | Self::Utf16Be => "utf-16be",
            Self::Hz => "hz-gb-2312",
        }
    }
}

fn hz(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in text.split_inclusive('\n') {
        let mut chinese = false;
        for c in line.chars() {
            if c.is_ascii() == chinese {
                bytes.extend(if chinese { b"~}" } else { b"~{" });
                chinese = !chinese;
            }
            let gb = encoding_rs::GB18030.encode(c.encode_utf8(&mut [0; 4])).0.into_owned();
            bytes.extend(gb.iter().map(|b| b & 0x7F));
        }
    }
    bytes
}

/// Windows of `length` characters all over the text that begin with Chinese.
fn windows(text: &str, length: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let step = (chars.len() / 24).max(1);
    (0..24)
        .map(|i| chars.iter().cycle().skip(i * step).take(length).collect::<String>())
        .filter(|w| w.chars().filter(|c| !c.is_ascii()).count() * 3 > length)
        .collect()
}

fn right(form: Form, decoded: &Decoded, text: &str) -> bool {
    decoded.encoding == form.name() && decoded.text == text && decoded.repairs.is_empty()
}

/// Right where all but `lost` characters are there, and each loss is counted.
fn nearly_right(form: Form, decoded: &Decoded, text: &str, lost: usize) -> bool {
    let kept = decoded.text.chars().filter(|c| text.contains(*c)).count();
    decoded.encoding == form.name()
        && kept + lost >= text.chars().count()
        && decoded.repairs.iter().all(|r| r.span.of(&decoded.text).chars().all(|c| c == '\u{FFFD}'))
}

#[test]
fn the_matrix_of_encodings_lengths_and_damage_is_right_in_99_of_100() {
    let mut tally = std::collections::BTreeMap::<(usize, &str), (usize, usize)>::new();
    let mut wrong = Vec::new();
    for form in FORMS {
        let text = if form == Form::Big5 { TRADITIONAL } else { TEXT };
        for length in [16, 64, 512, text.chars().count()] {
            for window in windows(text, length) {
                let bytes = form.bytes(&window);
                let mut verdicts = vec![("sound", right(form, &decode(&bytes, None, None), &window))];
                let mut bad = bytes.clone();
                bad.insert((bytes.len() / 2) & !1, 0xFF);
                bad.insert((bytes.len() / 2) & !1, 0xFF);
                let lost = 8;
                verdicts.push(("bad bytes", nearly_right(form, &decode(&bad, None, None), &window, lost)));
                let cut = &bytes[..bytes.len() - 1];
                verdicts.push(("cut", nearly_right(form, &decode(cut, None, None), &window, 1)));
                for (kind, fine) in verdicts {
                    let cell = tally.entry((length.min(513), kind)).or_default();
                    cell.0 += usize::from(fine);
                    cell.1 += 1;
                    if !fine {
                        wrong.push(format!("{form:?} {length} {kind}: {}", decode(&bytes, None, None).encoding));
                    }
                }
            }
        }
    }
    println!("{tally:#?}\n{wrong:#?}");
    for ((length, kind), (fine, all)) in tally {
        let floor = if length >= 64 { 0.99 } else { 0.9 };
        assert!(fine as f64 >= floor * all as f64, "{length} {kind}: {fine} of {all}\n{wrong:#?}");
    }
}

/// Prints how often `chardetng` alone names the encoding of the same samples: the table in `docs/formats.md`.
#[test]
#[ignore = "a comparison, not a rule"]
fn the_same_matrix_with_chardetng_alone() {
    let mut tally = std::collections::BTreeMap::<(String, usize), [usize; 3]>::new();
    for form in FORMS {
        let text = if form == Form::Big5 { TRADITIONAL } else { TEXT };
        for length in [16, 64, 512, text.chars().count()] {
            for window in windows(text, length) {
                let sound = form.bytes(&window);
                let mut bad = sound.clone();
                bad.insert((sound.len() / 2) & !1, 0xFF);
                for bytes in [sound.as_slice(), &bad, &sound[..sound.len() - 1]] {
                    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
                    detector.feed(bytes, true);
                    let name = detector.guess(None, chardetng::Utf8Detection::Allow).name().to_lowercase();
                    let theirs = if name == "gbk" { "gb18030".to_owned() } else { name };
                    let cell = tally.entry((format!("{form:?}"), length.min(513))).or_default();
                    cell[0] += usize::from(theirs == form.name());
                    cell[1] += usize::from(decode(bytes, None, None).encoding == form.name());
                    cell[2] += 1;
                }
            }
        }
    }
    for ((form, length), [theirs, ours, all]) in tally {
        println!("| {form} | {length} | {theirs}/{all} | {ours}/{all} |");
    }
}

#[test]
fn windows_line_ends_become_newlines_without_a_repair() {
    let decoded = decode("一、回顾\r\n各位代表\r完\n".as_bytes(), None, None);
    assert_eq!((decoded.text.as_str(), decoded.repairs.len()), ("一、回顾\n各位代表\n完\n", 0));
}

#[test]
fn chinese_bytes_read_as_latin_letters_come_back() {
    for encoding in [encoding_rs::GB18030, encoding_rs::UTF_8] {
        let bytes = encoding.encode(TEXT).0.into_owned();
        let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
        assert_eq!(decode(latin.as_bytes(), None, None).text, TEXT, "latin-1 of {}", encoding.name());
        let windows = encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned();
        assert_eq!(decode(windows.as_bytes(), None, None).text, TEXT, "windows-1252 of {}", encoding.name());
    }
}

#[test]
fn utf_8_read_as_gbk_comes_back_but_for_what_was_lost() {
    let wrong = encoding_rs::GBK.decode(TEXT.as_bytes()).0.into_owned();
    let decoded = decode(wrong.as_bytes(), None, None);
    let sound = decoded.text.chars().filter(|c| *c != '\u{FFFD}').count();
    assert!(sound * 100 >= TEXT.chars().count() * 90, "{}", decoded.text);
    assert!(decoded.text.contains("我代表市人民政府向大会报告工作"));
}

#[test]
fn sound_text_with_a_few_accented_letters_is_left_alone() {
    for text in
        ["咖啡café品牌“Müller”落户园区，投资3.5亿元。", "Société Générale opened an office.", "±5℃，×3，Ⅲ类水质，①②③"]
    {
        let decoded = decode(text.as_bytes(), None, None);
        assert_eq!((decoded.text.as_str(), decoded.repairs.len()), (text, 0));
    }
}

#[test]
fn the_encoding_that_the_user_names_is_taken() {
    let bytes = encoding_rs::BIG5.encode("臺北市").0.into_owned();
    assert_eq!(decode(&bytes, Charset::named("big5"), None).text, "臺北市");
    assert_eq!(Charset::named("gb2312").map(Charset::name), Some("gb18030"));
    assert_eq!(Charset::named("no such thing"), None);
}

#[test]
fn noise_is_no_text() {
    let noise: Vec<u8> = (0u32..40_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    assert!(decode(&noise, None, None).junk);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_text_whose_repairs_lie_on_character_borders(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let decoded = decode(&bytes, None, None);
        for repair in &decoded.repairs {
            prop_assert!(decoded.text.get(repair.span.range()).is_some());
        }
    }

    #[test]
    fn damaged_chinese_gives_a_text_whose_repairs_lie_on_character_borders(
        at in 0usize..1200, junk in proptest::collection::vec(any::<u8>(), 1..4), form in 0usize..FORMS.len()
    ) {
        let mut bytes = FORMS[form].bytes(TEXT);
        let at = at.min(bytes.len());
        bytes.splice(at..at, junk);
        let decoded = decode(&bytes, None, None);
        for repair in &decoded.repairs {
            prop_assert!(decoded.text.get(repair.span.range()).is_some());
        }
    }
}
