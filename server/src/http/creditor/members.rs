//! The team.

use app::creditor::members::{self as page, InviteForm, MemberRow, MemberState, MembersView};
use app::creditor::{News, Role, Typed, Wrong};
use app::routes::pattern;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use chrono::{DateTime, Utc};
use domain::email::EmailAddress;
use serde::Deserialize;

use super::desk::{Desk, Owner, again, go};
use super::fields::{kept, line};
use crate::compose::Portal;
use crate::http::fault::Fault;
use crate::store::team::Member;
use crate::use_cases::PortalError;
use crate::use_cases::team::{self, Invitation, LONGEST_NAME, Notice};

/// GET /panel/equipo
pub async fn show(State(portal): State<Portal>, desk: Desk) -> Result<Response, Fault> {
    let view = view(&portal, &desk, InviteForm::default()).await?;
    let shell = desk.shell(&portal).await?;
    Ok(desk.page(&portal, page::page(shell, view)))
}

async fn view(portal: &Portal, desk: &Desk, invite: InviteForm) -> Result<MembersView, Fault> {
    let now = portal.clock.now();
    let rows = team::list(portal, desk.tenant()).await?;
    Ok(MembersView { rows: rows.into_iter().map(|member| row(member, now)).collect(), invite })
}

fn row(member: Member, now: DateTime<Utc>) -> MemberRow {
    let state = match member.factor.confirmed_at {
        _ if now < member.factor.locked_until => MemberState::Locked,
        Some(_) => MemberState::Active,
        None => MemberState::Invited,
    };
    MemberRow { name: member.name, email: member.email, role: member.role, state }
}

/// What the invitation sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct InviteFields {
    email: String,
    name: String,
    role: String,
}

/// POST /panel/equipo: owners only.
pub async fn invite(
    State(portal): State<Portal>,
    Owner(desk): Owner,
    Form(form): Form<InviteFields>,
) -> Result<Response, Fault> {
    let email = read_email(&form.email);
    let name = match line(&form.name, LONGEST_NAME) {
        Ok(text) if text.is_empty() => Err(Typed::refused(&form.name, Wrong::Missing)),
        read => read,
    };
    let role = Role::parse(&form.role);
    if let (Ok(email), Ok(name), Some(role)) = (&email, &name, role) {
        let (email, name) = (email.clone(), name.clone());
        let new = Invitation { email, name, role, secret: None, notice: Notice::Mail };
        match team::invite(&portal, desk.tenant(), &new).await {
            Ok(_) => return Ok(go(&portal, pattern::TEAM_MEMBERS, News::MemberInvited)),
            Err(PortalError::Refused("email-taken")) => {
                if team::was_invited(&portal, desk.tenant(), &new).await? {
                    return Ok(go(&portal, pattern::TEAM_MEMBERS, News::AlreadyDone));
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    let email = match email {
        // What is left is the address of somebody who is in the team already.
        Ok(_) if name.is_ok() && role.is_some() => Typed::refused(&form.email, Wrong::EmailTaken),
        read => kept(&form.email, read),
    };
    let again_form =
        InviteForm { email, name: kept(&form.name, name), role, role_missing: role.is_none() };
    let view = view(&portal, &desk, again_form).await?;
    Ok(again(page::page(desk.shell(&portal).await?, view)))
}

fn read_email(typed: &str) -> Result<EmailAddress, Typed> {
    EmailAddress::parse(typed).map_err(|_| {
        let wrong = if typed.trim().is_empty() { Wrong::Missing } else { Wrong::Email };
        Typed::refused(typed, wrong)
    })
}
