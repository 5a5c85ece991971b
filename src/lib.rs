//! `baogao` (报告) reads collections of Chinese local government work reports and shows them in a terminal.
//!
//! The rooms, from the ground up; a room may use its own files and lower floors only
//! (`tests/floors.rs` checks it, `docs/architecture.md` draws it):
//!
//! | floor | rooms |
//! |---|---|
//! | data | [`text`], [`table`], [`report`] |
//! | knowledge | [`divisions`], [`targets`] |
//! | pipeline | [`ingest`] |
//! | store | [`library`] |
//! | finding | [`find`] |
//! | pictures | [`view`] |
//! | terminal | [`runtime`] |
//! | shell | [`cli`] |
//!
//! Positions inside the crate are byte ranges ([`report::Span`]); what is printed counts Unicode scalar values.

pub mod app;
pub mod cli;
pub mod compare;
pub mod config;
pub mod divisions;
pub mod find;
pub mod ingest;
pub mod keys;
pub mod library;
pub mod report;
pub mod runtime;
pub mod table;
pub mod targets;
pub mod text;
pub mod view;
