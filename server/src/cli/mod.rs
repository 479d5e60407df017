//! The commands of `aldia`.
