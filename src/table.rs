//! One table type for everything that can be exported, and its writers.
