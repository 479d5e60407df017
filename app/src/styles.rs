//! The style sheets: tokens, base, then one file per component, joined and lightly minified.
//!
//! The server serves each under the hash of its content.

/// Tokens, base and the components that both sheets use, in the order of the cascade.
const SHARED: &[&str] = &[
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
    include_str!("../../style/components/header.css"),
    include_str!("../../style/components/footer.css"),
    include_str!("../../style/components/button.css"),
    include_str!("../../style/components/card.css"),
    include_str!("../../style/components/sum.css"),
    include_str!("../../style/components/field.css"),
    include_str!("../../style/components/choices.css"),
    include_str!("../../style/components/rows.css"),
    include_str!("../../style/components/notice.css"),
];

/// What only the debtor's pages use.
const DEBTOR: &[&str] = &[
    include_str!("../../style/components/link-list.css"),
    include_str!("../../style/components/debt.css"),
    include_str!("../../style/components/points.css"),
    include_str!("../../style/components/copy.css"),
    include_str!("../../style/components/person.css"),
    include_str!("../../style/components/timeline.css"),
    include_str!("../../style/components/option.css"),
    include_str!("../../style/components/schedule.css"),
    include_str!("../../style/components/build.css"),
    include_str!("../../style/components/progress.css"),
];

/// What only the team's pages use: add files of `style/team/` here.
const TEAM: &[&str] = &[
    include_str!("../../style/components/link-list.css"),
    include_str!("../../style/components/timeline.css"),
    include_str!("../../style/team/console.css"),
    include_str!("../../style/team/table.css"),
    include_str!("../../style/team/entries.css"),
    include_str!("../../style/team/home.css"),
    include_str!("../../style/team/door.css"),
    include_str!("../../style/team/letter.css"),
    include_str!("../../style/team/policy.css"),
];

/// The sheet of the debtor's pages.
pub fn debtor() -> String {
    minified(SHARED.iter().chain(DEBTOR))
}

/// The sheet of the team's pages.
pub fn team() -> String {
    minified(SHARED.iter().chain(TEAM))
}

/// The sheet in the head of every e-mail.
pub(crate) fn mail() -> String {
    minified([include_str!("../../style/mail.css")].iter())
}

fn minified<'a>(sheets: impl Iterator<Item = &'a &'a str>) -> String {
    let mut out = String::new();
    for sheet in sheets {
        minify(sheet, &mut out);
    }
    out
}

/// Takes comments, line breaks and the spaces that CSS never needs. Not a parser: our sheets hold
/// no string with a comment, a brace or two spaces in it.
fn minify(sheet: &str, out: &mut String) {
    let mut rest = sheet;
    let mut bare = String::with_capacity(sheet.len());
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    for word in bare.split_whitespace() {
        if out.ends_with(|c: char| !"{};:,".contains(c)) && !word.starts_with(['{', '}']) {
            out.push(' ');
        }
        if word.starts_with('}') && out.ends_with(';') {
            out.pop();
        }
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minifying_keeps_the_meaning() {
        let mut out = String::new();
        minify(
            "/* why */\n.a > b,\n.c :hover {\n  margin: 0 calc(1px + 2px);\n}\n@media (x) {\n  d {\n    e: f;\n  }\n}\n",
            &mut out,
        );
        assert_eq!(out, ".a > b,.c :hover{margin:0 calc(1px + 2px)}@media (x){d{e:f}}");
    }

    #[test]
    fn the_sheets_are_sound() {
        for sheet in [debtor(), team()] {
            assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
            assert!(
                !sheet.contains("url(") && !sheet.contains("@import"),
                "nothing from elsewhere"
            );
        }
    }
}
