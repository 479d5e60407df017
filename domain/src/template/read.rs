//! Reading a template as somebody typed it, and saying what is wrong with it.

use super::{
    Draft, Fault, Field, For, LONGEST_LETTER, LONGEST_PARAGRAPH, LONGEST_PREVIEW, LONGEST_SUBJECT,
    LONGEST_WHATSAPP, MOST_SEGMENTS, Part, Template, Why, Words,
};
use crate::contact_channel::ContactChannel;
use crate::language::Lang;

impl Template {
    /// Reads a template. All that is wrong is told at once, of each part the first thing.
    pub fn read(draft: &Draft, of: For<'_>) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let is_letter = of.channel == ContactChannel::Email;
        let mut read = |part, text: &str, most| match part_of(text, most, (part, of)) {
            Ok(words) => words,
            Err((at, why)) => {
                faults.push(Fault { part, at, why });
                Words::default()
            }
        };
        let mut line = |part, text: &str, most| {
            if is_letter { read(part, text.trim(), most) } else { Words::default() }
        };
        let subject = line(Part::Subject, &draft.subject, LONGEST_SUBJECT);
        let preview = line(Part::Preview, &draft.preview, LONGEST_PREVIEW);
        let body = read(Part::Body, &tidy(&draft.body), longest(of.channel));
        let content_id = draft.content_id.trim().to_owned();
        let For { channel, lang, longest_link, .. } = of;
        let template = Self { channel, lang, subject, preview, body, content_id, longest_link };
        if faults.is_empty() {
            faults = template.faults(of);
        }
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    /// What is wrong with parts that read.
    fn faults(&self, of: For<'_>) -> Vec<Fault> {
        let at_start = |part, why| Fault { part, at: 0, why };
        let mut faults = Vec::new();
        let wanted = needed_on(self.channel).iter().chain(of.required);
        let missing = wanted.filter(|field| !self.says(**field));
        faults.extend(missing.map(|field| at_start(Part::Body, Why::Missing(*field))));
        let segments = self.worst().segments;
        if self.channel == ContactChannel::Sms && segments > MOST_SEGMENTS {
            faults.push(at_start(Part::Body, Why::Segments(segments)));
        }
        if self.channel == ContactChannel::WhatsApp && !is_content_id(&self.content_id) {
            faults.push(at_start(Part::ContentId, Why::ContentId));
        }
        faults
    }
}

/// What every message of a channel says. A WhatsApp message leads on by its button.
pub const fn needed_on(channel: ContactChannel) -> &'static [Field] {
    match channel {
        ContactChannel::Email => &[Field::Link],
        ContactChannel::Sms => &[Field::Business, Field::Link],
        ContactChannel::WhatsApp => &[],
    }
}

const fn longest(channel: ContactChannel) -> usize {
    match channel {
        ContactChannel::Email => LONGEST_LETTER,
        // The parts are counted; nobody reads more than this.
        ContactChannel::Sms => 400,
        ContactChannel::WhatsApp => LONGEST_WHATSAPP,
    }
}

/// Lines without what stands at their ends, and never two blank ones.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let mut tidy = lines.join("\n").trim().to_owned();
    while tidy.contains("\n\n\n") {
        tidy = tidy.replace("\n\n\n", "\n\n");
    }
    tidy
}

/// One part, read; the first thing that is wrong with it, and where.
fn part_of(text: &str, most: usize, (part, of): (Part, For<'_>)) -> Result<Words, (usize, Why)> {
    let is_line = part != Part::Body || of.channel == ContactChannel::Sms;
    if text.is_empty() {
        return Err((0, Why::Empty));
    }
    if text.chars().count() > most {
        return Err((most, Why::Long(most)));
    }
    if is_line && let Some(at) = text.chars().position(|c| matches!(c, '\n' | '\r')) {
        return Err((at, Why::Control));
    }
    let words = Words::parse(text)?;
    let unfit = words.fields().find_map(|field| Some((field, unfit(field, part, of)?)));
    if let Some((field, why)) = unfit {
        return Err((place_of(&words, field, of.lang), why));
    }
    let is_long = |words: &Words| words.print(of.lang).chars().count() > LONGEST_PARAGRAPH;
    if part == Part::Body && words.paragraphs().iter().any(is_long) {
        return Err((0, Why::LongParagraph(LONGEST_PARAGRAPH)));
    }
    Ok(words)
}

/// Why a field may not stand in a part.
fn unfit(field: Field, part: Part, of: For<'_>) -> Option<Why> {
    let is_outside = part != Part::Body || of.channel == ContactChannel::Sms;
    if !of.occasion.has(field, of.channel) {
        Some(Why::NotHere(field))
    } else if is_outside && field.tells() {
        Some(Why::Tells(field))
    } else {
        None
    }
}

/// Where a field stands first.
fn place_of(words: &Words, field: Field, lang: Lang) -> usize {
    let runs = words.runs(lang);
    let before = runs.iter().take_while(|run| run.field != Some(field));
    before.map(|run| run.text.chars().count()).sum()
}

fn is_content_id(text: &str) -> bool {
    let digits = text.strip_prefix("HX").unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}
