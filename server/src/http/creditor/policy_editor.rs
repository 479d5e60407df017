//! The editor of a policy: one form, and each of its buttons sends all that was typed.

use app::creditor::News;
use app::creditor::policy::editor::{
    self as page, Checked, EditorView, Newer, Of, PasteProblem, Pasted,
};
use app::creditor::policy::portfolio::Tried;
use app::creditor::policy::{Act, Entered, Unfit, difference};
use app::routes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use domain::country::Country;
use domain::ids::PolicyId;
use domain::money::Currency;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go, id};
use super::fields;
use super::policies::tried;
use crate::compose::Portal;
use crate::config::policy::{PolicyFile, PolicyFileError, fill, fill_in, read_form, shipped};
use crate::http::fault::Fault;
use crate::use_cases::policy::{self, Entry, Saved, Wish};
use crate::use_cases::{PortalError, portfolio};

/// Which policy of the program a new one begins as.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begun {
    con: String,
}

/// GET /panel/ofertas/nueva: owners only.
pub async fn show_new(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Query(begun): Query<Begun>,
) -> Result<Response, Fault> {
    let (tenant, settings) = desk.creditor();
    let known = shipped(&begun.con).and_then(|text| policy::read(settings, text).ok());
    let (mut entered, mut unlimited) = (Entered::default(), Vec::new());
    if let Some(file) = known {
        let own = portfolio::currencies(&portal, tenant, settings).await?;
        let currency = Some(file.policy.currency).filter(|currency| own.contains(currency));
        let currency = currency.unwrap_or(settings.currency);
        entered = fill_in(&file, desk.reader(&portal).voice.region, currency);
        entered.set("currency", currency.code());
        if currency != file.policy.currency {
            let segments = file.policy.segments.into_iter();
            let limited = segments.filter(|segment| segment.fits.total.is_some());
            unlimited = limited.map(|segment| segment.name).collect();
        }
    } else {
        entered.add();
    }
    let sheet = Sheet::new(&portal, &desk, entered).await?;
    draw(&portal, &desk, EditorView { unlimited, ..sheet.view }).await
}

/// GET /panel/ofertas/{policy}/editar: owners only.
pub async fn show(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(policy): Path<String>,
) -> Result<Response, Fault> {
    let history = policy::history(&portal, desk.creditor(), &id(&policy)?).await?;
    let (newest, region) = (history.newest()?, desk.reader(&portal).voice.region);
    let file = newest.file(&desk.seat.settings)?;
    let view = EditorView {
        of: Of::Policy { id: history.policy.id.clone(), name: history.policy.name.clone() },
        base: newest.version,
        country: file.policy.country,
        currency: file.policy.currency,
        entered: fill(&file, region),
        unlimited: Vec::new(),
        unfit: Vec::new(),
        checked: None,
        newer: None,
        pasted: None,
    };
    draw(&portal, &desk, view).await
}

/// POST /panel/ofertas/nueva: owners only.
pub async fn post_new(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sheet = Sheet::new(&portal, &desk, Entered::of(sent)).await?;
    sheet.act(&portal, &desk).await
}

/// POST /panel/ofertas/{policy}/editar: owners only.
pub async fn post(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Path(policy): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sheet = Sheet::next(&portal, &desk, &id(&policy)?, Entered::of(sent)).await?;
    sheet.act(&portal, &desk).await
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
}

impl Sheet {
    /// The form of a new policy.
    async fn new(portal: &Portal, desk: &Desk, entered: Entered) -> Result<Self, Fault> {
        let (tenant, settings) = desk.creditor();
        let currencies = portfolio::currencies(portal, tenant, settings).await?;
        let currency = match entered.get("currency") {
            "" => settings.currency,
            code => fields::currency(code, &currencies)?,
        };
        Ok(Self::of(desk, portal, (Of::New(currencies), currency), entered))
    }

    /// The form of the next version of a policy, which keeps its name and its currency.
    async fn next(
        portal: &Portal,
        desk: &Desk,
        id: &PolicyId,
        mut entered: Entered,
    ) -> Result<Self, Fault> {
        let known = policy::history(portal, desk.creditor(), id).await?.policy;
        entered.set("name", &*known.name);
        let of = Of::Policy { id: known.id, name: known.name };
        Ok(Self::of(desk, portal, (of, known.currency), entered))
    }

    fn of(desk: &Desk, portal: &Portal, (of, currency): (Of, Currency), entered: Entered) -> Self {
        let base = entered.get("base").parse().unwrap_or(0);
        let country = Country::parse(entered.get("country"));
        let country = country.unwrap_or(desk.seat.settings.country);
        let view = EditorView {
            of,
            base,
            country,
            currency,
            entered,
            unlimited: Vec::new(),
            unfit: Vec::new(),
            checked: None,
            newer: None,
            pasted: None,
        };
        Self { view, region: desk.reader(portal).voice.region }
    }

