//! A table as JSON: an object a row, keyed by the columns' names in data; a figure is an object of its parts.

use super::{Cell, Column, Quantity};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::{self, Write};

pub struct Json {
    lines: bool,
    rows: usize,
}

impl Json {
    pub fn new(lines: bool) -> Self {
        Self { lines, rows: 0 }
    }

    pub fn row(&mut self, columns: &[Column], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        if !self.lines {
            out.write_all(if self.rows == 0 { b"[\n" } else { b",\n" })?;
        }
        serde_json::to_writer(&mut *out, &Row { columns, cells })?;
        self.rows += 1;
        if self.lines { out.write_all(b"\n") } else { Ok(()) }
    }

    pub fn finish(self, out: &mut impl Write) -> io::Result<()> {
        match (self.lines, self.rows) {
            (true, _) => Ok(()),
            (false, 0) => out.write_all(b"[]\n"),
            (false, _) => out.write_all(b"\n]\n"),
        }
    }
}

struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.columns.len() + 1))?;
        map.serialize_entry("type", "row")?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Empty => map.serialize_entry(&column.key, &())?,
                Cell::Text(text) => map.serialize_entry(&column.key, text)?,
                Cell::Named(name, _) => map.serialize_entry(&column.key, name)?,
                Cell::Number(value) => map.serialize_entry(&column.key, &Plain(*value))?,
                Cell::Quantity(quantity) => map.serialize_entry(&column.key, &Parts(quantity))?,
            }
        }
        map.end()
    }
}

/// A whole number is written without a point.
struct Plain(f64);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < 9e15 {
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

struct Parts<'a>(&'a Quantity);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(6))?;
        map.serialize_entry("state", self.0.state)?;
        map.serialize_entry("value", &self.0.value.map(Plain))?;
        map.serialize_entry("upper", &self.0.upper.map(Plain))?;
        map.serialize_entry("unit", &self.0.unit)?;
        map.serialize_entry("bound", &(!self.0.bound.is_empty()).then_some(self.0.bound))?;
        map.serialize_entry("shown", &self.0.shown)?;
        map.end()
    }
}
