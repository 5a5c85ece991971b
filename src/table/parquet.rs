//! Parquet: typed columns under their names in data, for DuckDB, Polars and Spark.
//!
//! A figure takes six columns, as in a workbook. Whole numbers are INT64, others DOUBLE, words UTF8; nothing is NULL that
//! has a value and nothing has a value that is missing. Texts are kept as they are: no reader runs them.

use super::{Cell, Column, Kind, Quantity};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of a row group: what a reader takes in at once.
const GROUP: usize = 100_000;

/// A table that is written whole at its end: its columns stand one behind the other.
#[derive(Debug, Default)]
pub struct Parquet {
    rows: Vec<Vec<Cell>>,
}

/// A column of the file: where its values come from, and what they are.
struct Leaf {
    name: String,
    column: usize,
    part: Part,
}

/// The part of a cell that a column of the file holds.
#[derive(Clone, Copy)]
enum Part {
    Words,
    Whole,
    Number,
    Upper,
    Unit,
    Bound,
    State,
    Shown,
}

impl Parquet {
    pub fn row(&mut self, cells: &[Cell]) {
        self.rows.push(cells.to_vec());
    }

    pub fn finish(&self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        let mut bytes = Vec::new();
        self.write(columns, &mut bytes).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }

    fn write(&self, columns: &[Column], bytes: &mut Vec<u8>) -> Result<(), ParquetError> {
        let leaves = leaves(columns);
        let fields = leaves.iter().map(|leaf| leaf.field().map(Arc::new)).collect::<Result<_, _>>()?;
        let schema = Type::group_type_builder("table").with_fields(fields).build()?;
        let creator = concat!("baogao ", env!("CARGO_PKG_VERSION")).to_owned();
        let properties = WriterProperties::builder().set_created_by(creator).build();
        let mut file = SerializedFileWriter::new(bytes, Arc::new(schema), Arc::new(properties))?;
        for rows in self.rows.chunks(GROUP) {
            let mut group = file.next_row_group()?;
            for leaf in &leaves {
                if let Some(mut column) = group.next_column()? {
                    leaf.write(rows, &mut column)?;
                    column.close()?;
                }
            }
            group.close()?;
        }
        file.close().map(drop)
    }
}

/// The columns of the file for those of the table.
fn leaves(columns: &[Column]) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    for (column, head) in columns.iter().enumerate() {
        let mut add = |end: &str, part| leaves.push(Leaf { name: format!("{}{end}", head.key), column, part });
        match head.kind {
            Kind::Text => add("", Part::Words),
            Kind::Whole => add("", Part::Whole),
            Kind::Number => add("", Part::Number),
            Kind::Quantity => {
                add("", Part::Number);
                add("_upper", Part::Upper);
                add("_unit", Part::Unit);
                add("_bound", Part::Bound);
                add("_state", Part::State);
                add("_shown", Part::Shown);
            }
        }
    }
    leaves
}

impl Leaf {
    fn field(&self) -> Result<Type, ParquetError> {
        let (physical, logical) = match self.part {
            Part::Whole => (Physical::INT64, None),
            Part::Number | Part::Upper => (Physical::DOUBLE, None),
            _ => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(&self.name, physical);
        field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()
    }

    fn write(&self, rows: &[Vec<Cell>], column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let cells = || rows.iter().map(|row| row.get(self.column).unwrap_or(&Cell::Empty));
        let number = |cell: &Cell| match (self.part, cell) {
            (Part::Upper, Cell::Quantity(quantity)) => quantity.upper,
            (Part::Upper, _) => None,
            _ => cell.value(),
        };
        match self.part {
            Part::Whole => {
                let values: Vec<Option<i64>> = cells().map(|c| number(c).map(|v| v.round() as i64)).collect();
                let (there, values) = split(values);
                column.typed::<Int64Type>().write_batch(&values, Some(&there), None)?;
            }
            Part::Number | Part::Upper => {
                let (there, values) = split(cells().map(number).collect());
                column.typed::<DoubleType>().write_batch(&values, Some(&there), None)?;
            }
            _ => {
                let (there, values) = split(cells().map(|c| self.words(c)).collect());
                let values: Vec<ByteArray> = values.into_iter().map(|t| ByteArray::from(t.into_bytes())).collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None)?;
            }
        }
        Ok(())
    }

    fn words(&self, cell: &Cell) -> Option<String> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let of = |take: &dyn Fn(&Quantity) -> Option<String>| {
            if let Cell::Quantity(quantity) = cell { take(quantity) } else { None }
        };
        match self.part {
            Part::Unit => of(&|q| q.unit.clone()),
            Part::Bound => of(&|q| some(q.bound)),
            Part::State => of(&|q| some(q.state)),
            Part::Shown => of(&|q| some(&q.shown)),
            _ => some(&if let Cell::Named(name, _) = cell { (*name).to_owned() } else { cell.shown() }),
        }
    }
}

/// What is there, and its values.
fn split<T>(values: Vec<Option<T>>) -> (Vec<i16>, Vec<T>) {
    (values.iter().map(|v| i16::from(v.is_some())).collect(), values.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Format, Style, Table};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    #[test]
    fn another_reader_finds_types_values_and_what_is_missing() {
        let columns = vec![
            Column::new("place", "地区", Kind::Text),
            Column::new("year", "年度", Kind::Whole),
            Column::new("gdp.growth", "增长", Kind::Quantity),
        ];
        let figure = Quantity {
            shown: "≥8%".to_owned(),
            value: Some(8.0),
            unit: Some("%".to_owned()),
            bound: "at_least",
            state: "stated",
            ..Quantity::default()
        };
        let mut table = Table::new("", columns);
        table.rows.push(vec![Cell::text("沿滩区"), Cell::Number(2023.0), Cell::Quantity(Box::new(figure))]);
        table.rows.push(vec![Cell::Empty, Cell::Empty, Cell::Empty]);
        let mut bytes = Vec::new();
        table.write(Style::file(Format::Parquet), &mut bytes).unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows: Vec<Vec<(String, Field)>> =
            reader.get_row_iter(None).unwrap().map(|r| r.unwrap().into_columns()).collect();
        let value = |row: usize, name: &str| rows[row].iter().find(|(n, _)| n == name).unwrap().1.clone();
        assert_eq!(value(0, "place"), Field::Str("沿滩区".to_owned()));
        assert_eq!(value(0, "year"), Field::Long(2023));
        assert_eq!(value(0, "gdp.growth"), Field::Double(8.0));
        assert_eq!(value(0, "gdp.growth_upper"), Field::Null);
        assert_eq!(value(0, "gdp.growth_bound"), Field::Str("at_least".to_owned()));
        assert_eq!(value(0, "gdp.growth_shown"), Field::Str("≥8%".to_owned()));
        assert!(rows[1].iter().all(|(_, field)| *field == Field::Null));
    }
}
