//! A hit in its context, for a line of a list and for sorting such lines.

use crate::report::Span;
use crate::text::fold;

/// A hit with what stands left and right of it, verbatim: line breaks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kwic<'a> {
    /// Up to so many characters before the hit.
    pub left: &'a str,
    /// The hit itself.
    pub hit: &'a str,
    /// Up to so many characters after it.
    pub right: &'a str,
}

/// The hit at `span` of the clean `text` with up to `context` Unicode scalar values on either side.
///
/// ```
/// use baogao::find::kwic;
/// use baogao::report::Span;
///
/// let text = "全力保障和改善民生,就业稳定";
/// let line = kwic(text, Span::new(21, 27), 3);
/// assert_eq!((line.left, line.hit, line.right), ("和改善", "民生", ",就业"));
/// assert_eq!(line.snippet(), ("和改善民生,就业".to_owned(), 3..5));
/// ```
pub fn kwic(text: &str, span: Span, context: usize) -> Kwic<'_> {
    let (before, rest) = text.split_at_checked(span.start as usize).unwrap_or((text, ""));
    let (hit, after) = rest.split_at_checked(span.len()).unwrap_or((rest, ""));
    let from = before.char_indices().rev().take(context).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(context).map_or(after.len(), |(at, _)| at);
    Kwic { left: before.get(from..).unwrap_or_default(), hit, right: after.get(..to).unwrap_or_default() }
}

impl Kwic<'_> {
    /// The whole line and where the hit stands in it, in Unicode scalar values.
    pub fn snippet(&self) -> (String, std::ops::Range<usize>) {
        let start = self.left.chars().count();
        (format!("{}{}{}", self.left, self.hit, self.right), start..start + self.hit.chars().count())
    }

    /// What to sort by so that lines with the same words before the hit stand together: folded, nearest character first.
    pub fn left_key(&self) -> String {
        fold(self.left).chars().rev().collect()
    }

    /// What to sort by so that lines with the same words from the hit on stand together.
    pub fn right_key(&self) -> String {
        fold(self.right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_ends_with_the_text() {
        let line = kwic("民生", Span::new(0, 6), 5);
        assert_eq!((line.left, line.hit, line.right), ("", "民生", ""));
        assert_eq!(kwic("改善民生", Span::new(6, 12), 0).left, "");
    }

    #[test]
    fn a_span_that_is_none_gives_no_text_and_no_panic() {
        assert_eq!(kwic("民生", Span::new(1, 99), 5).hit, "");
    }

    #[test]
    fn the_left_key_starts_with_the_nearest_character() {
        assert_eq!(kwic("改善民生", Span::new(6, 12), 5).left_key(), "善改");
    }
}
