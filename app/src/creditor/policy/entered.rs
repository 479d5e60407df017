//! What stands in an editor's form, field by field as it was typed: nothing is lost while segments are
//! added, removed and moved. The steps of a sequence of reminders are segments too.
//!
//! A field's name is the key of the policy's file, with its segment before it: `s2.plan.least` is `least`
//! of `[segment.plan]` in the second segment. Boxes that are ticked say [`YES`].

use std::collections::BTreeMap;

/// What a ticked box sends.
pub const YES: &str = "yes";

/// Segments that a form shows at most: a few more than a policy or a sequence takes, so that the check can say so.
const MOST_SHOWN: usize = 45;

/// The field that says how many segments the form shows.
pub(in crate::creditor) const SEGMENTS: &str = "segments";

/// What was typed, by the names of the fields.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entered {
    values: BTreeMap<String, String>,
    segments: usize,
}

/// What a button of the editor does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Looks for contradictions and for what is unwise.
    Check,
    /// Makes a new version.
    Save,
    /// Puts a policy that was pasted into the fields.
    Paste,
    /// One more segment, at the end.
    Add,
    /// One segment less.
    Remove(usize),
    /// A segment changes places with the one before it.
    Up(usize),
    /// A segment changes places with the one behind it.
    Down(usize),
}

impl Act {
    /// Reads the field `do`; a form that was sent without a button is only checked.
    pub fn parse(text: &str) -> Self {
        let place = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        let moved = text.split_once('-').and_then(|(word, number)| {
            let place = place(number)?;
            match word {
                "remove" => Some(Self::Remove(place)),
                "up" => Some(Self::Up(place)),
                "down" => Some(Self::Down(place)),
                _ => None,
            }
        });
        moved.unwrap_or(match text {
            "save" => Self::Save,
            "paste" => Self::Paste,
            "add" => Self::Add,
            _ => Self::Check,
        })
    }

    /// What the button's field `do` says.
    pub fn value(self) -> String {
        match self {
            Self::Check => "check".to_owned(),
            Self::Save => "save".to_owned(),
            Self::Paste => "paste".to_owned(),
            Self::Add => "add".to_owned(),
            Self::Remove(place) => format!("remove-{}", place + 1),
            Self::Up(place) => format!("up-{}", place + 1),
            Self::Down(place) => format!("down-{}", place + 1),
        }
    }
}

/// The name of a segment's field; `place` counts from 0.
pub fn field(place: usize, key: &str) -> String {
    format!("s{}.{key}", place + 1)
}

impl Entered {
    /// What a form sent. Of fields of one name the last counts.
    pub fn of(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let values: BTreeMap<_, _> = fields.into_iter().collect();
        let segments = values.get(SEGMENTS).and_then(|text| text.parse().ok()).unwrap_or(0);
        Self { values, segments: segments.min(MOST_SHOWN) }
    }

    /// How many segments there are.
    pub const fn segments(&self) -> usize {
        self.segments
    }

    /// What stands in the field `name`; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// Whether the box `name` is ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.get(name) == YES
    }

    /// Puts `value` into the field `name`.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), value.into());
    }

    /// One more segment without limits, at the end; nothing where there are too many.
    pub fn add(&mut self) {
        self.segments = (self.segments + 1).min(MOST_SHOWN);
    }

    /// One segment less; those behind it move up.
    pub fn remove(&mut self, place: usize) {
        if place >= self.segments {
            return;
        }
        for next in place + 1..self.segments {
            self.swap(next - 1, next);
        }
        self.segments -= 1;
        let gone = field(self.segments, "");
        self.values.retain(|name, _| !name.starts_with(&gone));
    }

    /// The segment at `place` changes places with the one before it.
    pub fn up(&mut self, place: usize) {
        if (1..self.segments).contains(&place) {
            self.swap(place - 1, place);
        }
    }

    /// The segment at `place` changes places with the one behind it.
    pub fn down(&mut self, place: usize) {
        self.up(place.saturating_add(1));
    }

    fn swap(&mut self, one: usize, other: usize) {
        let (first, second) = (field(one, ""), field(other, ""));
        let renamed = |name: String| match (name.strip_prefix(&first), name.strip_prefix(&second)) {
            (Some(key), _) => format!("{second}{key}"),
            (None, Some(key)) => format!("{first}{key}"),
            (None, None) => name,
        };
        let values = std::mem::take(&mut self.values);
        self.values = values.into_iter().map(|(name, value)| (renamed(name), value)).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Entered {
        let fields = (1..).zip(names).flat_map(|(number, name): (usize, _)| {
            [
                (format!("s{number}.name"), (*name).to_owned()),
                (format!("s{number}.plan"), YES.to_owned()),
            ]
        });
        let count = (SEGMENTS.to_owned(), names.len().to_string());
        Entered::of(fields.chain([count, ("name".to_owned(), "Todo".to_owned())]))
    }

    fn names(entered: &Entered) -> Vec<&str> {
        let names = (0..entered.segments()).map(|place| entered.get(&field(place, "name")));
        names.collect()
    }

    #[test]
    fn segments_move_with_all_that_was_typed_in_them() {
        let mut entered = named(&["A", "B", "C"]);
        entered.set("s1.part.least", "20");
        entered.down(0);
        assert_eq!(names(&entered), ["B", "A", "C"]);
        assert_eq!((entered.get("s1.part.least"), entered.get("s2.part.least")), ("", "20"));
        entered.up(2);
        assert_eq!(names(&entered), ["B", "C", "A"]);
        entered.remove(1);
        assert_eq!(names(&entered), ["B", "A"]);
        assert_eq!((entered.get("s2.part.least"), entered.get("name")), ("20", "Todo"));
        assert!(entered.is_ticked("s2.plan") && !entered.is_ticked("s3.plan"));
        entered.add();
        assert_eq!(names(&entered), ["B", "A", ""]);
    }

    #[test]
    fn a_segment_that_is_not_there_neither_moves_nor_goes() {
        for act in [Entered::up, Entered::down, Entered::remove] {
            let mut entered = named(&["A", "B"]);
            act(&mut entered, 7);
            assert_eq!(names(&entered), ["A", "B"]);
        }
        let mut entered = named(&["A", "B"]);
        entered.up(0);
        entered.down(1);
        assert_eq!(names(&entered), ["A", "B"]);
    }

    #[test]
    fn the_tenth_segment_is_not_the_first() {
        let mut entered = named(&["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"]);
        entered.remove(0);
        assert_eq!(names(&entered), ["B", "C", "D", "E", "F", "G", "H", "I", "J"]);
    }

    #[test]
    fn nobody_makes_a_form_without_end() {
        let fields = [(SEGMENTS.to_owned(), "99999999".to_owned())];
        let mut entered = Entered::of(fields);
        entered.add();
        assert_eq!(entered.segments(), MOST_SHOWN);
    }

    #[test]
    fn an_act_is_read_as_it_is_written() {
        for act in
            [Act::Check, Act::Save, Act::Paste, Act::Add, Act::Remove(0), Act::Up(2), Act::Down(11)]
        {
            assert_eq!(Act::parse(&act.value()), act);
        }
        for text in ["", "up", "up-", "up-0", "up-x", "remove--1", "borrar"] {
            assert_eq!(Act::parse(text), Act::Check, "{text}");
        }
    }
}
