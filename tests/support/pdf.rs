//! Small PDFs made by hand: letters where they are to stand, in one font.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, StringFormat, dictionary};

/// A line of letters: where it begins, in points from the lower left corner, and what it says.
pub type Letters<'a> = (f32, f32, &'a str);

/// The size of the letters, in points.
pub const SIZE: i64 = 16;

/// Lines that run from left to right.
pub const UPRIGHT: [f32; 4] = [1.0, 0.0, 0.0, 1.0];

/// A PDF of pages of lines, each with the direction in which it runs, in a font of that encoding.
pub fn pdf_in(encoding: &str, pages: &[Vec<(Letters<'_>, [f32; 4])>], codes: fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => encoding,
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for lines in pages {
        let mut operations = vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), SIZE.into()])];
        for ((x, y, text), [a, b, c, d]) in lines {
            operations.push(Operation::new("Tm", [*a, *b, *c, *d, *x, *y].map(Object::Real).to_vec()));
            operations.push(Operation::new("Tj", vec![Object::String(codes(text), StringFormat::Hexadecimal)]));
        }
        operations.push(Operation::new("ET", vec![]));
        let content = document.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
        let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources };
        kids.push(document.add_object(page).into());
    }
    let count = kids.len() as i64;
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The same with upright lines in UTF-16, as most programs of today write them.
pub fn pdf(pages: &[Vec<Letters<'_>>]) -> Vec<u8> {
    let pages: Vec<_> = pages.iter().map(|page| page.iter().map(|line| (*line, UPRIGHT)).collect()).collect();
    pdf_in("UniGB-UCS2-H", &pages, utf16)
}

/// The codes of UTF-16.
pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}
