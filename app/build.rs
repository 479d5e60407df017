//! Turns `locales/<locale>/*.ftl` into one Rust struct per message, so that a wrong key, a wrong
//! argument or a missing language cannot compile, and an unused text is dead code.
//!
//! `es`, `en` and `pt` are complete. The overlays `es-usted`, `es-PE`, `es-PE-usted` hold only what
//! differs from `es` and may not add a key.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use fluent_syntax::ast::{
    Entry, Expression, Identifier, InlineExpression, Message, Pattern, PatternElement, Resource,
    Variant, VariantKey,
};
use fluent_syntax::{parser, serializer};

const LOCALES: &str = "../locales";
const LANGUAGES: [&str; 3] = ["es", "en", "pt"];

/// One folder of `locales/`. The order of the fields makes the most special one come first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Locale {
    rank: u8,
    lang: String,
    region: Option<String>,
    usted: bool,
}

type Wordings = BTreeMap<Locale, Pattern<String>>;

fn main() {
    println!("cargo::rerun-if-changed={LOCALES}");
    let mut texts: BTreeMap<String, Wordings> = BTreeMap::new();
    for folder in fs::read_dir(LOCALES).expect("the folder of texts") {
        let folder = folder.expect("a readable entry").path();
        if folder.is_dir() {
            read_locale(&folder, &mut texts);
        }
    }
    let mut code = String::new();
    for (key, wordings) in &texts {
        check_complete(key, wordings);
        write_message(key, wordings, &mut code);
    }
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("texts.rs"), code).expect("a writable output folder");
}

fn read_locale(folder: &Path, texts: &mut BTreeMap<String, Wordings>) {
    let name = folder.file_name().and_then(|n| n.to_str()).expect("a UTF-8 name");
    let locale = locale(name);
    for file in fs::read_dir(folder).expect("a readable folder") {
        let file = file.expect("a readable entry").path();
        if file.extension().is_none_or(|e| e != "ftl") {
            continue;
        }
        let source = fs::read_to_string(&file).expect("UTF-8 text");
        let resource = parser::parse(source)
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            if let Entry::Message(Message { id, value: Some(value), .. }) = entry {
                let before =
                    texts.entry(id.name.clone()).or_default().insert(locale.clone(), value);
                assert!(before.is_none(), "`{}` stands twice in {name}", id.name);
            }
        }
    }
}

fn locale(name: &str) -> Locale {
    let mut parts = name.split('-');
    let lang = parts.next().unwrap_or_default().to_owned();
    let (mut region, mut usted) = (None, false);
    for part in parts {
        match part {
            "usted" => usted = true,
            code if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) => {
                region = Some(code.to_owned());
            }
            _ => panic!("`locales/{name}`: not a language, an es-REGION or an es-usted"),
        }
    }
    assert!(LANGUAGES.contains(&&*lang), "`locales/{name}`: unknown language");
    assert!(lang == "es" || (region.is_none() && !usted), "`locales/{name}`: only es has overlays");
    let rank = match (&region, usted) {
        (Some(_), true) => 0,
        (None, true) => 1,
        (Some(_), false) => 2,
        (None, false) => 3,
    };
    Locale { rank, lang, region, usted }
}

fn check_complete(key: &str, wordings: &Wordings) {
    for lang in LANGUAGES {
        assert!(wordings.contains_key(&locale(lang)), "`{key}` is missing in {lang}");
    }
    let usted = wordings.keys().any(|l| l.rank == 1);
    for region in wordings.keys().filter(|l| l.rank == 2).filter_map(|l| l.region.as_deref()) {
        let both = locale(&format!("es-{region}-usted"));
        assert!(
            !usted || wordings.contains_key(&both),
            "`{key}` differs in es-usted and in es-{region}: write es-{region}-usted too, \
             or people addressed as usted lose the word of their country"
        );
    }
}

