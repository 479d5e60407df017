//! The pieces that pages are made of, one per file, each with its style sheet of the same name.

mod choices;
mod field;
mod forms;
mod link_list;
mod notice;
mod paragraphs;
mod person;
mod rows;
mod select;
mod sum;

pub(crate) use choices::{Choice, Choices, Chosen, Legend, Pick};
pub(crate) use field::{Field, FieldKind, FieldProblem, LongField};
pub(crate) use forms::{Problem, ProblemSummary, Submit, problem_of};
pub(crate) use link_list::{Link, LinkList};
pub(crate) use notice::{Notice, Tick, Tone};
pub(crate) use paragraphs::Paragraphs;
pub(crate) use person::{Person, dial};
pub(crate) use rows::{Row, RowKind, Rows};
pub(crate) use select::SelectField;
pub(crate) use sum::{Amount, Sum};
