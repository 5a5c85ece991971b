//! Records as JSON: an array of objects, an object a line, or an object that holds such an array. The names of their fields
//! are the heading of a table of reports.

use super::{Fault, Opened, limits, rows};
use crate::ingest::decode::Decoded;
use crate::report::SourceFormat;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Whether a text begins as records do.
pub fn is_records(head: &str) -> bool {
    let mut signs = head.trim_start_matches('\u{FEFF}').chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"')) => true,
        (Some('['), Some('{')) => signs.next() == Some('"'),
        _ => false,
    }
}

/// The reports in records.
pub fn open(decoded: &Decoded) -> Result<Opened, Fault> {
    let text = decoded.text.trim_start_matches('\u{FEFF}');
    let records = match serde_json::from_str::<Value>(text) {
        Ok(value) => of_value(value),
        Err(whole) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty()).take(limits::TABLE_ROWS);
            let lines: Result<Vec<Map<String, Value>>, _> = lines.map(serde_json::from_str).collect();
            lines.map_err(|_| Fault::malformed(format!("the JSON is damaged: {whole}")))?
        }
    };
    let names: BTreeSet<&String> = records.iter().flat_map(Map::keys).collect();
    let cell = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let row = |record: &Map<String, Value>| names.iter().map(|name| cell(record.get(*name))).collect();
    let heading = names.iter().map(|name| (*name).clone()).collect();
    let table = std::iter::once(heading).chain(records.iter().map(row)).take(limits::TABLE_ROWS).collect();
    let (pages, faults) = rows::pages(table)?;
    Ok(Opened { format: SourceFormat::Json, pages, faults, ..Opened::default() })
}

/// The records of a value: those of an array, of the array that an object holds, or the object itself.
fn of_value(value: Value) -> Vec<Map<String, Value>> {
    let object = |value| if let Value::Object(object) = value { Some(object) } else { None };
    match value {
        Value::Array(values) => values.into_iter().filter_map(object).collect(),
        Value::Object(mut whole) => {
            let held = whole.iter().find(|(_, v)| v.as_array().is_some_and(|a| a.iter().any(Value::is_object)));
            let held = held.map(|(name, _)| name.clone()).and_then(|name| whole.remove(&name));
            held.map_or_else(|| vec![whole], of_value)
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        assert!(is_records(text), "{text}");
        let opened = open(&Decoded { text: text.to_owned(), ..Decoded::default() }).unwrap();
        opened.pages.into_iter().filter_map(|page| page.title).collect()
    }

    #[test]
    fn records_are_the_rows_of_a_table_however_they_are_held() {
        let prose = "各位代表，我们稳中求进。\\n".repeat(30);
        let record =
            |place: &str| format!("{{\"city\": \"{place}\", \"year\": 2023, \"content\": \"{prose}\", \"tags\": []}}");
        let (one, two) = (record("甲县"), record("乙县"));
        for text in [format!("[{one},\n{two}]"), format!("{one}\n{two}\n"), format!("{{\"data\": [{one}, {two}]}}")] {
            assert_eq!(titles(&text), ["甲县2023年", "乙县2023年"]);
        }
        assert_eq!(titles(&one), ["甲县2023年"]);
        assert!(open(&Decoded { text: "{\"a\": ".to_owned(), ..Decoded::default() }).is_err());
        assert!(!is_records("{各位代表}") && !is_records("[1]"));
    }
}
