//! The words around each kind of question.

use domain::identity::Question;
use domain::national_id::{IdKind, TailForm};

use super::{Ask, Wrong};
use crate::components::FieldKind;
use crate::reader::Reader;
use crate::texts::key;

/// How one question is put.
#[derive(Clone)]
pub(super) struct Wording {
    /// The name of the field, of the first one where there are several.
    pub field: &'static str,
    pub lead: String,
    pub label: String,
    /// `None` asks for a date in three fields.
    pub kind: Option<FieldKind>,
    pub hint: Option<String>,
    about: About,
}

/// What a wrong answer is about.
#[derive(Clone)]
enum About {
    Tail { form: TailForm, digits: String, document: String },
    Birth,
    Postcode,
    Invoice,
    Code,
}

/// The words for what is asked.
pub(super) fn wording(reader: Reader, creditor: &str, ask: &Ask) -> Wording {
    match ask {
        Ask::Known(Question::LastDigits { kind, count }) => tail(reader, *kind, *count),
        Ask::Known(Question::BirthDate) => Wording {
            field: "day",
            lead: reader.say(key::IdentityLeadBirth),
            label: reader.say(key::IdentityLabelBirth),
            kind: None,
            hint: Some(reader.say(key::IdentityHintBirth)),
            about: About::Birth,
        },
        Ask::Known(Question::Postcode) => Wording {
            field: "answer",
            lead: reader.say(key::IdentityLeadPostcode),
            label: reader.say(key::IdentityLabelPostcode),
            kind: Some(FieldKind::Postcode),
            hint: None,
            about: About::Postcode,
        },
        // Where nothing is asked there is no page; an invoice number is the last resort of all.
        Ask::Known(Question::InvoiceNumber | Question::None) => Wording {
            field: "answer",
            lead: reader.say(key::IdentityLeadInvoice { creditor }),
            label: reader.say(key::IdentityLabelInvoice),
            kind: Some(FieldKind::Text),
            hint: Some(reader.say(key::IdentityHintInvoice)),
            about: About::Invoice,
        },
        Ask::Code(address) => Wording {
            field: "code",
            lead: reader.say(key::IdentityLeadCode { address }),
            label: reader.say(key::IdentityLabelCode),
            kind: Some(FieldKind::OneTimeCode),
            hint: Some(reader.say(key::IdentityHintCode)),
            about: About::Code,
        },
    }
}

fn tail(reader: Reader, kind: IdKind, count: usize) -> Wording {
    let form = kind.tail_form().unwrap_or(TailForm::LastFour);
    let (owned_digits, owned_document) = (count.to_string(), document(reader, kind));
    let (digits, document) = (&*owned_digits, &*owned_document);
    let (lead, label) = match form {
        TailForm::LastFour => (
            reader.say(key::IdentityLeadLast { digits, document }),
            reader.say(key::IdentityLabelLast { digits, document }),
        ),
        TailForm::FourBeforeCheck => (
            reader.say(key::IdentityLeadBeforeCheck { digits, document }),
            reader.say(key::IdentityLabelBeforeCheck { digits, document }),
        ),
        TailForm::ThreeAndLetter => (
            reader.say(key::IdentityLeadLetter { document }),
            reader.say(key::IdentityLabelLetter { document }),
        ),
    };
    let field = match (form, kind) {
        (TailForm::ThreeAndLetter, _) | (_, IdKind::Other) => FieldKind::Characters(4),
        _ => FieldKind::Digits(4),
    };
    let about = About::Tail { form, digits: owned_digits, document: owned_document };
    Wording { field: "answer", lead, label, kind: Some(field), hint: None, about }
}

/// What people call the id in a sentence.
fn document(reader: Reader, kind: IdKind) -> String {
    match kind {
        IdKind::CoCc | IdKind::EcCedula => reader.say(key::IdentityDocumentCedula),
        IdKind::Other => reader.say(key::IdentityDocumentOther),
        _ => kind.label().to_owned(),
    }
}

impl Wording {
    /// What to say of a wrong answer. Never which character is wrong.
    pub(super) fn problem(&self, reader: Reader, creditor: &str, wrong: Wrong) -> String {
        let count = match wrong {
            Wrong::Empty => return reader.say(key::IdentityEmpty),
            Wrong::NoSuchDay => return reader.say(key::IdentityNoSuchDay),
            Wrong::CodeExpired => return reader.say(key::IdentityCodeExpired),
            Wrong::Mismatch { tries_left } => u64::from(tries_left),
        };
        match &self.about {
            About::Tail { form, digits, document } => match form {
                TailForm::LastFour => {
                    reader.say(key::IdentityWrongLast { digits, document, count })
                }
                TailForm::FourBeforeCheck => {
                    reader.say(key::IdentityWrongBeforeCheck { digits, document, count })
                }
                TailForm::ThreeAndLetter => {
                    reader.say(key::IdentityWrongLetter { document, count })
                }
            },
            About::Birth => reader.say(key::IdentityWrongBirth { count }),
            About::Postcode => reader.say(key::IdentityWrongPostcode { creditor, count }),
            About::Invoice => reader.say(key::IdentityWrongInvoice { count }),
            About::Code => reader.say(key::IdentityWrongCode { count }),
        }
    }
}
