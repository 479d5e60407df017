//! The table that the run ends with.

use std::time::Duration;

/// How a figure stands beside its budget.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Within it.
    Met,
    /// Beyond it.
    Missed,
    /// There is none: the figure is only told.
    Told,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "MISSED",
            Self::Told => "",
        }
    }
}

impl From<bool> for Verdict {
    fn from(holds: bool) -> Self {
        if holds { Self::Met } else { Self::Missed }
    }
}

/// What was measured so far.
#[derive(Default)]
pub struct Report(Vec<[String; 4]>);

impl Report {
    /// One figure beside its budget; told at once too, since a run takes minutes.
    pub fn add(&mut self, what: &str, measured: String, budget: &str, verdict: Verdict) {
        eprintln!("  {what}: {measured} (budget {budget}) {}", verdict.word());
        let budget = if verdict == Verdict::Told { "" } else { budget };
        self.0.push([what.to_owned(), measured, budget.to_owned(), verdict.word().to_owned()]);
    }

    /// A figure without a budget.
    pub fn tell(&mut self, what: &str, measured: String) {
        self.add(what, measured, "none", Verdict::Told);
    }

    /// The table in Markdown.
    pub fn table(&self) -> String {
        let head = ["what", "measured", "budget", ""].map(str::to_owned);
        let rows: Vec<&[String; 4]> = std::iter::once(&head).chain(&self.0).collect();
        let width = |column: usize| {
            rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()
        };
        let widths = [width(0), width(1), width(2), width(3).max(3)];
        let line = |row: &[String; 4]| {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        };
        let rule = widths.map(|width| "-".repeat(width));
        let mut text = line(&head);
        text.push_str(&line(&rule));
        self.0.iter().for_each(|row| text.push_str(&line(row)));
        text
    }

    /// How many budgets are missed.
    pub fn missed(&self) -> usize {
        self.0.iter().filter(|row| row[3] == Verdict::Missed.word()).count()
    }
}

/// A count as a number to divide by; counts of a run are far below the limit.
pub fn float(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The middle one of some durations.
pub fn median(mut of: Vec<Duration>) -> Duration {
    of.sort_unstable();
    of.get(of.len() / 2).copied().unwrap_or_default()
}

/// The middle one of some ratios.
pub fn median_ratio(mut of: Vec<f64>) -> f64 {
    of.sort_unstable_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or_default()
}

/// A duration in milliseconds.
pub fn millis(of: Duration) -> f64 {
    of.as_secs_f64() * 1000.0
}

/// Kibibytes as the kernel tells them, in megabytes of 1,048,576 bytes.
pub fn megabytes(kibibytes: u64) -> f64 {
    float(kibibytes) / 1024.0
}
