//! Stripe's form encoding: `a[b][0]=c` pairs in body or query.

use std::collections::BTreeMap;

use super::answer::Refusal;
use super::book::Metadata;

/// The parameters of one request by their full name, indexes included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    pairs: BTreeMap<String, String>,
}

impl Form {
    /// Reads `name=value&…`; refuses what is not valid percent-encoded UTF-8.
    pub(super) fn parse(text: &[u8]) -> Result<Self, Refusal> {
        let mut pairs = BTreeMap::new();
        for pair in text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let (name, value) = (&pair[..at], pair.get(at + 1..).unwrap_or_default());
            let mut name = decode(name)?;
            if name.ends_with("[]") {
                // `expand[]=a&expand[]=b`: number them in the order they came.
                let stem = name[..name.len() - 2].to_owned();
                let earlier = (0..pairs.len())
                    .take_while(|at| pairs.contains_key(&format!("{stem}[{at}]")))
                    .count();
                name = format!("{stem}[{earlier}]");
            }
            pairs.insert(name, decode(value)?);
        }
        Ok(Self { pairs })
    }

    /// The value of `name`; an empty one counts as absent.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.pairs.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of `name`, or Stripe's error for a missing one.
    pub(super) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.text(name).ok_or_else(|| {
            let text = format!("Missing required param: {name}.");
            Refusal::invalid(text).code("parameter_missing").param(name)
        })
    }

    /// The value of `name` as an integer.
    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let parse = |value: &str| {
            value.parse().map_err(|_| {
                let text = format!("Invalid integer: {value}");
                Refusal::invalid(text).code("parameter_invalid_integer").param(name)
            })
        };
        self.text(name).map(parse).transpose()
    }

    /// The values of `name[0]`, `name[1]`, ….
    pub(super) fn array(&self, name: &str) -> Vec<String> {
        (0..).map_while(|at| self.text(&format!("{name}[{at}]")).map(str::to_owned)).collect()
    }

    /// The pairs `name[key]=value`, within Stripe's limits for metadata.
    pub(super) fn metadata(&self, name: &str) -> Result<Metadata, Refusal> {
        let prefix = format!("{name}[");
        let mut metadata = Metadata::new();
        for (full, value) in &self.pairs {
            let key = full.strip_prefix(&prefix).and_then(|rest| rest.strip_suffix(']'));
            let Some(key) = key else { continue };
            if key.chars().count() > 40 || value.chars().count() > 500 {
                return Err(Refusal::invalid("Metadata is too long").param(full));
            }
            metadata.insert(key.to_owned(), value.clone());
        }
        if metadata.len() > 50 {
            return Err(Refusal::invalid("Metadata may have up to 50 keys").param(name));
        }
        Ok(metadata)
    }

    /// Refuses every parameter whose name is not in `known`; a `[…]` at a known name's end stands
    /// for whatever follows.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        let listed = |name: &str| {
            let stem = name.split('[').next().unwrap_or(name);
            known.iter().any(|entry| *entry == name || entry.strip_suffix("[…]") == Some(stem))
        };
        match self.pairs.keys().find(|name| !listed(name)) {
            None => Ok(()),
            Some(name) => {
                let text = format!("Received unknown parameter: {name}");
                Err(Refusal::invalid(text).code("parameter_unknown").param(name))
            }
        }
    }

    /// One text for equal parameters, whatever order they came in.
    pub(super) fn canonical(&self) -> String {
        let pairs: Vec<_> = self.pairs.iter().map(|(name, value)| [&**name, value]).collect();
        pairs.into_iter().map(|pair| pair.join("\u{1f}")).collect::<Vec<_>>().join("\u{1e}")
    }
}

fn decode(text: &[u8]) -> Result<String, Refusal> {
    let bad = || Refusal::invalid("Invalid URL-encoded form");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let (hex, tail) = rest.split_at_checked(2).ok_or_else(bad)?;
                let hex = std::str::from_utf8(hex).map_err(|_| bad())?;
                bytes.push(u8::from_str_radix(hex, 16).map_err(|_| bad())?);
                rest = tail;
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nested_names_lists_and_metadata_are_read() {
        let form = Form::parse(
            b"line_items[0][quantity]=1&expand[]=a&expand[]=b.c&metadata%5Battempt%5D=n%C3%BA+1&x=",
        )
        .expect("read");
        assert_eq!(form.text("line_items[0][quantity]"), Some("1"));
        assert_eq!(form.array("expand"), ["a", "b.c"]);
        assert_eq!(form.metadata("metadata").expect("read")["attempt"], "nú 1");
        assert_eq!(form.text("x"), None);
        assert!(form.only(&["line_items[…]", "expand[…]", "metadata[…]", "x"]).is_ok());
        assert!(form.only(&["line_items[…]", "expand[…]", "x"]).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(text in prop::collection::vec(any::<u8>(), 0..300)) {
            drop(Form::parse(&text));
        }
    }
}
