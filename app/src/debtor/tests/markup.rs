//! A small strict reader of our own HTML.

const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];

/// One piece of a document.
enum Piece<'a> {
    Open(&'a str, Vec<(&'a str, &'a str)>),
    Close(&'a str),
    Text(&'a str),
}

/// Reads the pieces; every attribute value must be quoted or absent.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html.trim_start_matches("<!DOCTYPE html>");
    while let Some((text, after)) = rest.split_once('<') {
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let (tag, after) = after.split_once('>').expect("attributes hold no `>`");
        rest = after;
        match tag.strip_prefix('/') {
            Some(name) => pieces.push(Piece::Close(name)),
            None => pieces.push(open(tag)),
        }
    }
    pieces
}

fn open(tag: &str) -> Piece<'_> {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let key = &rest[..end];
        rest = &rest[end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, after) = quoted.split_once('"').expect("a closing quote");
            (value, rest) = (inside, after);
        }
        attributes.push((key, value));
    }
    Piece::Open(name.trim_end_matches('/'), attributes)
}

/// The first thing that is wrong with a document.
pub(super) fn check(html: &str) -> Result<(), String> {
    let mut stack: Vec<&str> = Vec::new();
    let (mut ids, mut fors, mut describes, mut fields) = (vec![], vec![], vec![], vec![]);
    let mut headings = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, attributes) => {
                nesting(name, &stack)?;
                let get = |key| attributes.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
                forbidden(name, &attributes)?;
                ids.extend(get("id"));
                fors.extend(get("for"));
                describes
                    .extend(get("aria-describedby").into_iter().flat_map(str::split_whitespace));
                let labelled_around = stack.contains(&"label");
                let needs_label = matches!(name, "input" | "textarea" | "select");
                if needs_label && get("type") != Some("hidden") && !labelled_around {
                    fields.push(get("id").ok_or("a field without id")?);
                }
                if name.len() == 2 && name.starts_with('h') && name != "hr" {
                    headings.push(name);
                }
                if !VOID.contains(&name) {
                    stack.push(name);
                }
            }
            Piece::Close(name) => {
                let top = stack.pop();
                if top != Some(name) {
                    return Err(format!("</{name}> closes {top:?}"));
                }
            }
            Piece::Text(text) => {
                let misplaced = matches!(stack.last(), Some(&("ul" | "ol" | "dl" | "head")));
                if misplaced && !text.trim().is_empty() {
                    return Err(format!("text {text:?} in {:?}", stack.last()));
                }
            }
        }
    }
    if !stack.is_empty() {
        return Err(format!("{stack:?} left open"));
    }
    references(&ids, &fors, &describes, &fields)?;
    outline_of(&headings)
}

fn nesting(name: &str, stack: &[&str]) -> Result<(), String> {
    let parent = stack.last().copied().unwrap_or("");
    let block = ["p", "div", "ul", "ol", "dl", "form", "section", "h1", "h2", "h3", "fieldset"];
    let inline =
        ["p", "h1", "h2", "h3", "span", "b", "small", "label", "dt", "legend", "a", "button"];
    if inline.contains(&parent) && block.contains(&name) {
        return Err(format!("<{name}> inside <{parent}>"));
    }
    if matches!(parent, "ul" | "ol") && name != "li" {
        return Err(format!("<{name}> inside <{parent}>"));
    }
    if name == "li" && !matches!(parent, "ul" | "ol") {
        return Err(format!("<li> inside <{parent}>"));
    }
    for never_nested in ["form", "a", "button", "label", "main"] {
        if name == never_nested && stack.contains(&name) {
            return Err(format!("<{name}> inside another"));
        }
    }
    Ok(())
}

fn forbidden(name: &str, attributes: &[(&str, &str)]) -> Result<(), String> {
    let is_own_file = attributes.iter().any(|(key, value)| *key == "src" && !value.contains(':'));
    if (name == "script" && !is_own_file) || name == "style" {
        return Err(format!("<{name}> is not allowed by the CSP"));
    }
    for (key, value) in attributes {
        if *key == "style" || key.starts_with("on") || value.starts_with("javascript:") {
            return Err(format!("{key}={value} is not allowed by the CSP"));
        }
    }
    Ok(())
}

fn references(
    ids: &[&str],
    fors: &[&str],
    describes: &[&str],
    fields: &[&str],
) -> Result<(), String> {
    for (at, id) in ids.iter().enumerate() {
        if ids[..at].contains(id) {
            return Err(format!("id {id} twice"));
        }
    }
    if let Some(lost) = fors.iter().chain(describes).find(|id| !ids.contains(id)) {
        return Err(format!("nothing has the id {lost}"));
    }
    match fields.iter().find(|field| !fors.contains(field)) {
        Some(field) => Err(format!("the field {field} has no label")),
        None => Ok(()),
    }
}

/// One h1, and no level left out.
fn outline_of(headings: &[&str]) -> Result<(), String> {
    if headings.iter().filter(|h| **h == "h1").count() != 1 {
        return Err("not exactly one h1".to_owned());
    }
    let level = |heading: &str| heading[1..].parse::<u8>().unwrap_or(9);
    let jump = headings.windows(2).find(|pair| level(pair[1]) > level(pair[0]) + 1);
    jump.map_or(Ok(()), |pair| Err(format!("{} after {}", pair[1], pair[0])))
}

/// What people read, in one line.
pub(super) fn text(html: &str) -> String {
    let text: Vec<&str> = pieces(html)
        .into_iter()
        .filter_map(|piece| if let Piece::Text(text) = piece { Some(text.trim()) } else { None })
        .collect();
    text.join(" ")
}

/// What people read in `main`, one block a line, headings marked.
pub(super) fn outline(html: &str) -> String {
    let (_, main) = html.split_once("<main").expect("a main part");
    let (main, _) = main.split_once("</footer>").expect("its end");
    let main = main.split_once('>').map_or("", |(_, main)| main);
    let mut out = String::new();
    for piece in pieces(&format!("{main}<")[..main.len()].replace("<!>", "")) {
        match piece {
            Piece::Open("h1", _) => out.push_str("\n# "),
            Piece::Open("h2", _) => out.push_str("\n## "),
            Piece::Open("h3", _) => out.push_str("\n### "),
            Piece::Open("p" | "li" | "div" | "label" | "dl" | "form", _) => out.push('\n'),
            Piece::Open("a", _) => out.push_str(" → "),
            Piece::Open("button", _) => out.push_str("[…] "),
            Piece::Open("dd", _) => out.push_str(": "),
            Piece::Open("span" | "b", _) => out.push(' '),
            Piece::Open(..) | Piece::Close(_) => {}
            Piece::Text(text) => out.push_str(text),
        }
    }
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}
