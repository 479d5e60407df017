//! What a reminder says in a creditor's own words: plain text with places like `{nombre}` and `{enlace}`.
//!
//! A template is for one occasion, one channel and one language. It is read whole before it is kept: what no
//! message of that occasion knows, what a stranger must not read, and what has to be there is told by its
//! position. Escaping is the task of whoever sets the text into a letter.

mod field;
mod occasion;
mod read;
mod speech;
mod words;

use crate::contact_channel::ContactChannel;
use crate::language::Lang;
use crate::reminder::StepKind;
use crate::sms;

pub use field::{Author, Field, Place};
pub use read::needed_on;
pub use speech::Speech;
pub use words::{Run, Words, said};

/// The most characters of a subject.
pub const LONGEST_SUBJECT: usize = 90;

/// The most characters of the line beside the subject.
pub const LONGEST_PREVIEW: usize = 140;

/// The most characters of a letter.
pub const LONGEST_LETTER: usize = 2_000;

/// The most characters of one paragraph of it: with long values in it a letter still takes it.
pub const LONGEST_PARAGRAPH: usize = 800;

/// The most characters of a WhatsApp message: a template there may have 1,024 with everything in its place.
pub const LONGEST_WHATSAPP: usize = 800;

/// The most parts of a text message, with the longest names.
pub const MOST_SEGMENTS: usize = 2;

/// The most septets of a link that texts are made for: a name of 22 letters for the site, and 22 of the link.
pub const LONGEST_LINK: usize = Field::Link.most_in_sms();

/// A part of a template.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// The subject of an e-mail.
    Subject,
    /// What a list of messages shows beside it.
    Preview,
    /// The text.
    Body,
    /// The number of a WhatsApp message at the provider.
    ContentId,
}

/// Why a part is not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Why {
    /// Nothing is written.
    #[error("nothing is written")]
    Empty,
    /// More than so many characters.
    #[error("more than {0} characters")]
    Long(usize),
    /// A paragraph of more than so many characters.
    #[error("a paragraph of more than {0} characters")]
    LongParagraph(usize),
    /// No field has this name; it is cut short.
    #[error("no field is called `{0}`")]
    Unknown(String),
    /// A brace that is never closed.
    #[error("a brace is not closed")]
    Unclosed,
    /// A closing brace without one that opens.
    #[error("a brace closes nothing")]
    Stray,
    /// A line break, or a mark that nobody sees, where none may be.
    #[error("a line break or a mark that nobody sees")]
    Control,
    /// A message of this occasion knows no such thing.
    #[error("such a message has no {0:?}")]
    NotHere(Field),
    /// A stranger who reads this part would learn what is owed.
    #[error("{0:?} tells strangers")]
    Tells(Field),
    /// It never says this.
    #[error("it never says {0:?}")]
    Missing(Field),
    /// It says this, but nothing that can be read comes in its place.
    #[error("nothing comes in the place of {0:?}")]
    Blank(Field),
    /// It would take so many parts.
    #[error("{0} parts")]
    Segments(usize),
    /// It is no number of the provider's.
    #[error("no content id")]
    ContentId,
    /// The provider has approved nothing under this number.
    #[error("nothing is approved under the content id")]
    NotApproved,
    /// What the provider has approved under this number says something else, or in another language.
    #[error("what is approved says otherwise")]
    ApprovedOtherwise,
    /// The provider did not say what it has under this number.
    #[error("the provider did not say what is approved")]
    Unasked,
}

/// A part that is not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Which.
    pub part: Part,
    /// The character at which it is, from 0; 0 where the part as a whole is meant.
    pub at: usize,
    /// Why.
    pub why: Why,
}

/// A template as somebody typed it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// Of an e-mail.
    pub subject: String,
    /// Of an e-mail.
    pub preview: String,
    /// The text.
    pub body: String,
    /// Of a WhatsApp message: `HX` and 32 digits.
    pub content_id: String,
}

/// What a template is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct For<'a> {
    /// What it is about.
    pub occasion: StepKind,
    /// How it goes out.
    pub channel: ContactChannel,
    /// Its language.
    pub lang: Lang,
    /// What the country wants in it, beside what each channel needs; see [`needed_on`].
    pub required: &'a [Field],
    /// The most septets of its link: [`LONGEST_LINK`], or more where the site's name is longer.
    pub longest_link: usize,
}

/// Which of a creditor's templates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Which {
    /// What it is about.
    pub occasion: StepKind,
    /// How it goes out.
    pub channel: ContactChannel,
    /// In which words.
    pub speech: Speech,
}

/// A template that can be filled in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Template {
    channel: ContactChannel,
    lang: Lang,
    subject: Words,
    preview: Words,
    body: Words,
    content_id: String,
    longest_link: usize,
}

/// A template with everything in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filled {
    /// The subject; empty but for e-mails.
    pub subject: Vec<Run>,
    /// The line beside it; empty but for e-mails.
    pub preview: Vec<Run>,
    /// The paragraphs; one for anything but an e-mail.
    pub body: Vec<Vec<Run>>,
}

/// Why a template cannot say something to somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfit {
    /// This has no value.
    #[error("{0:?} has no value")]
    Missing(Field),
    /// The value of this holds a line break or a control character.
    #[error("{0:?} holds a line break")]
    LineBreak(Field),
}

