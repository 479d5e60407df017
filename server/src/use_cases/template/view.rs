//! What the team's pages show of the texts.

use app::creditor::policy::Deed;
use app::creditor::template::{TemplateSeen, TemplateVersion, TemplateView};
use app::creditor::templates::{OwnTemplate, TemplatesView};
use app::creditor::{Typed, Wrong};
use app::messages::{Piece, Plain, shipped_template, short};
use app::reader::Reader;
use app::texts::Voice;
use domain::contact_channel::ContactChannel;
use domain::template::{Draft, Fault, Field, For, Part, Speech, Template, Which, needed_on, said};
use domain::tone::Severity;
use sqlx::AnyConnection;

use super::judge::judge;
use super::save::adds;
use super::standard;
use super::values::{Whom, of_person, of_sample, voice};
use super::{blocks, may_be_said, purpose, purpose_here, required};
use crate::compose::Portal;
use crate::config::creditor::Settings;
use crate::store::template as store;
use crate::tenant::Tenant;
use crate::use_cases::access_link::sample_url;
use crate::use_cases::form_key::FormKey;
use crate::use_cases::gate::Laws;
use crate::use_cases::policy::person::{self, Found};
use crate::use_cases::{PortalError, policy, sender, wall_clock};

/// Stands for the number of a message that is not approved yet.
const NO_NUMBER: &str = "HX00000000000000000000000000000000";

/// So many versions are listed.
const LISTED: i64 = 20;

/// The list of texts.
pub async fn list_view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    speech: Speech,
) -> Result<TemplatesView, PortalError> {
    let mut conn = portal.store.read().await?;
    let saved = store::of_speech(&mut conn, tenant, speech).await?;
    let own = saved.into_iter().filter(|one| !one.draft.body.is_empty()).map(|one| OwnTemplate {
        occasion: one.which.occasion,
        channel: one.which.channel,
        deed: policy::deed(settings, &(one.by, one.at)),
    });
    Ok(TemplatesView { speech, own: own.collect() })
}

/// A form as it was sent, or as nobody has typed in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Which text.
    pub which: Which,
    /// The version that the form showed.
    pub drawn: i64,
    /// What stands in its fields.
    pub draft: Draft,
    /// Why it is said in spite of warnings.
    pub reason: String,
    /// A customer's or an invoice's number; empty for the sample.
    pub number: String,
}

/// The page of a text, as nobody has typed in it.
pub async fn view(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    which: Which,
) -> Result<TemplateView, PortalError> {
    let mut conn = portal.store.read().await?;
    let newest = store::newest(&mut conn, tenant, which).await?;
    drop(conn);
    let drawn = newest.as_ref().map_or(0, |saved| saved.version);
    let own = newest.filter(|saved| !saved.draft.body.is_empty());
    let draft = own.map_or_else(|| shipped(settings, which), |saved| saved.draft);
    // A reason is given for warnings that somebody saw: the field never brings one of its own.
    let sheet = Sheet { which, drawn, draft, reason: String::new(), number: String::new() };
    look(portal, (tenant, settings), sheet).await
}

fn shipped(settings: &Settings, which: Which) -> Draft {
    let Speech { lang, address } = which.speech;
    let voice = Voice { lang, region: settings.country, address };
    shipped_template(voice, (which.occasion, which.channel))
}

/// Whether a text is as the program wrote it; browsers send other ends of lines.
fn is_same(typed: &Draft, shipped: &Draft) -> bool {
    let body = typed.body.replace("\r\n", "\n");
    Draft { body, ..typed.clone() } == *shipped
}

/// The page of a text with what was typed, what is wrong with it, and how it reads. Changes nothing.
pub async fn look(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    sheet: Sheet,
) -> Result<TemplateView, PortalError> {
    let Sheet { which, drawn, draft, reason, number } = sheet;
    let laws = Laws::at_home(settings);
    let mut conn = portal.store.read().await?;
    let versions = store::latest(&mut conn, tenant, which, LISTED).await?;
    drop(conn);
    let is_own = versions.first().is_some_and(|saved| !saved.draft.body.is_empty());
    let (number, whom) = whose(portal, (tenant, settings), (which, &number)).await?;
    let mut of = purpose_here(portal, settings, which);
    // The program's own text is for all countries and has no number: that is nobody's mistake.
    let is_shipped = !is_own && is_same(&draft, &shipped(settings, which));
    if is_shipped {
        of.required = &[];
    }
    let mut faults = Template::read(&draft, of).err().unwrap_or_default();
    let (mut found, mut seen) = (Vec::new(), None);
    if let Ok(template) = Template::read(&numbered(&draft, &faults), of) {
        found = judge(laws, (which, &template), &whom.values);
        faults.extend(blocks::faults(laws, &template, &whom.values));
        seen = read_by(&template, &whom);
    }
    if is_shipped {
        faults.clear();
        if which.channel == ContactChannel::Email {
            let mut conn = portal.store.read().await?;
            let whose = (tenant, settings);
            seen = Some(standard::letter(&mut conn, portal, whose, (which, &whom)).await?);
        }
    }
    let is_new = adds(&found, versions.first());
    let asks_reason = is_new && found.iter().any(|(_, one)| one.severity == Severity::Warned);
    let version = |saved: store::Saved| {
        let deed: Deed = policy::deed(settings, &(saved.by, saved.at));
        TemplateVersion { number: saved.version, draft: saved.draft, reason: saved.reason, deed }
    };
    Ok(TemplateView {
        which,
        drawn,
        is_own,
        draft,
        fields: fields(which),
        required: needed_on(which.channel)
            .iter()
            .chain(required(laws, which.channel))
            .copied()
            .collect(),
        faults,
        found,
        reason: Typed::preset(reason),
        asks_reason,
        is_stale: false,
        number,
        seen,
        versions: versions.into_iter().map(version).collect(),
        key: FormKey::fresh(portal).to_string(),
    })
}

