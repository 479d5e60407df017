//! A sequence as the editor's form: the same keys as in the file, read into the same tables, so that one reader
//! says what is wrong with both.

use app::creditor::Wrong;
use app::creditor::policy::{Entered, Unfit, field};
use app::format::{AmountProblem, plain, read_amount};
use domain::contact::Channel;
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::reminder::{Audience, Means, Step, StepKind};
use toml::Value;

use super::file::{AudienceTable, SequenceToml, SpanTable, StepTable};
use super::value::Values;
use super::{Place, Problem, SequenceFile, SequenceFileError};

/// The fields of a step's ways, the first one tried first.
const CHANNELS: [&str; 4] = ["channel.1", "channel.2", "channel.3", "channel.4"];

/// What the field `how` says of a message; anything else is a kind of task.
const MESSAGE: &str = "message";

/// Reads what was typed, with amounts as `region` writes them. What is wrong is named with its field, the first
/// thing of each.
pub fn read_form(entered: &Entered, region: Country) -> Result<SequenceFile, Vec<(String, Unfit)>> {
    let mut form = Form { entered, region, prefix: String::new(), wrong: Vec::new() };
    let table = form.sequence();
    let mut values = Values::default();
    let read = values.sequence(&table);
    let mut wrong = form.wrong;
    for error in &values.wrong {
        let (name, unfit) = placed(error);
        if !wrong.iter().any(|(known, _)| *known == name) {
            wrong.push((name, unfit));
        }
    }
    match read {
        Some(read) if wrong.is_empty() => Ok(read),
        _ => Err(wrong),
    }
}

/// The field that an error speaks of, and what it says there.
fn placed(error: &SequenceFileError) -> (String, Unfit) {
    let SequenceFileError::Key { place, key, problem } = error else {
        return ("name".to_owned(), Unfit::Wrong(Wrong::Missing));
    };
    let (key, unfit) = match (key.as_str(), problem) {
        // A total says nothing without its currency.
        ("audience.total", Problem::BelongsTo(_)) => {
            ("audience.currency", Unfit::Wrong(Wrong::Missing))
        }
        ("audience.days_late", problem) => ("audience.days_late.from", unfit(problem)),
        ("audience.total", problem) => ("audience.total.from", unfit(problem)),
        ("audience.debts", problem) => ("audience.debts.from", unfit(problem)),
        // What was typed is never dropped unsaid: what the step has no use for is refused, as in a file.
        ("channels", Problem::Beside(_)) => ("channel.1", Unfit::OnlyMessage),
        ("channels", problem) => ("channel.1", unfit(problem)),
        ("id", problem) => ("name", unfit(problem)),
        ("task", problem) => ("how", unfit(problem)),
        ("step", problem) => ("segments", unfit(problem)),
        ("script", Problem::Line(most)) => ("script", Unfit::Text(*most)),
        ("script", Problem::BelongsTo(_)) => ("script", Unfit::OnlyTask),
        ("days", Problem::BelongsTo(_)) => ("days", Unfit::ThatDay),
        (key, problem) => (key, unfit(problem)),
    };
    let name = match place {
        Place(Some((number, _))) => field(number.saturating_sub(1), key),
        Place(None) => key.to_owned(),
    };
    (name, unfit)
}

fn unfit(problem: &Problem) -> Unfit {
    match problem {
        Problem::Missing | Problem::MissingOneOf(_) | Problem::Endless => {
            Unfit::Wrong(Wrong::Missing)
        }
        Problem::Line(most) => Unfit::Line(*most),
        Problem::Whole { from, to, .. } => Unfit::Whole { from: *from, to: *to },
        Problem::TooManySegments(most) => Unfit::Steps(*most),
        _ => Unfit::Wrong(Wrong::Choice),
    }
}

/// A form that is being read: each field becomes what a file would say.
struct Form<'a> {
    entered: &'a Entered,
    region: Country,
    /// What stands before the keys of the step that is read now.
    prefix: String,
    wrong: Vec<(String, Unfit)>,
}

