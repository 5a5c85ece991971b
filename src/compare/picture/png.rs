//! A picture drawn into a PNG, with the outlines of fonts that are handed in.

use super::{Anchor, Colour, LETTERS, Picture, Shape};
use std::fmt;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Stroke, Transform};
use ttf_parser::{Face, FaceParsingError, GlyphId, OutlineBuilder, Tag};

/// The most pixels of a picture; twice as fine where that is within it.
const MOST: f64 = 40_000_000.0;

/// Why there is no PNG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PngError {
    /// No font has this character.
    NoGlyph(char),
    /// It would have too many pixels.
    TooLarge,
}

/// A font whose outlines can be drawn.
pub struct RasterFont<'a>(Face<'a>);

impl fmt::Debug for RasterFont<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RasterFont").field(&self.0.number_of_glyphs()).finish()
    }
}

impl<'a> RasterFont<'a> {
    /// The font of that number in a file of fonts: TrueType, OpenType, or a collection of them.
    pub fn parse(bytes: &'a [u8], number: u32) -> Result<Self, FaceParsingError> {
        let mut face = Face::parse(bytes, number)?;
        // A font of many weights begins with the thinnest.
        _ = face.set_variation(Tag::from_bytes(b"wght"), 400.0);
        Ok(Self(face))
    }

    /// How many fonts a file holds.
    pub fn count(bytes: &[u8]) -> u32 {
        ttf_parser::fonts_in_collection(bytes).unwrap_or(1)
    }

    /// Whether it can draw a character: it has a glyph for it whose outline can be read. Some fonts have only pixels or
    /// outlines of a kind that is not known here.
    pub fn has(&self, c: char) -> bool {
        self.glyph(c).is_some()
    }

    fn glyph(&self, c: char) -> Option<(GlyphId, f64)> {
        let glyph = self.0.glyph_index(c).filter(|glyph| glyph.0 != 0)?;
        self.0.outline_glyph(glyph, &mut Outline(PathBuilder::new()))?;
        let size = LETTERS / f64::from(self.0.units_per_em().max(1));
        Some((glyph, f64::from(self.0.glyph_hor_advance(glyph).unwrap_or_default()) * size))
    }
}

impl Picture {
    /// As PNG, each character from the first of `fonts` that has it.
    pub fn png(&self, fonts: &[RasterFont<'_>]) -> Result<Vec<u8>, PngError> {
        let has = |c: &char| fonts.iter().any(|font| font.has(*c));
        if let Some(missing) = self.characters().into_iter().find(|c| !has(c)) {
            return Err(PngError::NoGlyph(missing));
        }
        let pixels = |scale: f64| self.wide * scale * self.high * scale;
        let scale = [2.0, 1.0].into_iter().find(|scale| pixels(*scale) <= MOST).ok_or(PngError::TooLarge)?;
        let side = |length: f64| (length * scale).ceil().max(1.0) as u32;
        let mut ground = Pixmap::new(side(self.wide), side(self.high)).ok_or(PngError::TooLarge)?;
        ground.fill(Color::WHITE);
        let scaled = Transform::from_scale(scale as f32, scale as f32);
        for shape in &self.shapes {
            draw(&mut ground, scaled, shape, fonts);
        }
        Ok(encoded(&ground))
    }
}

fn draw(ground: &mut Pixmap, scaled: Transform, shape: &Shape, fonts: &[RasterFont<'_>]) {
    match shape {
        Shape::Rect([x, y, w, h], colour) => {
            if let Some(rect) = Rect::from_xywh(*x as f32, *y as f32, *w as f32, *h as f32) {
                ground.fill_rect(rect, &paint(*colour), scaled, None);
            }
        }
        Shape::Line(points, thick, colour) => {
            let mut path = PathBuilder::new();
            for (i, (x, y)) in points.iter().enumerate() {
                let (x, y) = (*x as f32, *y as f32);
                if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
            }
            if let Some(path) = path.finish() {
                let stroke = Stroke { width: *thick as f32, ..Stroke::default() };
                ground.stroke_path(&path, &paint(*colour), &stroke, scaled, None);
            }
        }
        Shape::Dot((x, y), radius, colour) => {
            if let Some(path) = PathBuilder::from_circle(*x as f32, *y as f32, *radius as f32) {
                ground.fill_path(&path, &paint(*colour), FillRule::Winding, scaled, None);
            }
        }
        Shape::Text(at, anchor, colour, words) => text(ground, scaled, (*at, *anchor, *colour), words, fonts),
    }
}

fn text(
    ground: &mut Pixmap,
    scaled: Transform,
    ((x, y), anchor, colour): ((f64, f64), Anchor, Colour),
    words: &str,
    fonts: &[RasterFont<'_>],
) {
    let glyph = |c: char| fonts.iter().find_map(|font| font.glyph(c).map(|(glyph, wide)| (font, glyph, wide)));
    let blank = LETTERS / 3.0;
    let wide: f64 = words.chars().map(|c| glyph(c).map_or(blank, |(.., wide)| wide)).sum();
    let mut x = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    for c in words.chars() {
        let Some((font, glyph, wide)) = glyph(c) else {
            x += blank;
            continue;
        };
        let mut outline = Outline(PathBuilder::new());
        if font.0.outline_glyph(glyph, &mut outline).is_some()
            && let Some(path) = outline.0.finish()
        {
            let size = (LETTERS / f64::from(font.0.units_per_em().max(1))) as f32;
            let placed = scaled.pre_translate(x as f32, y as f32).pre_scale(size, -size);
            ground.fill_path(&path, &paint(colour), FillRule::Winding, placed, None);
        }
        x += wide;
    }
}

fn paint([red, green, blue]: Colour) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// The outline of a glyph as a path, in the units of its font.
struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

/// The pixels as PNG (ISO/IEC 15948), eight bits a colour; nothing of the ground shows through.
fn encoded(ground: &Pixmap) -> Vec<u8> {
    let (wide, high) = (ground.width(), ground.height());
    let mut rows = Vec::with_capacity((wide as usize * 3 + 1) * high as usize);
    for row in ground.pixels().chunks(wide as usize) {
        // No filter.
        rows.push(0);
        rows.extend(row.iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]));
    }
    let mut head = [wide.to_be_bytes(), high.to_be_bytes()].concat();
    // Eight bits, colours, and the only ways of packing, filtering and weaving that there are.
    head.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut png, *b"IHDR", &head);
    chunk(&mut png, *b"IDAT", &miniz_oxide::deflate::compress_to_vec_zlib(&rows, 6));
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], bytes: &[u8]) {
    png.extend((bytes.len() as u32).to_be_bytes());
    let start = png.len();
    png.extend(name);
    png.extend(bytes);
    let sum = checksum(png.get(start..).unwrap_or_default());
    png.extend(sum.to_be_bytes());
}

