//! Colours by role. A picture names what a thing is; a theme, which is data (`assets/themes`), says how it looks.
//!
//! Names are dotted and fall back: `pane.head.focus` looks like `pane.head` where a theme does not say otherwise.

use ratatui::style::{Color, Modifier, Style};

const INK: &str = include_str!("../../assets/themes/ink.toml");
const PAPER: &str = include_str!("../../assets/themes/paper.toml");
const PLAIN: &str = include_str!("../../assets/themes/plain.toml");

macro_rules! roles {
    ($($variant:ident = $name:literal,)*) => {
        /// What a thing on the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Role { $($variant,)* }

        impl Role {
            /// All roles.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

roles! {
    Base = "base",
    Title = "title",
    TitleSoft = "title.soft",
    TitleDoubt = "title.doubt",
    Status = "status",
    StatusKey = "status.key",
    StatusFault = "status.fault",
    Side = "side",
    Head = "head",
    HeadFocus = "head.focus",
    Soft = "soft",
    Mark = "mark",
    Cursor = "cursor",
    CursorFocus = "cursor.focus",
    Heading = "heading",
    HeadingFirst = "heading.first",
    HeadingRunin = "heading.runin",
    Number = "number",
    Review = "role.review",
    Plan = "role.plan",
    Target = "target",
    Result = "result",
    NoteMark = "note",
    Hit = "hit",
    HitHere = "hit.here",
    Repair = "repair",
    Lost = "lost",
    Sign = "sign",
    TableHead = "table.head",
    TableFirst = "table.first",
    TableSoft = "table.soft",
    TableDoubt = "table.doubt",
    TableWorded = "table.worded",
    TableMissing = "table.missing",
    TableMet = "table.met",
    TableMissed = "table.missed",
    TableFoot = "table.foot",
    Strip = "strip",
    StripHead = "strip.head",
    StripSoft = "strip.soft",
    Differs = "differs",
    DiffersNumber = "differs.number",
    Selected = "selected",
    CellHere = "cell.here",
    Overlay = "overlay",
    OverlayHead = "overlay.head",
    Prompt = "prompt",
    Match = "match",
    Bar = "bar",
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256 of xterm.
    #[default]
    Indexed,
    /// None: weight, underline and reverse only.
    Plain,
}

/// A line of a theme file that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFault(pub String);

/// How each role looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
    /// Panes are told apart by marks, since there are no colours to do it.
    pub is_plain: bool,
}

impl Theme {
    /// The theme of that name: `ink` is dark, `paper` is light. Without colours both are `plain`.
    pub fn named(name: &str, depth: Depth) -> Option<Self> {
        let file = match (depth, name) {
            (Depth::Plain, _) | (_, "plain") => PLAIN,
            (_, "ink") => INK,
            (_, "paper") => PAPER,
            _ => return None,
        };
        Some(Self { is_plain: file == PLAIN, ..Self::read(file, depth).0 })
    }

    /// A theme that shows roles instead of looks: the foreground is the role's place in [`Role::ALL`].
    pub fn of_roles() -> Self {
        let style = |i| Style::new().fg(Color::Indexed(i as u8));
        Self { styles: (0..Role::ALL.len()).map(style).collect(), is_plain: false }
    }

    /// Reads a theme file. Lines that mean nothing are told and passed over.
    pub fn read(toml: &str, depth: Depth) -> (Self, Vec<ThemeFault>) {
        let (file, mut faults) = match toml.parse::<toml::Table>() {
            Ok(file) => (file, Vec::new()),
            Err(error) => (toml::Table::new(), vec![ThemeFault(error.to_string())]),
        };
        let colours = file.get("colours").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let looks = file.get("roles").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let means = |name: &str| {
            let is_kind =
                |r: &Role| r.name().strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            Role::ALL.iter().any(is_kind)
        };
        faults.extend(looks.keys().filter(|name| !means(name)).map(|name| ThemeFault(name.clone())));
        let styles = Role::ALL.iter().map(|role| {
            let Some(look) = look_of(role.name(), &looks) else { return Style::new() };
            style_of(look, &colours, depth).unwrap_or_else(|word| {
                faults.push(ThemeFault(format!("{}: {word}", role.name())));
                Style::new()
            })
        });
        (Self { styles: styles.collect(), is_plain: false }, faults)
    }

    /// How `role` looks.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

/// The look of a role, or of the role that it is a kind of.
fn look_of<'a>(name: &str, looks: &'a toml::Table) -> Option<&'a str> {
    match looks.get(name).and_then(toml::Value::as_str) {
        Some(look) => Some(look),
        None => look_of(name.rsplit_once('.')?.0, looks),
    }
}

/// A look such as `grey on night bold`; the word that means nothing where there is one.
fn style_of(look: &str, colours: &toml::Table, depth: Depth) -> Result<Style, String> {
    let (mut style, mut behind) = (Style::new(), false);
    for word in look.split_whitespace() {
        let modifier = match word {
            "on" => {
                behind = true;
                continue;
            }
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            "italic" => Modifier::ITALIC,
            _ => {
                let hex = colours.get(word).and_then(toml::Value::as_str).unwrap_or(word);
                let colour = colour_of(hex, depth).ok_or_else(|| word.to_owned())?;
                style = if behind { style.bg(colour) } else { style.fg(colour) };
                continue;
            }
        };
        style = style.add_modifier(modifier);
    }
    Ok(style)
}

fn colour_of(hex: &str, depth: Depth) -> Option<Color> {
    let rgb = u32::from_str_radix(hex.strip_prefix('#').filter(|h| h.len() == 6)?, 16).ok()?;
    let [_, r, g, b] = rgb.to_be_bytes();
    Some(match depth {
        Depth::True => Color::Rgb(r, g, b),
        Depth::Indexed => Color::Indexed(nearest(r, g, b)),
        Depth::Plain => Color::Reset,
    })
}

/// The nearest of xterm's cube (16–231) and greys (232–255).
fn nearest(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |(x, y, z): (u8, u8, u8)| {
        [(x, r), (y, g), (z, b)].iter().map(|(p, q)| u32::from(p.abs_diff(*q)).pow(2)).sum::<u32>()
    };
    let cube = (16..=231u8).map(|i| {
        let step = |n: u8| STEPS.get(usize::from(n % 6)).copied().unwrap_or_default();
        let n = i - 16;
        (distance((step(n / 36), step(n / 6), step(n))), i)
    });
    let greys = (232..=255u8).map(|i| {
        let level = 8 + 10 * (i - 232);
        (distance((level, level, level)), i)
    });
    cube.chain(greys).min().map_or(15, |(_, i)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_have_no_fault_and_every_role_a_look() {
        for (name, file) in [("ink", INK), ("paper", PAPER), ("plain", PLAIN)] {
            let (theme, faults) = Theme::read(file, Depth::True);
            assert_eq!(faults, [], "{name}");
            let looks: toml::Table = file.parse().unwrap();
            let looks = looks["roles"].as_table().unwrap();
            for role in Role::ALL {
                assert!(look_of(role.name(), looks).is_some(), "{name} lacks {}", role.name());
            }
            assert_eq!(theme.styles.len(), Role::ALL.len());
        }
    }

    #[test]
    fn a_role_looks_like_the_one_it_is_a_kind_of() {
        let (theme, faults) = Theme::read("[roles]\nhead = \"bold\"\nmoon = \"bold\"\nhit = \"pinkish\"", Depth::True);
        assert_eq!(theme.style(Role::HeadFocus), Style::new().add_modifier(Modifier::BOLD));
        assert!(faults.contains(&ThemeFault("moon".to_owned())) && faults.len() == 3, "{faults:?}");
    }

    #[test]
    fn colours_come_down_to_what_the_terminal_has() {
        assert_eq!(colour_of("#ff0000", Depth::Indexed), Some(Color::Indexed(196)));
        assert_eq!(colour_of("#080808", Depth::Indexed), Some(Color::Indexed(232)));
        assert_eq!(colour_of("red", Depth::True), None);
    }
}
