//! Dates and times as text. Months are always words: 5/12 is two different days.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use domain::country::Country;

use super::region::{Clock, style};
use crate::texts::{Lang, Voice};

const ES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const PT: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const ES_SHORT: [&str; 12] =
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];
const EN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const PT_SHORT: [&str; 12] =
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];
const ES_DAYS: [&str; 7] =
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const EN_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PT_DAYS: [&str; 7] = [
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
];

/// Whether a date carries its year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    Shown,
    Hidden,
}

impl Voice {
    /// `5 de setiembre`, `5 September`, `September 5`, with the year where it is shown.
    pub(crate) fn day(self, date: NaiveDate, year: Year) -> String {
        let (day, month, y) = (date.day(), self.month(date), date.year());
        match (self.lang, year) {
            (Lang::Es | Lang::Pt, Year::Hidden) => format!("{day} de {month}"),
            (Lang::Es | Lang::Pt, Year::Shown) => format!("{day} de {month} de {y}"),
            (Lang::En, Year::Hidden) if self.region == Country::Us => format!("{month} {day}"),
            (Lang::En, Year::Shown) if self.region == Country::Us => format!("{month} {day}, {y}"),
            (Lang::En, Year::Hidden) => format!("{day} {month}"),
            (Lang::En, Year::Shown) => format!("{day} {month} {y}"),
        }
    }

    /// `viernes 27 de noviembre`: the form for sentences.
    pub(crate) fn weekday(self, date: NaiveDate, year: Year) -> String {
        let index = slot(date.weekday().num_days_from_monday());
        let day = self.day(date, year);
        match self.lang {
            Lang::Es => format!("{} {day}", ES_DAYS[index]),
            Lang::En if self.region == Country::Us => format!("{}, {day}", EN_DAYS[index]),
            Lang::En => format!("{} {day}", EN_DAYS[index]),
            Lang::Pt => format!("{}, {day}", PT_DAYS[index]),
        }
    }

    /// `5 set.`: the form for lists only.
    pub(crate) fn short_day(self, date: NaiveDate, year: Year) -> String {
        let (day, y, index) = (date.day(), date.year(), slot(date.month0()));
        let head = match self.lang {
            Lang::Es if self.region == Country::Cl => return date.format("%d-%m-%Y").to_string(),
            Lang::Es => format!("{day} {}", self.spanish_short(index)),
            Lang::En if self.region == Country::Us => format!("{} {day}", EN_SHORT[index]),
            Lang::En => format!("{day} {}", EN_SHORT[index]),
            Lang::Pt => format!("{day} de {}.", PT_SHORT[index]),
        };
        match (self.lang, year) {
            (_, Year::Hidden) => head,
            (Lang::Pt, Year::Shown) => format!("{head} de {y}"),
            (Lang::En, Year::Shown) if self.region == Country::Us => format!("{head}, {y}"),
            (_, Year::Shown) => format!("{head} {y}"),
        }
    }

    /// `setiembre de 2026`, `September 2026`
    pub(crate) fn month_of_year(self, date: NaiveDate) -> String {
        let (month, year) = (self.month(date), date.year());
        match self.lang {
            Lang::Es | Lang::Pt => format!("{month} de {year}"),
            Lang::En => format!("{month} {year}"),
        }
    }

    /// `7:40 p. m.`, `7:40 pm` or `19:40`. Portuguese always counts to 24.
    pub(crate) fn time(self, time: NaiveTime) -> String {
        if self.lang == Lang::Pt || style(self.region).clock == Clock::TwentyFour {
            return format!("{}:{:02}", time.hour(), time.minute());
        }
        let (afternoon, hour) = time.hour12();
        let mark = match (self.lang, afternoon) {
            (Lang::Es, false) => "a.\u{a0}m.",
            (Lang::Es, true) => "p.\u{a0}m.",
            (_, false) => "am",
            (_, true) => "pm",
        };
        format!("{hour}:{:02}\u{a0}{mark}", time.minute())
    }

    fn month(self, date: NaiveDate) -> &'static str {
        let index = slot(date.month0());
        match self.lang {
            Lang::Es if index == 8 && self.says_setiembre() => "setiembre",
            Lang::Es => ES[index],
            Lang::En => EN[index],
            Lang::Pt => PT[index],
        }
    }

    /// Mexico and Spain write no point after the abbreviation.
    fn spanish_short(self, index: usize) -> String {
        let name = match (index, self.region) {
            (8, Country::Mx) => "sep",
            (8, _) if self.says_setiembre() => "set",
            _ => ES_SHORT[index],
        };
        let point = if matches!(self.region, Country::Mx | Country::Es) { "" } else { "." };
        format!("{name}{point}")
    }

    const fn says_setiembre(self) -> bool {
        matches!(self.region, Country::Pe | Country::Uy)
    }
}

/// chrono's zero-based month or weekday as an index of the tables above.
fn slot(number: u32) -> usize {
    usize::try_from(number).expect("at most 11")
}