impl Template {
    /// The template again, as it is kept and shown.
    pub fn print(&self) -> Draft {
        Draft {
            subject: self.subject.print(self.lang),
            preview: self.preview.print(self.lang),
            body: self.body.print(self.lang),
            content_id: self.content_id.clone(),
        }
    }

    /// How it goes out.
    pub const fn channel(&self) -> ContactChannel {
        self.channel
    }

    /// The language of its words.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The number at the provider; empty but for WhatsApp.
    pub fn content_id(&self) -> &str {
        &self.content_id
    }

    /// Its parts as they are written, each with what it is.
    pub fn parts(&self) -> Vec<(Part, Vec<Run>)> {
        let all = [
            (Part::Subject, &self.subject),
            (Part::Preview, &self.preview),
            (Part::Body, &self.body),
        ];
        let written = all.into_iter().filter(|(_, words)| !words.is_empty());
        written.map(|(part, words)| (part, words.runs(self.lang))).collect()
    }

    /// The fields of a WhatsApp message in the order of their numbers, from 1: each once. The link is not
    /// among them unless the text names it: it is the address of the button.
    pub fn variables(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for field in self.body.fields() {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// The text as the provider approves it, with numbers in its places: `{{1}}`.
    pub fn numbered(&self) -> String {
        let variables = self.variables();
        let number = |field: Field| {
            let place = variables.iter().position(|known| *known == field);
            place.map(|place| format!("{{{{{}}}}}", place + 1))
        };
        self.body.fill(&number).map(|runs| said(&runs)).unwrap_or_default()
    }

    /// What a text message takes with the longest value in each place, and with the way to stop that it ends
    /// with where it does not say one.
    pub fn worst(&self) -> sms::Size {
        let most = |field: Field| match field {
            Field::Link => self.longest_link,
            field => field.most_in_sms(),
        };
        let longest = |field: Field| Some("W".repeat(most(field)));
        let mut text = said(&self.body.fill(&longest).unwrap_or_default());
        if !self.says(Field::OptOut) {
            text.push(' ');
            text.push_str(&"W".repeat(Field::OptOut.most_in_sms()));
        }
        sms::size(&text)
    }

    /// Whether its text names the field.
    pub fn says(&self, field: Field) -> bool {
        self.body.fields().any(|known| known == field)
    }

    /// The letters that make a text message cost more than twice as much.
    pub fn strange(&self) -> Vec<char> {
        sms::strange(&self.body.print(self.lang))
    }

    /// The template for one person. A paragraph of a letter in which something has no value is left out, if it
    /// may lack; elsewhere everything needs a value. A name is left out with its comma, but for WhatsApp, where
    /// every number needs a value. A text message takes names as [`sms::fit`] cuts them.
    pub fn fill(&self, value: &dyn Fn(Field) -> Option<String>) -> Result<Filled, Unfit> {
        let is_sms = self.channel == ContactChannel::Sms;
        let value = |field: Field| {
            let text = value(field).filter(|text| !text.trim().is_empty())?;
            let fitted = if is_sms && field != Field::Link {
                sms::fit(&text, field.most_in_sms())
            } else {
                text
            };
            Some(fitted).filter(|text| !text.is_empty())
        };
        let missing = self.body.fields().find(|field| value(*field).is_none());
        if let Some(field) = missing.filter(|_| self.channel == ContactChannel::WhatsApp) {
            return Err(Unfit::Missing(field));
        }
        let body: Result<Vec<_>, Field> = if self.channel == ContactChannel::Email {
            let filled = self.body.paragraphs().into_iter().map(|words| words.fill(&value));
            filled.filter(|runs| !matches!(runs, Err(field) if field.may_lack())).collect()
        } else {
            self.body.fill(&value).map(|runs| vec![runs])
        };
        let filled = Filled {
            subject: self.subject.fill(&value).map_err(Unfit::Missing)?,
            preview: self.preview.fill(&value).map_err(Unfit::Missing)?,
            body: body.map_err(Unfit::Missing)?,
        };
        match filled.broken() {
            Some(field) => Err(Unfit::LineBreak(field)),
            None => Ok(filled),
        }
    }
}

impl Filled {
    /// Its parts, each with what it is; the text of a letter as one.
    pub fn parts(&self) -> Vec<(Part, Vec<Run>)> {
        let mut body: Vec<Run> = Vec::new();
        for paragraph in &self.body {
            if !body.is_empty() {
                body.push(Run::own("\n\n"));
            }
            body.extend(paragraph.iter().cloned());
        }
        let lines = [(Part::Subject, self.subject.clone()), (Part::Preview, self.preview.clone())];
        lines.into_iter().chain([(Part::Body, body)]).filter(|(_, runs)| !runs.is_empty()).collect()
    }

    /// The field whose value would begin a line of its own.
    fn broken(&self) -> Option<Field> {
        let runs = self.body.iter().chain([&self.subject, &self.preview]).flatten();
        let is_broken = |run: &&Run| run.field.is_some() && run.text.chars().any(char::is_control);
        runs.filter(is_broken).find_map(|run| run.field)
    }
}

#[cfg(test)]
mod tests;
