//! The gazetteer: divisions of GB/T 2260 with codes, names, short names and history.

/// The embedded gazetteer, ready for look-ups.
#[derive(Debug, Default)]
pub struct Divisions {}

impl Divisions {
    /// Reads the embedded asset.
    pub fn embedded() -> Self {
        Self::default()
    }
}
