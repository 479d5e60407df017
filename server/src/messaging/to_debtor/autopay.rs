//! Letters about automatic charges.

use app::messages::{Autopay, AutopayNews, autopay};
use app::reader::Reader;
use app::texts::Lang;
use chrono::{NaiveDate, TimeDelta};
use domain::autopay::Came;
use domain::ids::{AttemptId, MethodId};
use domain::money::Money;

use super::{Job, Text, plain};
use crate::store::saved_method::{self, Find, MethodState, Of, SavedMethod};
use crate::store::{Tx, attempt, autopay_try};
use crate::use_cases::PortalError;
use crate::use_cases::access_link::{for_message, url};
use crate::use_cases::autopay::charge::is_contested;
use crate::use_cases::autopay::{About, Desk, FAILED, NO_MORE, SOON, card_name};
use crate::use_cases::{voice, wall_clock};

/// What is told, and of which card.
struct Told {
    saved: SavedMethod,
    news: AutopayNews,
    grace: Option<NaiveDate>,
}

impl Job<'_> {
    /// The letter, in the language of the consent; or why there is nothing to tell any more.
    pub(super) async fn autopay(
        &self,
        tx: &mut Tx,
    ) -> Result<Result<Text, &'static str>, PortalError> {
        let told = match self.message.kind.as_str() {
            SOON => self.soon(tx).await?,
            FAILED => self.failed(tx).await?,
            _ => self.stopped(tx).await?,
        };
        let Some(Told { saved, news, grace }) = told else { return Ok(Err(NO_MORE)) };
        let lang = (Lang::parse(&saved.language), Lang::Es);
        let voice = voice::voice(self.settings, Some(&self.debtor.person), lang);
        let reader = Reader::new(voice, self.reader.today);
        let whose = (self.tenant, self.settings);
        let made = for_message(self.portal, tx, whose, self.case, &self.message.id).await?;
        let address = url(self.portal, self.settings, &made.token, reader.voice.lang);
        // It works until an instant: the last whole day is the one a moment before.
        let last = made.expires_at - TimeDelta::milliseconds(1);
        let until = wall_clock::local(self.settings.zone, last).date();
        let (name, card) = (self.first_name(), saved.card.as_ref().map(card_name));
        let view = Autopay {
            first_name: name.as_deref(),
            card: card.as_deref().unwrap_or_default(),
            news,
            grace,
            url: &address,
            until,
        };
        let mail = autopay(reader, &self.writer, &view);
        let secret = Some(made.token.reveal().to_owned());
        Ok(Ok(Text { secret, link: Some(made.id), ..plain(mail) }))
    }

    async fn desk(&self, tx: &mut Tx, saved: SavedMethod) -> Result<Option<Desk>, PortalError> {
        Desk::of(tx, self.portal, self.tenant, saved).await
    }

    /// Of a charge that is still ahead, if it is the one of which the letter was queued: another card, another
    /// day and another amount have a letter of their own. While somebody contests what is charged there is no
    /// charge to tell of: there is another letter when that is answered.
    async fn soon(&self, tx: &mut Tx) -> Result<Option<Told>, PortalError> {
        let about: About = self.about()?;
        if is_contested(tx, self.tenant, self.case).await? {
            return Ok(None);
        }
        let found = saved_method::find(tx, self.tenant, Find::Id(&about.method)).await?;
        let on = found.filter(|one| one.case == *self.case && one.state == MethodState::On);
        let Some(saved) = on else { return Ok(None) };
        let Some(desk) = self.desk(tx, saved).await? else { return Ok(None) };
        let Some(part) = desk.part(about.number).filter(|part| part.due_on == about.due_on) else {
            return Ok(None);
        };
        let amount = desk.amount(part)?;
        let at = desk.next_at(part)?.filter(|_| amount.minor() == about.minor);
        let Some(at) = at else { return Ok(None) };
        let on = wall_clock::local(desk.zone, at).date();
        let news = AutopayNews::Soon(on, amount);
        Ok(Some(Told { saved: desk.saved, news, grace: None }))
    }

    /// Of a charge that did not go through, unless its instalment has been paid since.
    async fn failed(&self, tx: &mut Tx) -> Result<Option<Told>, PortalError> {
        let id: AttemptId = self.about()?;
        let found = attempt::find(tx, self.tenant, attempt::Find::Id(&id)).await?;
        let own = found.filter(|attempt| attempt.case == *self.case);
        let attempt = own.ok_or(PortalError::NotFound)?;
        let tried = autopay_try::of_attempt(tx, self.tenant, &id).await?;
        let tried = tried.ok_or(PortalError::NotFound)?;
        let method = attempt.method.ok_or(PortalError::NotFound)?;
        let known = saved_method::find(tx, self.tenant, Find::Id(&method)).await?;
        let Some(desk) = self.desk(tx, known.ok_or(PortalError::NotFound)?).await? else {
            return Ok(None);
        };
        let number = u32::try_from(tried.number).unwrap_or(u32::MAX);
        let Some(part) = desk.part(number) else { return Ok(None) };
        let again = desk.next_at(part)?.filter(|_| desk.saved.state == MethodState::On);
        let again = again.map(|at| wall_clock::local(desk.zone, at).date());
        let news = news(tried.tried.came, again, attempt.amount);
        let today = desk.creditors_day();
        let until = desk.kept.plan.in_time_until(part, today);
        let grace = (until >= today).then_some(until);
        Ok(Some(Told { saved: desk.saved, news, grace }))
    }

    /// Of a card that was taken away.
    async fn stopped(&self, tx: &mut Tx) -> Result<Option<Told>, PortalError> {
        let id: MethodId = self.about()?;
        let found = saved_method::find(tx, self.tenant, Find::Id(&id)).await?;
        let saved = found.filter(|saved| saved.case == *self.case).ok_or(PortalError::NotFound)?;
        let all = saved_method::all(tx, self.tenant, Of::Plan(&saved.plan)).await?;
        if all.iter().any(|one| one.state == MethodState::On) {
            return Ok(None);
        }
        Ok(Some(Told { saved, news: AutopayNews::Stopped, grace: None }))
    }
}

const fn news(came: Came, again: Option<NaiveDate>, amount: Money) -> AutopayNews {
    match (came, again) {
        (Came::Never, _) => AutopayNews::Card(amount),
        (Came::ToConfirm, _) => AutopayNews::Confirm(amount),
        (_, Some(day)) => AutopayNews::Again(day, amount),
        (_, None) => AutopayNews::ByHand(amount),
    }
}
