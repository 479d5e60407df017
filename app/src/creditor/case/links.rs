//! The links of a case: how far each has come, and whether another may be sent now.

use chrono::{NaiveDate, NaiveDateTime};
use domain::access_link::{LinkProgress, LinkState};
use domain::contact::{Decision, Rule};
use domain::ids::{AccessLinkId, CaseId};
use leptos::prelude::*;

use crate::components::Submit;
use crate::creditor::happened::when;
use crate::creditor::table::{Column, Table};
use crate::reader::Reader;
use crate::routes::{self, pattern};
use crate::texts::key;

/// One link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkRow {
    /// The link.
    pub link: AccessLinkId,
    /// When it was made, in the creditor's zone.
    pub made_at: NaiveDateTime,
    /// The last day on which it works.
    pub until: NaiveDate,
    /// Whether it still opens anything.
    pub state: LinkState,
    /// How far it has brought its debtor.
    pub progress: LinkProgress,
}

/// Whether a link may be sent by e-mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sending {
    /// At once.
    Now,
    /// From this time on the debtor's clock, because of this rule.
    From(NaiveDateTime, Rule),
    /// Not as things stand.
    Never(Rule),
    /// There is no address on file.
    NoAddress,
    /// The creditor lets the channel rest.
    Resting,
}

impl From<Decision> for Sending {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Send(_) => Self::Now,
            Decision::WaitUntil(at, rule) => Self::From(at, rule),
            Decision::Blocked(rule) => Self::Never(rule),
        }
    }
}

/// The links and the button that sends another.
#[component]
pub(super) fn Links(
    reader: Reader,
    case: CaseId,
    links: Vec<LinkRow>,
    sending: Sending,
) -> impl IntoView {
    let columns = vec![
        Column::text(reader.say(key::TeamCaseLinkMade)),
        Column::text(reader.say(key::TeamCaseLinkState)),
        Column::brief(reader.say(key::TeamCaseLinkUntil)),
        Column::act(reader.say(key::TeamActions)),
    ];
    let first = links.is_empty();
    let rows: Vec<_> = links.into_iter().map(|link| cells(reader, &case, link)).collect();
    let title = reader.say(key::TeamCaseLinks);
    view! {
        <section class="card">
            <h2>{title.clone()}</h2>
            {first.then(|| view! { <p class="soft">{reader.say(key::TeamCaseLinksNone)}</p> })}
            {(!first).then(|| view! { <Table caption=title columns rows/> })}
            <Send reader case first sending/>
        </section>
    }
}

#[component]
fn Send(reader: Reader, case: CaseId, first: bool, sending: Sending) -> impl IntoView {
    match sending {
        Sending::Now => {
            let label = if first {
                reader.say(key::TeamCaseSend)
            } else {
                reader.say(key::TeamCaseSendAgain)
            };
            view! {
                <form method="post" action=routes::team_case_send_link(&case) class="no-print">
                    <Submit label class="btn fit"/>
                </form>
            }
            .into_any()
        }
        Sending::From(at, rule) => {
            let moment = &reader.moment(at);
            view! {
                <p class="why">
                    {reader.say(key::TeamCaseSendWhen { moment })}
                    {reason(reader, rule)}
                </p>
            }
            .into_any()
        }
        Sending::Never(rule) => view! {
            <p class="why">
                {reader.say(key::TeamCaseSendNever)}
                {reason(reader, rule)}
            </p>
        }
        .into_any(),
        Sending::NoAddress => {
            view! { <p class="why">{reader.say(key::TeamCaseNoEmail)}</p> }.into_any()
        }
        Sending::Resting => {
            view! { <p class="why">{reader.say(key::ChannelResting)}</p> }.into_any()
        }
    }
}

/// The rule that keeps a contact back, with the way to the page where the contact rules stand if it is one of them.
pub(in crate::creditor) fn reason(reader: Reader, rule: Rule) -> Option<impl IntoView> {
    let text = why(reader, rule)?;
    let see = is_ruled(rule).then(|| {
        view! { " " <a href=pattern::TEAM_CONTACT_RULES>{reader.say(key::ContactRulesSee)}</a> }
    });
    Some(view! { <small class="soft">{text} {see}</small> })
}

