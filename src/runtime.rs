//! The only room that knows a terminal, threads and clocks: it turns events into messages and effects into deeds.

pub mod events;
pub mod probe;
pub mod terminal;