impl Form<'_> {
    fn sequence(&mut self) -> SequenceToml {
        let (name, gap_days) = (self.text("name"), self.whole("gap_days"));
        let steps = (0..self.entered.segments()).map(|place| {
            self.prefix = field(place, "");
            self.step()
        });
        SequenceToml { name, gap_days, steps: steps.collect() }
    }

    fn step(&mut self) -> StepTable {
        let how = self.typed("how");
        let is_message = how.is_empty() || how == MESSAGE;
        let channels = self.channels();
        let has_channels = channels.as_array().is_some_and(|chosen| !chosen.is_empty());
        StepTable {
            id: self.text("id"),
            name: self.text("name"),
            kind: self.text("kind"),
            days: self.whole("days"),
            channels: (is_message || has_channels).then_some(channels),
            task: (!is_message).then_some(Value::String(how)),
            script: self.script(),
            audience: self.audience(),
        }
    }

    /// The ways in their order, those that were left out left out.
    fn channels(&self) -> Value {
        let chosen = CHANNELS.iter().map(|key| self.typed(key)).filter(|word| !word.is_empty());
        Value::Array(chosen.map(Value::String).collect())
    }

    fn script(&self) -> Option<Value> {
        let text = self.typed("script").replace("\r\n", "\n");
        (!text.is_empty()).then_some(Value::String(text))
    }

    fn audience(&mut self) -> Option<AudienceTable> {
        let tags = self.typed("audience.tags");
        let tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        let table = AudienceTable {
            currency: self.text("audience.currency"),
            days_late: self.span("audience.days_late", Self::whole),
            total: self.span("audience.total", Self::amount),
            debts: self.span("audience.debts", Self::whole),
            tags: tags.map(ToOwned::to_owned).collect(),
        };
        let is_empty = table.currency.is_none()
            && table.days_late.is_none()
            && table.total.is_none()
            && table.debts.is_none()
            && table.tags.is_empty();
        (!is_empty).then_some(table)
    }

    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn typed(&self, key: &str) -> String {
        self.entered.get(&self.name(key)).trim().to_owned()
    }

    /// A text; nothing where the field is empty.
    fn text(&self, key: &str) -> Option<Value> {
        Some(self.typed(key)).filter(|typed| !typed.is_empty()).map(Value::String)
    }

    /// A whole number; what is none is left for the reader of values to refuse.
    fn whole(&mut self, key: &str) -> Option<Value> {
        match self.typed(key).parse() {
            Ok(number) => Some(Value::Integer(number)),
            Err(_) => self.text(key),
        }
    }

    /// An amount as the region writes it, in the step's currency. One that does not read is refused here, where
    /// its reason is known.
    fn amount(&mut self, key: &str) -> Option<Value> {
        let typed = self.typed(key);
        if typed.is_empty() {
            return None;
        }
        let Some(currency) = Currency::parse(&self.typed("audience.currency")) else {
            return Some(Value::String(typed));
        };
        match read_amount(self.region, &typed, currency) {
            Ok(amount) => Some(Value::String(amount.to_decimal().to_string())),
            Err(problem) => {
                self.refuse(key, problem, currency);
                Some(Value::String("0".to_owned()))
            }
        }
    }

    fn refuse(&mut self, key: &str, problem: AmountProblem, currency: Currency) {
        self.wrong.push((self.name(key), Unfit::Wrong(Wrong::Amount(problem, currency))));
    }

    /// The two ends of a span; nothing where both are empty.
    fn span(&mut self, key: &str, read: fn(&mut Self, &str) -> Option<Value>) -> Option<SpanTable> {
        let (from, to) = (read(self, &format!("{key}.from")), read(self, &format!("{key}.to")));
        (from.is_some() || to.is_some()).then_some(SpanTable { from, to })
    }
}

/// The fields that say what `file` says, with amounts as `region` writes them. Reading them gives it back.
pub fn fill(file: &SequenceFile, region: Country) -> Entered {
    let mut entered = Entered::default();
    entered.set("name", &*file.name);
    entered.set("gap_days", file.sequence.gap_days.to_string());
    for (place, step) in file.sequence.steps.iter().enumerate() {
        entered.add();
        let mut set = |key: &str, value: String| entered.set(field(place, key), value);
        fill_step(step, &mut set);
        fill_audience(&step.audience, region, &mut set);
    }
    entered
}

fn fill_step(step: &Step, set: &mut impl FnMut(&str, String)) {
    // Under another name it is still the same step.
    set("id", step.key().to_owned());
    set("name", step.name.clone());
    set("kind", step.kind.code().to_owned());
    if step.kind != StepKind::InstalmentToday {
        set("days", step.days.to_string());
    }
    match &step.means {
        Means::Message(ways) => {
            set("how", MESSAGE.to_owned());
            for (key, way) in CHANNELS.into_iter().zip(ways.iter().copied().map(Channel::as_str)) {
                set(key, way.to_owned());
            }
        }
        Means::Task { kind, script } => {
            set("how", kind.code().to_owned());
            set("script", script.clone());
        }
    }
}

