//! What is told on standard error, in the language of the interface. What the code says in English has its Chinese wording in
//! `assets/problems.tsv`, like what is said of sources.

use crate::find::QueryError;
use crate::text::{Lang, Sayings};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::io::Write;

/// A line for the user on standard error. A standard error that is closed is no reason to fail.
pub fn tell(line: &str, lang: Lang) {
    _ = writeln!(std::io::stderr(), "baogao: {}", Sayings::embedded().say(line.trim_end(), lang));
}

/// An error with what it comes from, each part in its own words.
pub fn fault(error: &anyhow::Error, lang: Lang) -> String {
    let (whole, sayings) = (format!("{error:#}"), Sayings::embedded());
    let said = sayings.say(&whole, lang);
    if lang == Lang::En || said != whole {
        return said.into_owned();
    }
    let part = |cause: &(dyn std::error::Error + 'static)| match cause.downcast_ref::<QueryError>() {
        Some(query) => query.say(lang),
        None => sayings.say(&cause.to_string(), lang).into_owned(),
    };
    error.chain().map(part).collect::<Vec<_>>().join("：")
}

/// What is wrong with the command line; `None` where the parser's own words are to be taken: in English, and for what was
/// asked for.
pub fn usage(error: &clap::Error, lang: Lang) -> Option<String> {
    if lang == Lang::En {
        return None;
    }
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let arg = said(ContextKind::InvalidArg);
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {arg} 这个参数"),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => format!("{arg} 需要一个值"),
        ErrorKind::InvalidValue => format!("{arg} 的值不能是“{}”", said(ContextKind::InvalidValue)),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let why = Sayings::embedded().say(&why, lang).into_owned();
            format!("{arg} 的值“{}”无效：{why}", said(ContextKind::InvalidValue))
        }
        ErrorKind::InvalidSubcommand => format!("没有 {} 这个命令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::ArgumentConflict if said(ContextKind::PriorArg) == arg => format!("{arg} 只能写一次"),
        ErrorKind::ArgumentConflict => format!("{arg} 不能与 {} 同时使用", said(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{arg}"),
        _ => return None,
    };
    for (kind, words) in [
        (ContextKind::ValidValue, "可以是"),
        (ContextKind::SuggestedArg, "是否想写"),
        (ContextKind::SuggestedValue, "是否想写"),
        (ContextKind::SuggestedSubcommand, "是否想写"),
    ] {
        let said = said(kind);
        if !said.is_empty() {
            text = format!("{text}\n  {words}：{said}");
        }
    }
    let usage = said(ContextKind::Usage);
    let usage = usage.trim().strip_prefix("Usage:").map_or(usage.trim(), str::trim);
    if !usage.is_empty() {
        text = format!("{text}\n\n用法：{usage}");
    }
    Some(format!("{text}\n详见 --help"))
}

/// The language that the arguments ask for, before they are understood, else that of the locale.
pub fn lang_of(args: impl Iterator<Item = String>) -> Lang {
    let args: Vec<String> = args.collect();
    let after = args.iter().position(|arg| arg == "--lang").and_then(|at| args.get(at + 1)).map(String::as_str);
    let asked = args.iter().find_map(|arg| arg.strip_prefix("--lang=")).or(after);
    match asked {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => of_locale(),
    }
}

/// The language of the locale.
pub fn of_locale() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|v: &String| !v.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
    if locale.starts_with("zh") { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::super::flags::Flags;
    use super::*;
    use clap::Parser;

    fn said(args: &[&str]) -> String {
        let line = std::iter::once("baogao").chain(args.iter().copied());
        usage(&Flags::try_parse_from(line).unwrap_err(), Lang::Zh).unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_with_the_command_line_is_said_in_chinese() {
        assert!(said(&["list", "--foo"]).starts_with("没有 --foo 这个参数\n"), "{}", said(&["list", "--foo"]));
        assert!(said(&["list", "--foo"]).contains("用法：baogao list"), "{}", said(&["list", "--foo"]));
        assert!(said(&["--color", "pink"]).contains("的值不能是“pink”\n  可以是：auto、always、never"));
        assert!(
            said(&["list", "--year", "all"]).contains("无效：应写成 2023 或 2019..2024"),
            "{}",
            said(&["list", "--year", "all"])
        );
        assert!(said(&["list", "-q", "-v"]).contains("同时使用"));
        assert!(said(&["list", "--lang"]).contains("--lang <LANG> 需要一个值"), "{}", said(&["list", "--lang"]));
        assert_eq!(said(&["--help"]), "", "help is no fault");
    }

    #[test]
    fn an_error_is_said_with_what_it_comes_from() {
        let error = anyhow::anyhow!("No such file or directory (os error 2)").context("cannot read a b.txt");
        assert_eq!(fault(&error, Lang::Zh), "无法读取 a b.txt：没有这个文件或文件夹");
        assert_eq!(fault(&error, Lang::En), "cannot read a b.txt: No such file or directory (os error 2)");
        let error = anyhow::anyhow!("odd").context("the terminal cannot be used");
        assert_eq!(fault(&error, Lang::Zh), "终端无法使用：odd");
    }

    #[test]
    fn the_language_is_known_before_the_arguments_are() {
        let of = |args: &[&str]| lang_of(args.iter().map(|arg| (*arg).to_owned()));
        assert_eq!(of(&["list", "--lang", "zh", "--foo"]), Lang::Zh);
        assert_eq!(of(&["--lang=en", "list"]), Lang::En);
    }
}