/// Whether a law or the creditor limits everybody so, and not what happened in the case.
const fn is_ruled(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::Hours
            | Rule::Weekend
            | Rule::Holiday
            | Rule::Week
            | Rule::Most
            | Rule::OneChannel
            | Rule::NotAllowed
            | Rule::Never
            | Rule::HolidaysUnknown
    )
}

/// The rule that keeps a message back, in words; `None` for those that let it pass.
pub(in crate::creditor) fn why(reader: Reader, rule: Rule) -> Option<String> {
    Some(match rule {
        Rule::Asked | Rule::Open => return None,
        Rule::Hours => reader.say(key::TeamRuleHours),
        Rule::Weekend => reader.say(key::TeamRuleWeekend),
        Rule::Holiday => reader.say(key::TeamRuleHoliday),
        Rule::Week => reader.say(key::TeamRuleWeek),
        Rule::Most => reader.say(key::TeamRuleMost),
        Rule::OneChannel => reader.say(key::TeamRuleOneChannel),
        Rule::NotAllowed => reader.say(key::TeamRuleNotAllowed),
        Rule::Never => reader.say(key::TeamRuleNever),
        Rule::WishedHours => reader.say(key::TeamRuleWishedHours),
        Rule::WishedApart => reader.say(key::TeamRuleWishedApart),
        Rule::Refused => reader.say(key::TeamRuleRefused),
        Rule::HolidaysUnknown => reader.say(key::TeamRuleHolidaysUnknown),
        Rule::Hold => reader.say(key::TeamRuleHold),
        Rule::Dispute => reader.say(key::TeamRuleDispute),
        Rule::Promise => reader.say(key::TeamRulePromise),
        Rule::Proposal => reader.say(key::TeamRuleProposal),
        Rule::Plan => reader.say(key::TeamRulePlan),
        Rule::BreathingSpace => reader.say(key::TeamRuleBreathingSpace),
        Rule::Hardship => reader.say(key::TeamRuleHardship),
        Rule::Deceased => reader.say(key::TeamRuleDeceased),
        Rule::OptOut => reader.say(key::TeamRuleOptOut),
        Rule::WrongPerson => reader.say(key::TeamRuleWrongPerson),
    })
}

fn cells(reader: Reader, case: &CaseId, row: LinkRow) -> Vec<AnyView> {
    let LinkRow { link, made_at, until, state, progress } = row;
    let revoke = (state == LinkState::Alive).then(|| {
        view! {
            <form method="post" action=routes::team_case_revoke_link(case, &link)>
                <button class="plain">{reader.say(key::TeamCaseRevoke)}</button>
            </form>
        }
    });
    vec![
        when(reader, made_at).into_any(),
        view! {
            <div>
                <span class=tag(progress)>{progress_text(reader, progress)}</span>
                {end(reader, state)}
            </div>
        }
        .into_any(),
        reader.short_day(until).into_any(),
        revoke.into_any(),
    ]
}

const fn tag(progress: LinkProgress) -> &'static str {
    match progress {
        LinkProgress::Verified | LinkProgress::Paid => "tag ok",
        LinkProgress::Made | LinkProgress::Sent | LinkProgress::Opened => "tag quiet",
    }
}

fn progress_text(reader: Reader, progress: LinkProgress) -> String {
    match progress {
        LinkProgress::Made => reader.say(key::TeamLinkStateMade),
        LinkProgress::Sent => reader.say(key::TeamLinkStateSent),
        LinkProgress::Opened => reader.say(key::TeamLinkStateOpened),
        LinkProgress::Verified => reader.say(key::TeamLinkStateVerified),
        LinkProgress::Paid => reader.say(key::TeamLinkStatePaid),
    }
}

fn end(reader: Reader, state: LinkState) -> Option<impl IntoView> {
    let text = match state {
        LinkState::Alive => return None,
        LinkState::Expired => reader.say(key::TeamLinkStateExpired),
        LinkState::Revoked => reader.say(key::TeamLinkStateRevoked),
    };
    Some(view! { " " <span class="tag">{text}</span> })
}
