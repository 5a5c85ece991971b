//! The pictures: what a model looks like. Drawing reads and changes nothing.

pub mod ink;
pub mod theme;