/// CRC-32 as PNG has it.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let table: Vec<u32> = (0..256).map(|n| (0..8).fold(n, |sum, _| step(sum))).collect();
    let add = |sum: u32, byte: &u8| {
        let at = (sum ^ u32::from(*byte)) & 0xFF;
        table.get(at as usize).copied().unwrap_or_default() ^ (sum >> 8)
    };
    !bytes.iter().fold(u32::MAX, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        assert_eq!(checksum(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn bars_are_drawn_where_they_are_and_the_file_is_whole() {
        let blue = [0x4a, 0x7f, 0xb5];
        let picture = Picture { wide: 10.0, high: 4.0, shapes: vec![Shape::Rect([2.0, 1.0, 6.0, 2.0], blue)] };
        let png = picture.png(&[]).expect("no words, no font");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.ends_with(&[0xAE, 0x42, 0x60, 0x82]));
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((size(16), size(20)), (20, 8), "twice as fine");
        let pixels = pixels(&png);
        assert_eq!((pixels[0][0], pixels[4][10]), ([255; 3], blue));
    }

    /// The rows of a PNG that [`encoded`] has made.
    fn pixels(png: &[u8]) -> Vec<Vec<[u8; 3]>> {
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")) as usize;
        let rows = miniz_oxide::inflate::decompress_to_vec_zlib(&png[41..41 + size(33)]).expect("packed rows");
        let row = |row: &[u8]| row[1..].chunks(3).map(|c| [c[0], c[1], c[2]]).collect();
        rows.chunks(size(16) * 3 + 1).map(row).collect()
    }

    /// A TrueType font in which each of `chars`, in ascending order, is a square that stands on the line and is as wide and
    /// high as a letter may be.
    fn squares(chars: &[char]) -> Vec<u8> {
        let u16s = |numbers: &[u16]| numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>();
        let u32s = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>();
        let groups: Vec<u32> = chars.iter().flat_map(|c| [*c as u32, *c as u32, 1]).collect();
        let characters = [
            u16s(&[0, 1, 3, 10]),
            u32s(&[12]),
            u16s(&[12, 0]),
            u32s(&[16 + 4 * groups.len() as u32, 0, chars.len() as u32]),
            u32s(&groups),
        ];
        let back = (-1000i16) as u16;
        // One contour of four points, each on the outline, from corner to corner.
        let square =
            [u16s(&[1, 0, 0, 1000, 1000, 3, 0]), vec![1; 4], u16s(&[0, 1000, 0, back]), u16s(&[0, 0, 1000, 0])];
        let square = square.concat();
        let head = [
            u32s(&[0x10000, 0, 0, 0x5F0F_3CF5]),
            u16s(&[0, 1000]),
            vec![0; 16],
            u16s(&[0, 0, 1000, 1000, 0, 8, 2, 1, 0]),
        ];
        let tables: [(&[u8; 4], Vec<u8>); 7] = [
            (b"cmap", characters.concat()),
            (b"glyf", square.clone()),
            (b"head", head.concat()),
            (b"hhea", [u32s(&[0x10000]), u16s(&[1000, 0, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 2])].concat()),
            (b"hmtx", u16s(&[1000, 0, 1000, 0])),
            (b"loca", u32s(&[0, 0, square.len() as u32])),
            (b"maxp", [u32s(&[0x5000]), u16s(&[2])].concat()),
        ];
        let mut font = [u32s(&[0x10000]), u16s(&[tables.len() as u16, 64, 2, 48])].concat();
        let mut at = 12 + 16 * tables.len();
        for (name, table) in &tables {
            font.extend([&name[..], &u32s(&[0, at as u32, table.len() as u32])].concat());
            at += table.len().next_multiple_of(4);
        }
        for (_, mut table) in tables {
            table.resize(table.len().next_multiple_of(4), 0);
            font.extend(table);
        }
        font
    }

    #[test]
    fn letters_are_drawn_where_the_label_is_and_nowhere_else() {
        let bytes = squares(&['a', '区']);
        let font = RasterFont::parse(&bytes, 0).expect("a font");
        assert!(font.has('a') && font.has('区') && !font.has('县'));
        let red = [0xcc, 0x33, 0x33];
        let (wide, high, blank) = (10.0 * LETTERS, 4.0 * LETTERS, LETTERS / 3.0);
        for (anchor, before) in [(Anchor::Start, 0.0), (Anchor::Middle, 0.5), (Anchor::End, 1.0)] {
            let mut picture = Picture { wide, high, shapes: Vec::new() };
            picture.text((wide / 2.0, high / 2.0), anchor, red, "区 a");
            let pixels = pixels(&picture.png(std::slice::from_ref(&font)).expect("a picture"));
            let left = wide / 2.0 - before * (2.0 * LETTERS + blank);
            let at = |x: f64, y: f64| pixels[(y * 2.0) as usize][(x * 2.0) as usize];
            let middle = (high - LETTERS) / 2.0;
            assert_eq!(
                [at(left + LETTERS / 2.0, middle), at(left + 1.5 * LETTERS + blank, middle)],
                [red; 2],
                "letters"
            );
            assert_eq!(at(left + LETTERS + blank / 2.0, middle), [255; 3], "the blank between them");
            let is_label = |x: usize, y: usize| {
                let (x, y) = (x as f64 / 2.0, y as f64 / 2.0);
                x > left - 1.0
                    && x < left + 2.0 * LETTERS + blank + 1.0
                    && y > high / 2.0 - LETTERS - 1.0
                    && y < high / 2.0 + 1.0
            };
            let rows = pixels.iter().enumerate();
            let inked =
                rows.flat_map(|(y, row)| row.iter().enumerate().filter(|p| *p.1 != [255; 3]).map(move |p| (p.0, y)));
            let inked: Vec<(usize, usize)> = inked.collect();
            assert!(inked.iter().all(|(x, y)| is_label(*x, *y)), "{anchor:?}: ink outside the label");
            let side = LETTERS * 2.0;
            let whole = 2.0 * side * side;
            assert!(
                (whole..whole + 8.0 * side).contains(&(inked.len() as f64)),
                "{anchor:?}: {} of {whole}",
                inked.len()
            );
        }
    }

    #[test]
    fn a_character_that_no_font_has_is_named_and_nothing_is_drawn() {
        let mut picture = Picture { wide: 10.0, high: 4.0, shapes: Vec::new() };
        picture.text((1.0, 1.0), Anchor::Start, [0; 3], "区 a");
        assert_eq!(picture.png(&[]), Err(PngError::NoGlyph('a')));
        let huge = Picture { wide: 1e5, high: 1e5, shapes: Vec::new() };
        assert_eq!(huge.png(&[]), Err(PngError::TooLarge));
    }
}
