//! The three answers to a proposal: yes, other terms, no.

use domain::ids::ProposalId;
use domain::money::Money;
use domain::policy::Rhythm;
use leptos::prelude::*;

use crate::components::FieldKind;
use crate::creditor::form::{Fold, Line, Lines, Pick, Pickable, Typed};
use crate::debtor::when::rhythm_value;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// Whether whoever reads may accept the terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MayAccept {
    /// They may.
    Yes,
    /// Only an owner: more is given up than this, the most that the policy lets an agent give up.
    OwnersOnly(Money),
    /// Nothing is owed any more, or no schedule comes of the terms.
    No,
}

/// The form for other terms, as typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CounterForm {
    /// What is paid in all: the field `pay`.
    pub pay: Typed,
    /// In how many instalments: the field `parts`.
    pub parts: u32,
    /// The most that can be chosen.
    pub most_parts: u32,
    /// How often: the field `rhythm`.
    pub rhythm: Rhythm,
    /// The first day: the field `first_on`.
    pub first_on: Typed,
    /// The last day on which the debtor can accept: the field `until`.
    pub until: Typed,
    /// A sentence for the debtor: the field `note`; may be empty.
    pub note: Typed,
}

#[component]
pub(super) fn Accept(
    reader: Reader,
    proposal: ProposalId,
    may: MayAccept,
    seen: String,
) -> impl IntoView {
    match may {
        MayAccept::Yes => view! {
            <form method="post" action=routes::team_proposal_accept(&proposal)>
                <input type="hidden" name="seen" value=seen/>
                <button class="btn fit">{reader.say(key::TeamProposalAcceptButton)}</button>
            </form>
        }
        .into_any(),
        MayAccept::OwnersOnly(most) => {
            let text = reader.say(key::TeamProposalOwners { amount: &reader.money(most) });
            view! { <p>{text}</p> }.into_any()
        }
        MayAccept::No => None::<AnyView>.into_any(),
    }
}

#[component]
pub(super) fn Counter(
    reader: Reader,
    proposal: ProposalId,
    seen: String,
    form: CounterForm,
) -> impl IntoView {
    let CounterForm { pay, parts, most_parts, rhythm, first_on, until, note } = form;
    let open = [&pay, &first_on, &until, &note].iter().any(|typed| typed.wrong.is_some());
    let parts_of = move |count: u32| {
        let label = reader.say(key::BuilderCountOf { count: u64::from(count) });
        Pickable { value: count.to_string(), label }
    };
    view! {
        <Fold label=reader.say(key::TeamProposalCounter) open>
            <form method="post" action=routes::team_proposal_counter(&proposal)>
                <input type="hidden" name="seen" value=seen/>
                <div class="fields">
                    <Line
                        reader
                        name="pay"
                        label=reader.say(key::TeamProposalPay)
                        kind=FieldKind::Amount
                        typed=pay
                    />
                    <Pick
                        name="parts"
                        label=reader.say(key::TeamProposalParts)
                        options=(1..=most_parts).map(parts_of).collect()
                        chosen=parts.to_string()
                    />
                    <Pick
                        name="rhythm"
                        label=reader.say(key::TeamProposalRhythm)
                        options=rhythms(reader)
                        chosen=rhythm_value(rhythm).to_owned()
                    />
                    <Line
                        reader
                        name="first_on"
                        label=reader.say(key::TeamProposalFirst)
                        kind=FieldKind::Date
                        typed=first_on
                    />
                    <Line
                        reader
                        name="until"
                        label=reader.say(key::TeamProposalUntil)
                        kind=FieldKind::Date
                        typed=until
                    />
                </div>
                <Lines
                    reader
                    name="note"
                    label=reader.say(key::TeamProposalNote)
                    typed=note
                    hint=Some(reader.say(key::TeamProposalNoteHint))
                />
                <button class="btn fit">{reader.say(key::TeamProposalCounterButton)}</button>
            </form>
        </Fold>
    }
}

fn rhythms(reader: Reader) -> Vec<Pickable> {
    [
        (Rhythm::Weekly, reader.say(key::WhenWeekly)),
        (Rhythm::EveryTwoWeeks, reader.say(key::WhenTwoWeeks)),
        (Rhythm::TwiceAMonth, reader.say(key::WhenTwiceAMonth)),
        (Rhythm::Monthly, reader.say(key::WhenMonthly)),
    ]
    .into_iter()
    .map(|(rhythm, label)| Pickable { value: rhythm_value(rhythm).to_owned(), label })
    .collect()
}

#[component]
pub(super) fn Refuse(
    reader: Reader,
    proposal: ProposalId,
    seen: String,
    typed: Option<Typed>,
) -> impl IntoView {
    let open = typed.is_some();
    view! {
        <Fold label=reader.say(key::TeamProposalRefuse) open>
            <form method="post" action=routes::team_proposal_refuse(&proposal)>
                <input type="hidden" name="seen" value=seen/>
                <Lines
                    reader
                    name="note"
                    id=Some("refusal".to_owned())
                    label=reader.say(key::TeamProposalNote)
                    typed=typed.unwrap_or_default()
                    hint=Some(reader.say(key::TeamProposalRefuseHint))
                />
                <button class="btn fit">{reader.say(key::TeamProposalRefuseButton)}</button>
            </form>
        </Fold>
    }
}
