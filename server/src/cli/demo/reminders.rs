//! What the demo's clinic has done about reminders: a sequence, a text of its own, two permissions, one person's
//! wishes, and a first day on which messages left and somebody has to call.

use app::messages::shipped_template;
use app::texts::{Address, Lang, Voice};
use chrono::{NaiveTime, TimeDelta};
use domain::calendar::is_business_day;
use domain::contact::Channel;
use domain::contact_channel::ContactChannel;
use domain::country::Country;
use domain::ids::CaseId;
use domain::preference::first_time;
use domain::reminder::StepKind;
use domain::template::{Draft, Speech, Which};
use tokio::sync::watch;

use super::portfolio::Business;
use super::{Fault, OWNER, in_words};
use crate::clock::Clock;
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::config::sequence as files;
use crate::jobs::outbox;
use crate::store::debtor::{self as debtors, Find};
use crate::tenant::Tenant;
use crate::use_cases::consent::{self, Given};
use crate::use_cases::debtor::{Edit, edit};
use crate::use_cases::plan::change::DEBTOR;
use crate::use_cases::template::{Outcome, Wish, save};
use crate::use_cases::wish::{self, Change};
use crate::use_cases::{creditor, reminder, sequence, wall_clock};

const SEQUENCE: &str = include_str!("../../../../demo/sequences/san-borja.toml");

/// Who has no e-mail, a phone that nobody has, and what they allowed.
const PHONES: [(u32, &str, ContactChannel); 2] =
    [(8, "987 654 320", ContactChannel::WhatsApp), (17, "987 654 321", ContactChannel::Sms)];

/// Who owes so much that somebody calls, and by which number; nobody has it.
const CALLED: [(u32, &str); 2] = [(1, "987 654 322"), (6, "987 654 323")];

/// Who wants e-mails only, and none before ten.
const WISHES: u32 = 10;

/// Days back in which there is a working day, whatever holidays there are.
const DAYS_BACK: i64 = 14;

/// The portal as it was on the last working day of Peru at eleven: then messages may leave.
pub(super) async fn earlier(portal: &Portal) -> Result<Portal, Fault> {
    let zone = chrono_tz::America::Lima;
    let today = wall_clock::local(zone, portal.clock.now()).date();
    let mut days = (1..=DAYS_BACK).map(|back| today - TimeDelta::days(back));
    let day = days.find(|day| is_business_day(Country::Pe, *day)).unwrap_or(today);
    let eleven = NaiveTime::from_hms_opt(11, 0, 0).unwrap_or_default();
    let at = wall_clock::instant(zone, day.and_time(eleven));
    Ok(Portal::open(portal.settings.clone(), Clock::set_to(at)).await?)
}

/// Sets everything up, plans the day, and lets leave what may.
pub(super) async fn seed(portal: &Portal, business: &Business) -> Result<(), Fault> {
    let (tenant, settings) = creditor::find(portal, business.slug).await.map_err(in_words)?;
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let written = PHONES.map(|(n, number, _)| (n, number));
    for (n, number) in written.into_iter().chain(CALLED) {
        let change = Edit { phone: Some(number.to_owned()), ..Edit::default() };
        let reference = business.customer_number(n);
        edit(portal, &tenant, &reference, &change).await.map_err(in_words)?;
    }
    for (n, _, channel) in PHONES {
        let reference = business.customer_number(n);
        let case = case_of(portal, &tenant, &reference).await?;
        let given = Given { channel, on: today, how: "form", proof: "Ficha de ingreso" };
        consent::record(portal, &tenant, &case, given, OWNER.1).await.map_err(in_words)?;
    }
    let case = case_of(portal, &tenant, &business.customer_number(WISHES)).await?;
    for change in [Change::Hours(first_time(10), None), Change::Prefer(Some(Channel::Email))] {
        wish::set(portal, &tenant, &case, (change, DEBTOR)).await.map_err(in_words)?;
    }
    own_text(portal, (&tenant, &settings)).await?;
    let file = files::read(SEQUENCE)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let order =
        sequence::Order { source: SEQUENCE, file: &file, from: None, made_by: "aldia demo" };
    sequence::apply(portal, (&tenant, &settings), order).await.map_err(in_words)?;
    reminder::plan_day(portal, &tenant).await.map_err(in_words)?;
    let (_nobody_stops, stop) = watch::channel(false);
    while outbox::send_due(portal, &stop).await.map_err(in_words)?.done > 0 {}
    Ok(())
}

async fn case_of(portal: &Portal, tenant: &Tenant, reference: &str) -> Result<CaseId, Fault> {
    let mut conn = portal.store.read().await?;
    let of = Find::Reference(reference);
    let found = debtors::find(&mut conn, tenant, &portal.keys, of).await?;
    Ok(found.ok_or("a customer of the demo is missing")?.2)
}

/// The kind e-mail under a subject of the clinic's own, with the way to stop in its text.
async fn own_text(portal: &Portal, (tenant, settings): (&Tenant, &Settings)) -> Result<(), Fault> {
    let (occasion, channel) = (StepKind::Kind, ContactChannel::Email);
    let voice = Voice { lang: Lang::Es, region: settings.country, address: Address::Tu };
    let shipped = shipped_template(voice, (occasion, channel));
    let body = format!("{}\n\n{{baja}}", shipped.body);
    let draft = Draft { subject: "Novedades de {negocio}".to_owned(), body, ..shipped };
    let which = Which { occasion, channel, speech: Speech::of(Lang::Es, Address::Tu) };
    let wish = Wish { which, drawn: 0, draft: &draft, reason: "", who: (OWNER.1, "aldia demo") };
    match save(portal, (tenant, settings), wish).await.map_err(in_words)? {
        Outcome::Saved => Ok(()),
        other => Err(format!("the clinic's own text is not saved: {other:?}").into()),
    }
}
