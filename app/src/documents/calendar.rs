//! What a date is called in the calendar of a phone, where a stranger may read it.

use domain::tone::refuses_name;

use crate::messages::outside;
use crate::reader::Reader;
use crate::texts::key;

/// The title of every date of a plan: the creditor's discreet name, unless that tells about money by
/// itself.
pub fn calendar_title(reader: Reader, discreet_name: &str) -> String {
    match outside(discreet_name).filter(|name| !refuses_name(name)) {
        Some(creditor) => reader.say(key::DocumentDate { creditor: &creditor }),
        None => reader.say(key::DocumentDateBare),
    }
}