fn fill_audience(audience: &Audience, region: Country, set: &mut impl FnMut(&str, String)) {
    let fits = &audience.fits;
    if let Some(currency) = audience.currency {
        set("audience.currency", currency.code().to_owned());
    }
    if let Some(days) = &fits.days_late {
        if *days.start() != i64::MIN {
            set("audience.days_late.from", days.start().to_string());
        }
        if *days.end() != i64::MAX {
            set("audience.days_late.to", days.end().to_string());
        }
    }
    if let (Some(total), Some(currency)) = (&fits.total, audience.currency) {
        let amount = |minor: i64| Money::new(minor, currency).ok().map(|sum| plain(region, sum));
        if let Some(from) = amount(*total.start()) {
            set("audience.total.from", from);
        }
        if let Some(to) = amount(*total.end()).filter(|_| *total.end() != i64::MAX) {
            set("audience.total.to", to);
        }
    }
    if let Some(debts) = &fits.debts {
        set("audience.debts.from", debts.start().to_string());
        if *debts.end() != u32::MAX {
            set("audience.debts.to", debts.end().to_string());
        }
    }
    if !fits.tags.is_empty() {
        set("audience.tags", fits.tags.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::sequence::{SHIPPED, read, write};

    const NARROW: &str = r#"
name = "Con todo"
gap_days = 8
[[step]]
name = "Cuota de hoy"
kind = "instalment-today"
channels = ["email", "sms"]
[[step]]
name = "Visita"
kind = "firm"
days = 30
task = "meeting"
script = """
Primera línea.
Segunda."""
[step.audience]
currency = "PEN"
days_late = { from = 10, to = 60 }
total = { from = "1234.50" }
debts = { from = 2, to = 9 }
tags = ["colegio", "becas"]
"#;

    #[test]
    fn a_form_says_what_its_file_says() {
        for text in SHIPPED.iter().map(|(_, text)| *text).chain([NARROW]) {
            let file = read(text).expect("a good file");
            assert_eq!(read_form(&fill(&file, Country::Pe), Country::Pe), Ok(file));
        }
    }

    #[test]
    fn a_step_under_another_name_is_the_same_one() {
        let mut entered = fill(&read(NARROW).expect("a good file"), Country::Pe);
        entered.set("s2.name", "Encuentro");
        entered.up(1);
        let file = read_form(&entered, Country::Pe).expect("a good form");
        let [first, second] = file.sequence.steps.as_slice() else { panic!("two steps") };
        assert_eq!((&*first.name, first.id.as_deref()), ("Encuentro", Some("Visita")));
        assert_eq!((second.key(), &second.id), ("Cuota de hoy", &None));
        assert_eq!(read(&write(&file)), Ok(file));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_field() {
        let file = read(NARROW).expect("a good file");
        let mut entered = fill(&file, Country::Pe);
        for (name, value) in [
            ("gap_days", "a week"),
            ("s1.name", ""),
            ("s1.channel.1", "pigeon"),
            ("s2.how", "dance"),
            ("s2.days", "-1"),
            ("s2.audience.total.from", "12.345"),
            ("s2.audience.debts.to", "many"),
        ] {
            entered.set(name, value);
        }
        let wrong = read_form(&entered, Country::Pe).expect_err("much is wrong");
        for name in [
            "gap_days",
            "s1.name",
            "s1.channel.1",
            "s2.how",
            "s2.days",
            "s2.audience.total.from",
            "s2.audience.debts.to",
        ] {
            assert!(wrong.iter().any(|(field, _)| field == name), "{name}: {wrong:?}");
        }
    }

    #[test]
    fn what_a_step_has_no_use_for_is_refused_beside_its_field_and_not_dropped() {
        let file = read(NARROW).expect("a good file");
        // The first step is a message of that very day, the second one a meeting.
        for (typed, value, field, unfit) in [
            ("s1.days", "3", "s1.days", Unfit::ThatDay),
            ("s1.script", "Buenos días.", "s1.script", Unfit::OnlyTask),
            ("s1.how", "call", "s1.channel.1", Unfit::OnlyMessage),
            ("s2.channel.3", "sms", "s2.channel.1", Unfit::OnlyMessage),
            ("s2.how", "message", "s2.script", Unfit::OnlyTask),
            ("s2.kind", "instalment-today", "s2.days", Unfit::ThatDay),
        ] {
            let mut entered = fill(&file, Country::Pe);
            entered.set(typed, value);
            let wrong = read_form(&entered, Country::Pe).expect_err("too much is said");
            assert!(wrong.contains(&(field.to_owned(), unfit)), "{typed} = {value}: {wrong:?}");
            assert_eq!(entered.get(typed), value, "it stays in its field");
        }
    }

    #[test]
    fn a_total_asks_for_its_currency_and_too_many_steps_are_told() {
        let mut entered = fill(&read(NARROW).expect("a good file"), Country::Pe);
        entered.set("s2.audience.currency", "");
        let missing = ("s2.audience.currency".to_owned(), Unfit::Wrong(Wrong::Missing));
        assert_eq!(read_form(&entered, Country::Pe), Err(vec![missing]));
        while entered.segments() <= 40 {
            entered.add();
        }
        let many = ("segments".to_owned(), Unfit::Steps(40));
        assert_eq!(read_form(&entered, Country::Pe), Err(vec![many]));
    }
}
