//! Our own markup in pieces: tags and the text between them.

/// One piece.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Piece<'a> {
    /// An element begins.
    Open { tag: &'a str, class: &'a str, href: Option<String> },
    /// An element ends.
    Close(&'a str),
    /// Text, with what was escaped made plain.
    Text(String),
}

/// The entities that stand for one character each. Every other `&` stands for itself.
const ENTITIES: [(&str, char); 6] =
    [("lt", '<'), ("gt", '>'), ("amp", '&'), ("quot", '"'), ("#39", '\''), ("#x27", '\'')];

/// The pieces of `markup`, in order. In attributes and text of ours no `<` or `>` stands bare.
pub(super) fn pieces(markup: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), markup);
    while let Some((before, after)) = rest.split_once('<') {
        text(before, &mut pieces);
        let Some((inside, next)) = after.split_once('>') else {
            rest = after;
            break;
        };
        match inside.strip_prefix('/') {
            Some(tag) => pieces.push(Piece::Close(tag.trim())),
            None => open(inside, &mut pieces),
        }
        rest = next;
    }
    text(rest, &mut pieces);
    pieces
}

fn text<'a>(text: &'a str, pieces: &mut Vec<Piece<'a>>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(plain(text)));
    }
}

/// A tag that begins an element; comments and elements without an end are only a gap.
fn open<'a>(inside: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let tag = inside.split([' ', '\n', '/']).next().unwrap_or_default();
    if tag.is_empty() || tag.starts_with('!') || matches!(tag, "br" | "hr" | "img" | "wbr") {
        pieces.push(Piece::Text(" ".to_owned()));
        return;
    }
    let class = attribute(inside, "class").unwrap_or_default();
    let href = attribute(inside, "href").map(plain);
    pieces.push(Piece::Open { tag, class, href });
}

fn attribute<'a>(inside: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = inside.split_once(&format!(" {name}=\""))?;
    after.split('"').next()
}

fn plain(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let known = ENTITIES
            .iter()
            .find_map(|(name, c)| Some((*c, after.strip_prefix(name)?.strip_prefix(';')?)));
        let (c, next) = known.unwrap_or(('&', after));
        out.push(c);
        rest = next;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_escaped_is_plain_again_and_nothing_is_unescaped_twice() {
        for (kept, read) in [
            ("a &lt;b&gt; &amp;lt; c", "a <b> &lt; c"),
            ("&quot;x&quot; &#39;y&#x27; &z; &", "\"x\" 'y' &z; &"),
        ] {
            assert_eq!(pieces(kept), [Piece::Text(read.to_owned())]);
        }
    }

    #[test]
    fn tags_bring_their_class_and_where_they_lead() {
        let read = pieces("<p class=\"a b\">x<a href=\"/c?d=1&amp;e=2\">y</a></p>");
        assert_eq!(
            read,
            [
                Piece::Open { tag: "p", class: "a b", href: None },
                Piece::Text("x".to_owned()),
                Piece::Open { tag: "a", class: "", href: Some("/c?d=1&e=2".to_owned()) },
                Piece::Text("y".to_owned()),
                Piece::Close("a"),
                Piece::Close("p"),
            ]
        );
    }
}