fn write_message(key: &str, wordings: &Wordings, code: &mut String) {
    let mut counts = BTreeSet::new();
    for pattern in wordings.values() {
        counted(pattern, &mut counts);
    }
    let (_, names) = body(key, &wordings[&locale(LANGUAGES[0])], &counts);
    let mut arms = String::new();
    for (locale, pattern) in wordings {
        let (body, found) = body(key, pattern, &counts);
        let same = found.len() == names.len() && found.iter().all(|name| names.contains(name));
        assert!(same, "`{key}` has other arguments in {locale:?}: {found:?} instead of {names:?}");
        let _ = writeln!(arms, "{} => {{ {body} }}", arm(locale));
    }
    let numbers_only = names.iter().all(|name| counts.contains(name));
    let (life, elided) = if numbers_only { ("", "") } else { ("<'a>", "<'_>") };
    let (mut fields, mut bound) = (String::new(), String::new());
    for name in &names {
        let kind = if counts.contains(name) { "u64" } else { "&'a str" };
        let _ = write!(fields, "pub {name}: {kind}, ");
        let _ = write!(bound, "{name}, ");
    }
    let (name, doc) = (pascal(key), source(key, &wordings[&locale(LANGUAGES[0])]));
    let declaration =
        if names.is_empty() { ";".to_owned() } else { format!("{life} {{ {fields} }}") };
    let bind =
        if names.is_empty() { String::new() } else { format!("let Self {{ {bound} }} = *self;") };
    let _ = writeln!(
        code,
        "#[doc = {doc:?}]\n#[derive(Clone, Copy)]\npub struct {name}{declaration}\n\
         impl Text for {name}{elided} {{\n\
         fn write(&self, voice: Voice, out: &mut String) {{ {bind}\n\
         match (voice.lang, voice.region, voice.address) {{\n{arms}}} }} }}"
    );
}

/// The statements that write one wording, and its arguments in the order of their appearance.
fn body(key: &str, pattern: &Pattern<String>, counts: &BTreeSet<String>) -> (String, Vec<String>) {
    let mut writer = Writer { key, counts, code: String::new(), names: Vec::new() };
    writer.pattern(pattern);
    (writer.code, writer.names)
}

fn arm(locale: &Locale) -> String {
    let region = locale.region.as_deref().map_or("_".to_owned(), |code| {
        format!("Country::{}{}", &code[..1], code[1..].to_lowercase())
    });
    let address = if locale.usted { "Address::Usted" } else { "_" };
    format!("(Lang::{}, {region}, {address})", pascal(&locale.lang))
}

fn pascal(key: &str) -> String {
    key.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// The message as the translators see it, for the struct's documentation.
fn source(key: &str, value: &Pattern<String>) -> String {
    let message = Message {
        id: Identifier { name: key.to_owned() },
        value: Some(value.clone()),
        attributes: vec![],
        comment: None,
    };
    format!("`{}`", serializer::serialize(&Resource { body: vec![Entry::Message(message)] }).trim())
}

/// Collects the arguments that some wording counts by: they are numbers, all others are text.
fn counted(pattern: &Pattern<String>, counts: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression: Expression::Select { selector, variants } } =
            element
        {
            if let InlineExpression::VariableReference { id } = selector {
                counts.insert(id.name.clone());
            }
            for variant in variants {
                counted(&variant.value, counts);
            }
        }
    }
}

/// Writes the Rust statements that push one pattern to `out`.
struct Writer<'a> {
    key: &'a str,
    counts: &'a BTreeSet<String>,
    code: String,
    names: Vec<String>,
}

impl Writer<'_> {
    fn pattern(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    self.inline(inline);
                }
                PatternElement::Placeable {
                    expression: Expression::Select { selector, variants },
                } => self.select(selector, variants),
            }
        }
    }

    fn text(&mut self, value: &str) {
        let _ = write!(self.code, "push_words(out, {value:?});");
    }

    fn inline(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::StringLiteral { value } => self.text(value),
            InlineExpression::VariableReference { id } => {
                let name = self.argument(&id.name);
                if self.counts.contains(&name) {
                    let _ = write!(self.code, "push_count(voice.region, {name}, out);");
                } else {
                    let _ = write!(self.code, "out.push_str({name});");
                }
            }
            other => panic!("`{}`: not supported in our texts: {other:?}", self.key),
        }
    }

    /// Exact numbers first, then plural categories, then the default, as Fluent decides.
    fn select(&mut self, selector: &InlineExpression<String>, variants: &[Variant<String>]) {
        let InlineExpression::VariableReference { id } = selector else {
            panic!("`{}`: only an argument can be counted by", self.key)
        };
        let name = self.argument(&id.name);
        let _ = write!(self.code, "match (plural(voice.lang, {name}), {name}) {{");
        let mut sorted: Vec<_> = variants.iter().collect();
        sorted.sort_by_key(|v| match v.key {
            _ if v.default => 2,
            VariantKey::NumberLiteral { .. } => 0,
            VariantKey::Identifier { .. } => 1,
        });
        for variant in sorted {
            let head = match &variant.key {
                _ if variant.default => "_".to_owned(),
                VariantKey::NumberLiteral { value } => format!("(_, {value})"),
                VariantKey::Identifier { name } => format!("(Plural::{}, _)", pascal(name)),
            };
            let _ = write!(self.code, "{head} => {{");
            self.pattern(&variant.value);
            self.code.push('}');
        }
        self.code.push('}');
    }

    fn argument(&mut self, name: &str) -> String {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
        name.to_owned()
    }
}
