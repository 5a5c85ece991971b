//! The indicators that are known, as data: `assets/indicators.tsv`.

use crate::report::IndicatorId;

const EMBEDDED: &str = include_str!("../../assets/indicators.tsv");

/// One measure of the catalogue.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name in data.
    pub id: IndicatorId,
    /// Its name for Chinese readers.
    pub zh: &'static str,
    /// Its name for English readers.
    pub en: &'static str,
}

/// The indicators in the order of the asset, which is the order of columns everywhere.
#[derive(Clone, Debug)]
pub struct Catalogue {
    indicators: Vec<Indicator>,
}

impl Catalogue {
    /// Reads the embedded asset.
    pub fn embedded() -> Self {
        let indicators = EMBEDDED
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut fields = line.split('\t');
                Some(Indicator { id: IndicatorId(fields.next()?), zh: fields.next()?, en: fields.next()? })
            })
            .collect();
        Self { indicators }
    }

    /// All indicators, in order.
    pub fn all(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The indicator of that name, if there is one.
    pub fn find(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.id.0 == id)
    }
}
