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