    /// Does what the button says.
    async fn act(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let entered = &mut self.view.entered;
        match Act::parse(entered.get("do")) {
            Act::Add => entered.add(),
            Act::Remove(place) => entered.remove(place),
            Act::Up(place) => entered.up(place),
            Act::Down(place) => entered.down(place),
            Act::Paste => return self.paste(portal, desk).await,
            Act::Check => return self.check(portal, desk).await,
            Act::Save => return self.save(portal, desk).await,
        }
        draw(portal, desk, self.view).await
    }

    /// What the fields say; if they do not say it well, the page that tells so.
    fn read(&mut self) -> Option<PolicyFile> {
        let of = (self.view.country, self.view.currency);
        match read_form(&self.view.entered, self.region, of) {
            Ok(file) => Some(file),
            Err(unfit) => {
                self.view.unfit = unfit;
                None
            }
        }
    }

    /// Tells contradictions, what is unwise, and what the policy would mean for today's cases.
    async fn check(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let Some(file) = self.read() else { return draw_again(portal, desk, self.view).await };
        let today = desk.reader(portal).today;
        let verdict = policy::check(&file, today).map_err(PortalError::from)?;
        let is_sound = verdict.contradictions.is_empty();
        let tried =
            if is_sound { tried(portal, desk, &file.policy, today).await? } else { Tried::Not };
        let (contradictions, warnings) = (verdict.contradictions, verdict.warnings);
        let policy = file.policy;
        self.view.checked = Some(Checked { policy, contradictions, warnings, tried });
        if is_sound {
            draw(portal, desk, self.view).await
        } else {
            draw_again(portal, desk, self.view).await
        }
    }

    /// Makes a version, unless something contradicts itself or somebody was faster.
    async fn save(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let Some(file) = self.read() else { return draw_again(portal, desk, self.view).await };
        let today = desk.reader(portal).today;
        let verdict = policy::check(&file, today).map_err(PortalError::from)?;
        if !verdict.contradictions.is_empty() {
            return self.check(portal, desk).await;
        }
        let who = &*desk.seat.member.name;
        let wish = Wish { file: &file, seen: self.view.base, who };
        let saved = match &self.view.of {
            Of::Policy { id, .. } => policy::save(portal, desk.creditor(), id, wish).await?,
            Of::New(_) => policy::save_new(portal, desk.creditor(), wish).await?,
        };
        match saved {
            Saved::New(id) => Ok(go(portal, &routes::team_policy(&id), News::PolicySaved)),
            Saved::Same(id) => Ok(go(portal, &routes::team_policy(&id), News::AlreadyDone)),
            Saved::Taken => {
                self.view.unfit = vec![("name".to_owned(), Unfit::NameTaken)];
                draw_again(portal, desk, self.view).await
            }
            Saved::Overtaken(entry) => self.overtaken(portal, desk, (&entry, &file)).await,
        }
    }

    /// Shows what was typed with what the version says that came meanwhile; the next press saves knowingly.
    async fn overtaken(
        mut self,
        portal: &Portal,
        desk: &Desk,
        (entry, file): (&Entry, &PolicyFile),
    ) -> Result<Response, Fault> {
        let settings = &desk.seat.settings;
        let theirs = entry.file(settings)?;
        let (theirs, ours) = (policy::said(&theirs), policy::said(file));
        self.view.newer = Some(Newer {
            version: entry.version,
            deed: policy::deed(settings, &entry.saved),
            changes: difference(desk.reader(portal), theirs, ours),
        });
        self.view.base = entry.version;
        draw_again(portal, desk, self.view).await
    }

    /// Puts a pasted file into the fields, or says why it does not read.
    async fn paste(mut self, portal: &Portal, desk: &Desk) -> Result<Response, Fault> {
        let text = self.view.entered.get("toml").to_owned();
        let why = match policy::read(&desk.seat.settings, &text) {
            Err(errors) => errors.iter().map(problem).collect(),
            Ok(file) if !self.takes(file.policy.currency) => {
                vec![PasteProblem::Currency(file.policy.currency)]
            }
            Ok(file) => {
                self.view.entered = fill(&file, self.region);
                self.view.country = file.policy.country;
                self.view.currency = file.policy.currency;
                return draw(portal, desk, self.view).await;
            }
        };
        self.view.pasted = Some(Pasted { text, why });
        draw_again(portal, desk, self.view).await
    }

    /// Whether the policy may be in `currency`.
    fn takes(&self, currency: Currency) -> bool {
        match &self.view.of {
            Of::Policy { .. } => self.view.currency == currency,
            Of::New(currencies) => currencies.contains(&currency),
        }
    }
}

fn problem(error: &PolicyFileError) -> PasteProblem {
    match error {
        PolicyFileError::Toml { line, .. } => PasteProblem::Line(*line),
        PolicyFileError::Key { place, key, .. } => {
            PasteProblem::Key(place.0.as_ref().map(|(number, _)| *number), key.clone())
        }
    }
}
