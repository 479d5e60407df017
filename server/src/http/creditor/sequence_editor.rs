//! The editor of a sequence: one form, and each of its buttons sends all that was typed.

use std::time::Duration;

use app::creditor::policy::one::When;
use app::creditor::policy::{Act, Entered, Unfit};
use app::creditor::sequence::editor::{self as page, Checked, EditorView};
use app::creditor::sequence::preview::Foreseen;
use app::creditor::{News, Wrong};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::country::Country;
use domain::ids::SequenceId;
use domain::reminder::Sequence;
use domain::reminder::check::{Warning, renamed};
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go, id};
use crate::compose::Portal;
use crate::config::sequence::{SequenceFile, fill, read, read_form, shipped_in};
use crate::http::fault::Fault;
use crate::use_cases::policy::Turn;
use crate::use_cases::sequence::{self, Saved, Wish, Wished};
use crate::use_cases::{forecast, wall_clock};

/// The time that stands in the form before anybody types: when offices open.
const MORNING: &str = "08:00";

/// For so long somebody waits for what would be sent: proxies before the portal end what takes much longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which sequence of the program a new one begins as.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begun {
    con: String,
}

/// GET /panel/recordatorios/nueva: owners only.
pub async fn show_new(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Query(begun): Query<Begun>,
) -> Result<Response, Fault> {
    let voice = desk.reader(&portal).voice;
    let known = shipped_in(&begun.con, voice.lang.code()).and_then(|text| read(text).ok());
    let mut entered = known.map(|file| fill(&file, voice.region)).unwrap_or_default();
    if entered.segments() == 0 {
        entered.add();
    }
    // Whoever writes the first one has not seen yet what it sends.
    entered.set("when", When::At.code());
    let view = drawn(&portal, &desk, (None, 0), entered);
    draw(&portal, &desk, view).await
}

/// GET /panel/recordatorios/{sequence}/editar: owners only.
pub async fn show(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(sequence): Path<String>,
) -> Result<Response, Fault> {
    let history = sequence::history(&portal, desk.creditor(), &id(&sequence)?).await?;
    let (newest, region) = (history.newest()?, desk.reader(&portal).voice.region);
    let entered = fill(&sequence::file(newest)?, region);
    let of = Some((history.sequence.id.clone(), history.sequence.name.clone()));
    let view = drawn(&portal, &desk, (of, newest.version), entered);
    draw(&portal, &desk, view).await
}

/// A form that nobody has typed in.
fn drawn(
    portal: &Portal,
    desk: &Desk,
    (of, base): (Option<(SequenceId, String)>, i64),
    mut entered: Entered,
) -> EditorView {
    let today = desk.reader(portal).today;
    entered.set("day", today.succ_opt().unwrap_or(today).to_string());
    entered.set("time", MORNING);
    view(desk, (of, base), entered)
}

fn view(
    desk: &Desk,
    (of, base): (Option<(SequenceId, String)>, i64),
    entered: Entered,
) -> EditorView {
    let currency = desk.seat.settings.currency;
    EditorView { of, base, currency, entered, unfit: Vec::new(), checked: None, newer: None }
}

/// POST /panel/recordatorios/nueva: owners only.
pub async fn post_new(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let entered = Entered::of(sent);
    let base = entered.get("base").parse().unwrap_or(0);
    Sheet::of(&portal, &desk, view(&desk, (None, base), entered)).act(&portal, &desk).await
}

/// POST /panel/recordatorios/{sequence}/editar: owners only.
pub async fn post(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(sequence): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let history = sequence::history(&portal, desk.creditor(), &id(&sequence)?).await?;
    let before = sequence::file(history.newest()?)?.sequence;
    let known = history.sequence;
    let mut entered = Entered::of(sent);
    // Another name would be another sequence.
    entered.set("name", &*known.name);
    let base = entered.get("base").parse().unwrap_or(0);
    let view = view(&desk, (Some((known.id, known.name)), base), entered);
    let sheet = Sheet::of(&portal, &desk, view);
    Sheet { before: Some(before), ..sheet }.act(&portal, &desk).await
}

/// A page that says nothing is wrong.
async fn draw(portal: &Portal, desk: &Desk, view: EditorView) -> Result<Response, Fault> {
    let shell = desk.shell(portal).await?;
    Ok(desk.page(portal, page::page(shell, view)))
}

/// The page again, because of what was sent.
async fn draw_again(portal: &Portal, desk: &Desk, view: EditorView) -> Result<Response, Fault> {
    let shell = desk.shell(portal).await?;
    Ok(again(page::page(shell, view)))
}

/// A form that was sent.
struct Sheet {
    view: EditorView,
    /// How amounts are written in it.
    region: Country,
    /// What the newest version says; `None` for a new sequence.
    before: Option<Sequence>,
}

impl Sheet {
    fn of(portal: &Portal, desk: &Desk, view: EditorView) -> Self {
        Self { view, region: desk.reader(portal).voice.region, before: None }
    }

    /// Does what the button says.
    async fn act(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let entered = &mut self.view.entered;
        match Act::parse(entered.get("do")) {
            Act::Add => entered.add(),
            Act::Remove(place) => entered.remove(place),
            Act::Up(place) => entered.up(place),
            Act::Down(place) => entered.down(place),
            Act::Check | Act::Paste => return self.check(portal, desk).await,
            Act::Save => return self.save(portal, desk).await,
        }
        draw(portal, desk, self.view).await
    }

    /// What the fields say; if they do not say it well, the page tells so.
    fn read(&mut self) -> Option<SequenceFile> {
        match read_form(&self.view.entered, self.region) {
            Ok(file) => Some(file),
            Err(unfit) => {
                self.view.unfit = unfit;
                None
            }
        }
    }

