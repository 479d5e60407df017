//! The versions of a policy, and what may be done with each.

use domain::ids::PolicyId;
use leptos::prelude::*;

use super::VersionRow;
use crate::components::SelectField;
use crate::creditor::form::Fold;
use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// The versions, newest first.
#[component]
pub(super) fn Versions(
    reader: Reader,
    policy: PolicyId,
    rows: Vec<VersionRow>,
    owner: bool,
) -> impl IntoView {
    let newest = rows.first().map_or(0, |row| row.version);
    let before = rows.iter().skip(1).map(|row| Some(row.version)).chain([None]);
    let before: Vec<_> = before.collect();
    let items = rows.into_iter().zip(before).map(|(row, before)| {
        let may_bring_back = owner && row.version != newest;
        let policy = policy.clone();
        view! { <Version reader policy row before may_bring_back/> }
    });
    view! { <ul class="entries">{items.collect_view()}</ul> }
}

#[component]
fn Version(
    reader: Reader,
    policy: PolicyId,
    row: VersionRow,
    before: Option<i64>,
    may_bring_back: bool,
) -> impl IntoView {
    let VersionRow { version, state, saved, activated } = row;
    let number = version.to_string();
    let title = reader.say(key::PolicyVersionTitle { version: &number });
    let links = [
        before.map(|before| {
            let href = routes::team_policy_changes(&policy, (before, version));
            (href, reader.say(key::PolicyVersionChanges))
        }),
        Some((
            routes::team_policy_preview(&policy, version),
            reader.say(key::PolicyVersionPreview),
        )),
        Some((routes::team_policy_person(&policy, version), reader.say(key::PolicyVersionPerson))),
        Some((routes::team_policy_toml(&policy, version), reader.say(key::PolicyVersionToml))),
    ];
    let links = links.into_iter().flatten().map(|(href, label)| {
        let heard = format!(" · {title}");
        view! { <li><a href=href>{label}<span class="vh">{heard}</span></a></li> }
    });
    let links = links.collect_view();
    let saved = reader.say(key::PolicyVersionSaved { deed: &saved.text(reader) });
    let activated =
        activated.map(|deed| reader.say(key::PolicyVersionActivated { deed: &deed.text(reader) }));
    view! {
        <li>
            <p class="pair"><b>{title}</b> <span class=state.class()>{state.text(reader)}</span></p>
            <p class="soft small facts">
                <span>{saved}</span>
                {activated.map(|text| view! { <span>{text}</span> })}
            </p>
            <ul class="ways-on no-print">{links}</ul>
            {may_bring_back.then(|| view! {
                <form class="no-print" method="post" action=routes::team_policy_bring_back(&policy)>
                    <input type="hidden" name="version" value=number.clone()/>
                    <button class="plain">
                        {reader.say(key::PolicyBringBack { version: &number })}
                    </button>
                </form>
            })}
        </li>
    }
}

/// Chooses the two versions that stand side by side; nothing where there is one.
#[component]
pub(super) fn Compare(reader: Reader, policy: PolicyId, numbers: Vec<i64>) -> impl IntoView {
    (numbers.len() > 1).then(|| {
        let item = |number: &i64| {
            let version = &number.to_string();
            (number.to_string(), reader.say(key::PolicyVersionTitle { version }))
        };
        let items: Vec<_> = numbers.iter().map(item).collect();
        let at = |place: usize| numbers.get(place).map(ToString::to_string).unwrap_or_default();
        let (old, new) = (at(1), at(0));
        view! {
            <Fold label=reader.say(key::PolicyCompare) open=false>
                <form action=routes::team_policy_compare(&policy)>
                    <div class="fields">
                        <SelectField
                            name="a"
                            label=reader.say(key::PolicyCompareOld)
                            items=items.clone()
                            chosen=old
                        />
                        <SelectField
                            name="b"
                            label=reader.say(key::PolicyCompareNew)
                            items
                            chosen=new
                        />
                    </div>
                    <button class="btn ghost fit">{reader.say(key::PolicyCompareButton)}</button>
                </form>
            </Fold>
        }
    })
}
