//! What all pages share: head, TEST mark, style.

/// The style of every page.
pub(super) const CSS: &str = "\
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #4f566b; --line: #c9ced8;
  --ground: #f6f8fa; --card: #fff; --act: #4b3fd6; --act-ink: #fff; --bad: #b3093c;
  --test: #ffdf8e; --test-ink: #4a3300 }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff4; --soft: #b4bccb; --line: #4a5266;
  --ground: #14171f; --card: #1e222d; --act: #a79cff; --act-ink: #14171f; --bad: #ff8fa8 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif }
.test { background: var(--test); color: var(--test-ink); text-align: center; margin: 0;
  padding: .5rem 1rem; font-weight: 600 }
main { max-width: 27rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1rem; font-weight: 500; color: var(--soft); margin: .5rem 0 0 }
.sum { font-size: 2rem; font-weight: 700; margin: 0 0 1rem }
section, details { background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1rem; margin: 0 0 1rem }
h2 { font-size: 1.1rem; margin: 0 0 .75rem }
label { display: block; margin: .75rem 0 0; font-size: .9rem; font-weight: 600 }
input { width: 100%; min-height: 3rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--line); border-radius: .5rem }
input[aria-invalid] { border: 2px solid var(--bad) }
.pair { display: grid; grid-template-columns: 3fr 2fr; gap: .75rem }
button { width: 100%; min-height: 3rem; margin-top: 1rem; font: inherit; font-weight: 600;
  color: var(--act-ink); background: var(--act); border: 0; border-radius: .5rem; cursor: pointer }
button.second { color: var(--ink); background: none; border: 1px solid var(--line) }
a { color: var(--act) }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
.bad { color: var(--bad); font-weight: 600; margin: .25rem 0 0 }
.notice { border: 2px solid var(--bad); border-radius: .75rem; padding: .75rem 1rem;
  margin: 0 0 1rem }
.code { font: 600 1.1rem/1.6 ui-monospace, monospace; overflow-wrap: anywhere }
ul { padding-left: 1.25rem; margin: .5rem 0 0 } li { padding: .25rem 0 }
summary { cursor: pointer; font-weight: 600; min-height: 1.5rem }
footer { text-align: center; padding: 1rem }
";

/// A whole page.
pub(super) fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"es\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title} · TEST</title>\
         <link rel=\"stylesheet\" href=\"/style.css\"><link rel=\"icon\" href=\"data:,\"></head>\
         <body><header class=\"test\">TEST · Aquí no se mueve dinero</header>\
         <main>{body}</main></body></html>\n",
        title = escape(title),
    )
}

/// Text as it may stand in HTML, attributes included.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let escaped = escape("\"'><script>&");
        assert_eq!(escaped, "&quot;&#39;&gt;&lt;script&gt;&amp;");
    }
}