    /// Tells contradictions, what is unwise, and what would be sent.
    async fn check(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let (read, from) = (self.read(), self.begins(portal, desk));
        let (Some(file), Ok(from)) = (read, from) else {
            return draw_again(portal, desk, self.view).await;
        };
        let verdict = sequence::check(&desk.seat.settings, &file);
        let is_sound = verdict.contradictions.is_empty();
        let foreseen = if is_sound {
            self.foreseen(portal, desk, (&file.sequence, from)).await?
        } else {
            Foreseen::Not
        };
        let contradictions = verdict.contradictions;
        let warnings = [self.renamed(&file), verdict.warnings].concat();
        let sequence = file.sequence;
        self.view.checked = Some(Checked { sequence, contradictions, warnings, foreseen });
        if is_sound {
            draw(portal, desk, self.view).await
        } else {
            draw_again(portal, desk, self.view).await
        }
    }

    /// What a sequence without contradictions would send, unless something is being tried already.
    async fn foreseen(
        &self,
        portal: &Portal,
        desk: &Desk,
        (sequence, from): (&Sequence, Option<DateTime<Utc>>),
    ) -> Result<Foreseen, Fault> {
        let Some(turn) = Turn::take(desk.tenant()) else { return Ok(Foreseen::Busy) };
        let of = self.view.of.as_ref().map(|(id, _)| id);
        let from = from.unwrap_or_else(|| portal.clock.now());
        let wished = Wished { of, sequence, from };
        let seen = forecast::preview(portal, desk.creditor(), wished, Some(PATIENCE)).await?;
        drop(turn);
        Ok(seen)
    }

    /// Makes a version, unless something contradicts itself or somebody was faster.
    async fn save(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let (read, from) = (self.read(), self.begins(portal, desk));
        let (Some(file), Ok(from)) = (read, from) else {
            return draw_again(portal, desk, self.view).await;
        };
        if !sequence::check(&desk.seat.settings, &file).contradictions.is_empty() {
            return self.check(portal, desk).await;
        }
        // The next press saves it knowingly.
        if self.is_news(&file) {
            return self.check(portal, desk).await;
        }
        let of = self.view.of.as_ref().map(|(id, _)| id);
        let wish =
            Wish { of, file: &file, seen: self.view.base, from, who: &desk.seat.member.name };
        match sequence::save(portal, desk.creditor(), wish).await? {
            Saved::New(id, at) => {
                let is_now = at <= portal.clock.now();
                let news = if is_now { News::SequenceSaved } else { News::SequencePlanned };
                Ok(go(portal, &routes::team_sequence(&id), news))
            }
            Saved::Same(id) => Ok(go(portal, &routes::team_sequence(&id), News::AlreadyDone)),
            Saved::Taken => {
                self.view.unfit = vec![("name".to_owned(), Unfit::SequenceTaken)];
                draw_again(portal, desk, self.view).await
            }
            Saved::Overtaken(newest) => {
                // The next press saves over it knowingly.
                let deed = sequence::made(&desk.seat.settings, &newest);
                self.view.newer = Some((newest.version, deed));
                self.view.base = newest.version;
                draw_again(portal, desk, self.view).await
            }
        }
    }

    /// The steps that may be known ones under another name.
    fn renamed(&self, file: &SequenceFile) -> Vec<Warning> {
        let before = self.before.as_ref();
        before.map(|before| renamed(before, &file.sequence)).unwrap_or_default()
    }

    /// Whether some step may be a known one under another name and nobody was told of it yet; they are now.
    fn is_news(&mut self, file: &SequenceFile) -> bool {
        let found = self.renamed(file);
        let is_its = |place: &usize| found.contains(&Warning::Renamed(*place));
        let steps = file.sequence.steps.iter().enumerate();
        let names = steps.filter(|(place, _)| is_its(place)).map(|(_, step)| &*step.name);
        let names = names.collect::<Vec<_>>().join("/");
        let is_news = names != self.view.entered.get(page::RENAMED);
        self.view.entered.set(page::RENAMED, &*names);
        is_news && !names.is_empty()
    }

    /// From when on; `Ok(None)` is now. What does not fit is noted beside its field.
    fn begins(&mut self, portal: &Portal, desk: &Desk) -> Result<Option<DateTime<Utc>>, ()> {
        if When::parse(self.view.entered.get("when")) != Some(When::At) {
            return Ok(None);
        }
        let (day, time) = (self.view.entered.get("day"), self.view.entered.get("time"));
        let wrong = |typed: &str, wrong: Wrong| {
            if typed.trim().is_empty() { Wrong::Missing } else { wrong }
        };
        let on = day.trim().parse::<NaiveDate>().map_err(|_| wrong(day, Wrong::Day));
        let at = NaiveTime::parse_from_str(time.trim(), "%H:%M");
        let at = at.map_err(|_| wrong(time, Wrong::Time));
        let (on, at) = match (on, at) {
            (Ok(on), Ok(at)) => (on, at),
            (on, at) => {
                let both = [("day", on.err()), ("time", at.err())];
                let both = both.into_iter().filter_map(|(field, wrong)| Some((field, wrong?)));
                let both = both.map(|(field, wrong)| (field.to_owned(), Unfit::Wrong(wrong)));
                self.view.unfit.extend(both);
                return Err(());
            }
        };
        let last = sequence::last_day(desk.reader(portal).today);
        if on > last {
            self.view.unfit.push(("day".to_owned(), Unfit::Wrong(Wrong::Later(last))));
            return Err(());
        }
        let instant = wall_clock::instant(desk.seat.settings.zone, on.and_time(at));
        if instant < portal.clock.now() {
            self.view.unfit.push(("day".to_owned(), Unfit::Wrong(Wrong::PastMoment)));
            return Err(());
        }
        Ok(Some(instant))
    }
}
