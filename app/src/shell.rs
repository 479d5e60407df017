//! What surrounds a page: the document, the header with who is speaking, the footer, the way out.

use leptos::prelude::*;

use crate::components::Person;
use crate::reader::Reader;
use crate::render::render;
use crate::routes::{self, pattern};
use crate::texts::{Lang, key};

/// What the server knows about the surroundings of a page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Who reads, and when.
    pub reader: Reader,
    /// URLs of the style sheets, in the order of the cascade; the brand's last.
    pub sheets: Vec<String>,
    /// URL of what wakes islands; `None` in a build without them.
    pub loader: Option<String>,
    /// Who is speaking.
    pub sender: Sender,
    /// Whether there is a session to leave.
    pub session: Session,
    /// Whether money is real.
    pub mode: Mode,
    /// The page's own query without `lang`, so that changing the language keeps it; usually empty.
    pub query: String,
}

/// Who is speaking to the reader: the host before the link's button was pressed, then the creditor.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The name in the header, at most two lines of it.
    pub name: String,
    /// The legal identity in small type: `RUC 20601234565`.
    pub legal_id: Option<String>,
    /// How to reach a person; empty for a shared host.
    pub contact: Contact,
}

/// How to reach a person of the creditor.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// As the creditor writes it: `01 555 0100`.
    pub phone: Option<String>,
    /// When somebody answers.
    pub hours: Option<Written>,
    /// Where to write.
    pub email: Option<String>,
}

/// A text that the creditor wrote, in the language in which it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The text; blank lines part paragraphs.
    pub text: String,
    /// Its language.
    pub lang: Lang,
}

/// Whether there is a session to leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Session {
    /// No session, or one that shows nothing yet.
    None,
    /// Something to log out of.
    Open,
}

/// Whether money is real.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Money moves.
    Live,
    /// The payment simulator is on: every page says so.
    Test,
}

/// The `head` of a document.
#[derive(Clone, Debug)]
pub struct Head {
    /// Discreet: never an amount, never a debt word.
    pub title: String,
    /// Asks for the page again after so many seconds, without JavaScript; 10 at least.
    pub refresh_s: Option<u32>,
    /// URL of what wakes the islands of the page, if it has any.
    pub loader: Option<String>,
}

impl Head {
    /// A page that stays as it is.
    pub fn titled(title: String) -> Self {
        Self { title, refresh_s: None, loader: None }
    }

    /// The same page shown again because a form was not understood.
    pub(crate) fn with_problem(self, reader: Reader) -> Self {
        let title = &*self.title;
        Self { title: reader.say(key::ShellErrorTitle { title }), ..self }
    }
}

impl Contact {
    /// Whether there is any way to reach a person.
    pub const fn is_empty(&self) -> bool {
        self.phone.is_none() && self.email.is_none()
    }
}

/// A whole document: `tag` for the `lang` attribute, the sheets, and any body.
pub(crate) fn document(
    tag: String,
    head: Head,
    sheets: Vec<String>,
    body: impl FnOnce() -> AnyView,
) -> String {
    render(move || {
        view! {
            <!DOCTYPE html>
            <html lang=tag>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width,initial-scale=1"/>
                    <meta name="robots" content="noindex"/>
                    <meta name="format-detection" content="telephone=no"/>
                    {head.refresh_s.map(|seconds| view! {
                        <meta http-equiv="refresh" content=seconds.to_string()/>
                    })}
                    <title>{head.title}</title>
                    <link rel="icon" href="data:,"/>
                    {sheets
                        .into_iter()
                        .map(|href| view! { <link rel="stylesheet" href=href/> })
                        .collect_view()}
                    {head.loader.map(|src| view! { <script type="module" src=src></script> })}
                </head>
                <body>{body()}</body>
            </html>
        }
    })
}

/// Whether the footer offers other languages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongues {
    /// By a link to the page's own address.
    Offered,
    /// The page answers a form whose address cannot be asked for again.
    Withheld,
}

/// A page of the debtor: header, what matters, a person to call, footer.
pub(crate) fn page(shell: Shell, head: Head, content: impl FnOnce() -> AnyView) -> String {
    page_in(Tongues::Offered, shell, head, content)
}

/// The same, choosing whether other languages are offered.
pub(crate) fn page_in(
    tongues: Tongues,
    shell: Shell,
    head: Head,
    content: impl FnOnce() -> AnyView,
) -> String {
    let Shell { reader, sheets, sender, session, mode, query, .. } = shell;
    document(reader.voice.tag(), head, sheets, move || {
        let contact = sender.contact.clone();
        view! {
            <a class="skip vh" href="#contenido">{reader.say(key::ShellSkip)}</a>
            {(mode == Mode::Test).then(|| view! { <TestBanner reader/> })}
            <Header reader sender/>
            <main id="contenido" tabindex="-1">
                {content()}
                {(!contact.is_empty()).then(|| view! { <Person reader contact/> })}
            </main>
            <Footer reader session query tongues/>
        }
        .into_any()
    })
}

/// Says on every page that no real money moves.
#[component]
pub(crate) fn TestBanner(reader: Reader) -> impl IntoView {
    view! { <aside class="test">{reader.say(key::ShellTest)}</aside> }
}

#[component]
fn Header(reader: Reader, sender: Sender) -> impl IntoView {
    let initial: String = sender.name.chars().find(|c| c.is_alphanumeric()).into_iter().collect();
    view! {
        <header class="top">
            <span class="logo" aria-hidden="true">{initial.to_uppercase()}</span>
            <div class="who">
                <b>{sender.name}</b>
                {sender.legal_id.map(|id| view! { <small>{id}</small> })}
            </div>
            <a class="no-print" href=pattern::HELP>{reader.say(key::ShellHelp)}</a>
        </header>
    }
}

#[component]
fn Footer(reader: Reader, session: Session, query: String, tongues: Tongues) -> impl IntoView {
    view! {
        <footer class="bottom">
            <ul>
                <li><a href=pattern::REAL>{reader.say(key::ShellReal)}</a></li>
                {(session == Session::Open).then(|| view! {
                    <li>
                        <form method="post" action=pattern::LOG_OUT>
                            <button>{reader.say(key::ShellLogOut)}</button>
                        </form>
                    </li>
                })}
            </ul>
            {(tongues == Tongues::Offered).then(|| view! {
                <Languages current=reader.voice.lang query/>
            })}
        </footer>
    }
}

/// The page in the other languages, by plain links: relative ones, unless the page answers a form
/// and `path` says where it is asked for.
#[component]
pub(crate) fn Languages(
    current: Lang,
    query: String,
    #[prop(optional, into)] path: String,
) -> impl IntoView {
    let items = Lang::ALL.into_iter().map(|lang| {
        let (code, here) = (lang.code(), (lang == current).then_some("true"));
        let href = format!("{path}{}", routes::in_language(&query, code));
        view! {
            <li><a lang=code hreflang=code href=href aria-current=here>{lang.own_name()}</a></li>
        }
    });
    view! { <ul>{items.collect_view()}</ul> }
}

/// A text of the creditor, marked with its language when that is not the page's.
#[component]
pub(crate) fn WrittenText(reader: Reader, written: Written) -> impl IntoView {
    let lang = (written.lang != reader.voice.lang).then(|| written.lang.code());
    view! { <span lang=lang>{written.text}</span> }
}
