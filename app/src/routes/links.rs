//! Links of debtors: the only addresses that hold a token.

/// The page of one access link. The token stands in no other URL.
pub fn link(token: &str) -> String {
    format!("/e/{token}")
}

/// Where a dead link is renewed.
pub fn link_renew(token: &str) -> String {
    format!("/e/{token}/nuevo")
}

/// Where the holder of a link stops the reminders.
pub fn link_stop(token: &str) -> String {
    format!("/e/{token}/parar")
}

/// The page of one link that a creditor's own system signed.
pub fn signed_link(token: &str) -> String {
    format!("/s/{token}")
}

/// Where a dead one is renewed.
pub fn signed_link_renew(token: &str) -> String {
    format!("/s/{token}/nuevo")
}

/// Where the holder of one stops the reminders.
pub fn signed_link_stop(token: &str) -> String {
    format!("/s/{token}/parar")
}

/// Where the reminders of a link's whole address are stopped, in the same language.
pub fn stop_of(address: &str) -> String {
    match address.split_once('?') {
        Some((link, query)) => format!("{link}/parar?{query}"),
        None => format!("{address}/parar"),
    }
}

/// Whether a whole address is that of a debtor's link, and nothing behind it.
pub fn is_link(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split('?').next().unwrap_or_default();
    let mut parts = path.split('/').skip(1);
    let is_of_links = parts.next().is_some_and(|first| matches!(first, "e" | "s"));
    is_of_links && parts.next().is_some() && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_known_by_its_address_and_where_it_stops_is_none() {
        for address in ["https://a.example/e/abc", "http://127.0.0.1:1/s/abc?lang=en"] {
            assert!(is_link(address), "{address}");
            assert!(!is_link(&stop_of(address)), "{address}");
        }
        for other in ["https://a.example/real", "https://a.example/", "", "https://e/s", "/e"] {
            assert!(!is_link(other), "{other}");
        }
    }
}
