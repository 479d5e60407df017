//! What was agreed with the person and issued to them, as papers to keep.

use chrono::NaiveDate;
use domain::ids::CaseId;
use leptos::prelude::*;

use crate::reader::Reader;
use crate::routes;
use crate::texts::key;

/// One paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaperRow {
    /// The id of what it is of: a plan, a promise, a certificate.
    pub of: String,
    /// What it is.
    pub kind: PaperKind,
    /// The day of it.
    pub on: NaiveDate,
}

/// What a paper is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PaperKind {
    /// A plan or a settlement.
    Agreement,
    /// More time.
    Promise,
    /// A debt-free certificate in force.
    Certificate,
    /// One that was revoked.
    Revoked,
}

impl PaperKind {
    fn name(self, reader: Reader, day: &str) -> String {
        match self {
            Self::Agreement => reader.say(key::TeamPapersAgreement { day }),
            Self::Promise => reader.say(key::TeamPapersPromise { day }),
            Self::Certificate => reader.say(key::TeamPapersCertificate { day }),
            Self::Revoked => reader.say(key::TeamPapersRevoked { day }),
        }
    }
}

/// The papers, each a link; nothing where there are none.
#[component]
pub(super) fn Papers(reader: Reader, case: CaseId, papers: Vec<PaperRow>) -> impl IntoView {
    (!papers.is_empty()).then(|| {
        let items = papers.into_iter().map(|PaperRow { of, kind, on }| {
            let name = kind.name(reader, &reader.dated(on));
            view! { <li><a href=routes::team_case_paper(&case, &of)>{name}</a></li> }
        });
        view! {
            <section class="card">
                <h2>{reader.say(key::TeamPapers)}</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
    })
}
