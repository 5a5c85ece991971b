//! Headings whose numbers tell that their sign is a slip, or that they count the parts and not what stands below.
//!
//! Reports number their parts 一、二、 and what stands in a part 一、二、 again, write （二） between 一、 and 三、, or
//! leave a compiler's mark in a part's number (`二&、`). Only what the count itself proves is changed.

use super::heading::{Finder, Heading};
use super::sign::Kind;

/// Sets right the kinds of `headings`, which are in text order.
pub fn mend(finder: &Finder<'_>, headings: &mut [Heading]) {
    slips(headings);
    parts(finder, headings);
}

/// 一、 （二） 三、 is one series, and so is （一） 二、 （三）.
fn slips(headings: &mut [Heading]) {
    let ahead = ahead(headings);
    let mut last = [0u32; 2];
    for (heading, (han, paren)) in headings.iter_mut().zip(ahead) {
        let n = heading.ordinal;
        match heading.kind {
            Kind::HanParen if n > 1 && last[1] + 1 != n && last[0] + 1 == n && han == Some(n + 1) => {
                heading.kind = Kind::Han;
            }
            Kind::Han if n > 1 && last[0] + 1 != n && last[1] + 1 == n && paren == Some(n + 1) => {
                heading.kind = Kind::HanParen;
            }
            _ => {}
        }
        match heading.kind {
            Kind::Han => last = [n, 0],
            Kind::HanParen => last[1] = n,
            Kind::Part | Kind::Big => last = [0, 0],
            _ => {}
        }
    }
}

/// 一、 that counts the parts becomes a part where 一、 counts again below it.
fn parts(finder: &Finder<'_>, headings: &mut [Heading]) {
    let ahead = ahead(headings);
    let (mut last, mut part) = (0, 0);
    for (heading, (next, _)) in headings.iter_mut().zip(ahead) {
        let n = heading.ordinal;
        if heading.kind == Kind::Big && n > 0 && next == Some(n + 1) {
            heading.kind = Kind::Han;
        } else if heading.kind == Kind::Han {
            let restarts = next == Some(1);
            let follows = n == last + 1;
            let counts_parts = part > 0 && n == part + 1;
            let like_part = finder.is_part(heading.title_of(finder.text));
            let named = (restarts && (n == 1 || like_part)) || (counts_parts && like_part);
            let elsewhere = restarts || counts_parts;
            if named || (elsewhere && !follows) {
                heading.kind = Kind::Big;
            }
        }
        match heading.kind {
            Kind::Big => (last, part) = (0, if n > 0 { n } else { part + 1 }),
            Kind::Han => last = n,
            _ => {}
        }
    }
}

/// For each heading the number of the next 一、 and of the next （一） behind it.
fn ahead(headings: &[Heading]) -> Vec<(Option<u32>, Option<u32>)> {
    let mut next = (None, None);
    let mut ahead: Vec<_> = headings
        .iter()
        .rev()
        .map(|heading| {
            let behind = next;
            match heading.kind {
                Kind::Han => next.0 = Some(heading.ordinal),
                Kind::HanParen => next.1 = Some(heading.ordinal),
                Kind::Big if heading.ordinal == 0 => next.0 = None,
                _ => {}
            }
            behind
        })
        .collect();
    ahead.reverse();
    ahead
}