/// How something reads that would leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sample {
    /// With everything in its place.
    pub seen: TemplateSeen,
    /// Why it is the message without a word of what it is about, if it is that.
    pub plain: Option<Plain>,
}

/// How what would leave reads with a sample's values: the text in force, and where there is none or it cannot be said
/// so, the program's own. A phone gets the message without a word of what it is about where that cannot be said
/// either, and by WhatsApp, where the program has none.
pub async fn sample(
    conn: &mut AnyConnection,
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    which: Which,
) -> Result<Sample, PortalError> {
    let laws = Laws::at_home(settings);
    let whom = Whom { values: of_sample(portal, settings, which)?, ..Whom::default() };
    let own = super::find(conn, (tenant, laws), which).await?;
    let is_said = |template: &Template| {
        let filled = template.fill(&|field| whom.values.get(field));
        filled.is_ok_and(|filled| may_be_said(laws, which, &filled))
    };
    let is_unsaid = own.as_ref().is_some_and(|own| !is_said(&own.template));
    let own = own.map(|own| own.template).filter(|_| !is_unsaid);
    let (template, why) = match (own, which.channel) {
        (Some(own), _) => (Some(own), Plain::Unsaid),
        (None, ContactChannel::Email) => {
            let whose = (tenant, settings);
            let seen = standard::letter(conn, portal, whose, (which, &whom)).await?;
            return Ok(Sample { seen, plain: None });
        }
        (None, ContactChannel::WhatsApp) if is_unsaid => (None, Plain::Unsaid),
        (None, ContactChannel::WhatsApp) => (None, Plain::Unapproved),
        (None, ContactChannel::Sms) => {
            let of = For { required: &[], ..purpose(laws, which) };
            let shipped = Template::read(&shipped(settings, which), of).ok();
            (shipped.filter(is_said), Plain::Unsaid)
        }
    };
    Ok(match template.and_then(|template| read_by(&template, &whom)) {
        Some(seen) => Sample { seen, plain: None },
        None => Sample { seen: plain(portal, settings, which), plain: Some(why) },
    })
}

/// The message to a phone that says only that there is something to read.
fn plain(portal: &Portal, settings: &Settings, which: Which) -> TemplateSeen {
    let today = wall_clock::local(settings.zone, portal.clock.now()).date();
    let reader = Reader::new(voice(settings, which), today);
    let link = sample_url(portal, settings, which.speech.lang);
    TemplateSeen {
        who: None,
        subject: String::new(),
        preview: String::new(),
        body: vec![Piece::Text(short(reader, &sender::writer(portal, settings), &link))],
        size: None,
        strange: Vec::new(),
        numbered: String::new(),
    }
}

/// The text with a number, if it lacks only that: before it is approved it has none, and can be read all the same.
fn numbered(draft: &Draft, faults: &[Fault]) -> Draft {
    let lacks_number = faults.iter().all(|fault| fault.part == Part::ContentId);
    let content_id = if lacks_number { NO_NUMBER.to_owned() } else { draft.content_id.clone() };
    Draft { content_id, ..draft.clone() }
}

/// What may stand in a text.
fn fields(which: Which) -> Vec<Field> {
    let is_sms = which.channel == ContactChannel::Sms;
    let takes =
        |field: &Field| which.occasion.has(*field, which.channel) && !(is_sms && field.tells());
    Field::ALL.into_iter().filter(takes).collect()
}

/// Whose values stand in the places, and the field with its problem.
async fn whose(
    portal: &Portal,
    (tenant, settings): (&Tenant, &Settings),
    (which, number): (Which, &str),
) -> Result<(Typed, Whom), PortalError> {
    let sample = Whom { values: of_sample(portal, settings, which)?, ..Whom::default() };
    if number.trim().is_empty() {
        return Ok((Typed::default(), sample));
    }
    let refused = |wrong| (Typed::refused(number, wrong), sample.clone());
    Ok(match person::find(portal, tenant, number.trim()).await? {
        Found::Nobody => refused(Wrong::NoCase),
        Found::Several => refused(Wrong::ManyCases),
        Found::One(case) => {
            let of = (&case, which);
            (Typed::preset(number), of_person(portal, (tenant, settings), of).await?)
        }
    })
}

/// How a text reads with everything in its place.
fn read_by(template: &Template, whom: &Whom) -> Option<TemplateSeen> {
    let Whom { who, values, .. } = whom;
    let filled = template.fill(&|field| values.get(field)).ok()?;
    let is_sms = template.channel() == ContactChannel::Sms;
    let is_numbered = template.channel() == ContactChannel::WhatsApp;
    let mut body: Vec<String> = filled.body.iter().map(|runs| said(runs)).collect();
    // As it leaves: a text message that does not say how to stop ends with it.
    let stop = values.get(Field::OptOut).filter(|_| is_sms && !template.says(Field::OptOut));
    if let (Some(stop), Some(last)) = (stop, body.last_mut()) {
        last.push(' ');
        last.push_str(&stop);
    }
    Some(TemplateSeen {
        who: who.clone(),
        subject: said(&filled.subject),
        preview: said(&filled.preview),
        body: body.into_iter().map(Piece::Text).collect(),
        size: is_sms.then(|| template.worst()),
        strange: if is_sms { template.strange() } else { Vec::new() },
        numbered: if is_numbered { template.numbered() } else { String::new() },
    })
}
