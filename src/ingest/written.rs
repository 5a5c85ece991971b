//! The words of a report that was read off its simplified twin, in the characters that it is written in.
//!
//! Places are the same in both; only words that were taken out of the text are looked up again. What is not found as it
//! was read (a name without its blanks) stays simplified.

use crate::report::{Report, Span};

/// Gives title, speaker, meeting, headings and figures of `report` the characters of its text, which were read off `twin`.
pub fn restore(report: &mut Report, twin: &str) {
    let Report { text, title, meeting, speaker, sections, notes, observations, .. } = report;
    let whole = Span::new(0, text.len());
    let as_written = |span: Span, words: &mut String| {
        let found = span.of(twin).find(words.as_str()).map(|at| span.start as usize + at);
        if let Some(written) = found.and_then(|at| text.get(at..at + words.len())) {
            *words = written.to_owned();
        }
    };
    as_written(whole, title);
    as_written(whole, &mut meeting.text);
    for words in speaker.iter_mut().flat_map(|s| [&mut s.name, &mut s.office]) {
        as_written(whole, words);
    }
    for section in sections {
        let heading = section.heading;
        section.title.iter_mut().for_each(|words| as_written(heading, words));
    }
    for note in notes {
        if let Some(body) = note.body {
            as_written(body, &mut note.term);
        }
    }
    for row in observations {
        let span = row.span;
        as_written(span, &mut row.name);
        let further = [&mut row.unit, &mut row.hedge, &mut row.reference];
        further.into_iter().flatten().for_each(|words| as_written(span, words));
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Pipeline, source};

    #[test]
    fn a_traditional_report_is_read_and_stays_traditional() {
        let text = "政府工作報告\n——2019年1月8日在長沙縣第十七屆人民代表大會第三次會議上\n長沙縣人民政府縣長張衛國\n各位代表：\n\
            現在，我代表縣人民政府，向大會報告工作，請予審議。\n一、2018年工作回顧\n全縣地區生產總值增長8.3%，城鎮居民人均可支配收入增長9%。\n\
            二、2019年工作安排\n主要預期目標是：地區生產總值增長8%左右。";
        let outcome = Pipeline::new(source::Options::default()).read_bytes("a.txt", text.as_bytes()).remove(0);
        let report = &outcome.reports[0];
        assert_eq!(report.text, text);
        assert!(report.kind.is_work_report() && report.repairs.is_empty());
        assert_eq!((report.title.as_str(), report.year.map(|y| y.0)), ("政府工作報告", Some(2019)));
        assert_eq!(report.place.path.last().map(String::as_str), Some("长沙县"), "names of places are the gazetteer's");
        assert_eq!((report.meeting.congress, report.meeting.session), (Some(17), Some(3)));
        assert_eq!(report.speaker.as_ref().map(|s| s.office.as_str()), Some("長沙縣人民政府縣長"));
        let titles: Vec<&str> = report.sections.iter().filter_map(|s| s.title.as_deref()).collect();
        assert_eq!(titles, ["2018年工作回顧", "2019年工作安排"]);
        let figures: Vec<_> = report.observations.iter().map(|o| (o.name.as_str(), o.value)).collect();
        let wanted = [("地區生產總值", Some(8.3)), ("城鎮居民人均可支配收入", Some(9.0)), ("地區生產總值", Some(8.0))];
        assert_eq!(figures, wanted);
    }
}
