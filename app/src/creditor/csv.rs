//! The words of the exports: what stands above their columns and in them.

use domain::ledger::Channel;

use super::case::channel_name;
use super::suspense::WayOut;
use crate::reader::Reader;
use crate::texts::key;

/// The heads of the columns: receipt, date, customer's number, name, invoices, amount, currency,
/// channel, provider's id, transfer's reference, refunded, charged back, reversed, note.
pub fn head(reader: Reader) -> [String; 14] {
    [
        reader.say(key::TeamReceipt),
        reader.say(key::TeamDate),
        reader.say(key::TeamCsvCustomer),
        reader.say(key::TeamPerson),
        reader.say(key::TeamCsvDocuments),
        reader.say(key::TeamAmount),
        reader.say(key::TeamCurrency),
        reader.say(key::TeamChannel),
        reader.say(key::TeamCsvProvider),
        reader.say(key::TeamCsvTransfer),
        reader.say(key::TeamAccountRefunded),
        reader.say(key::TeamAccountChargedBack),
        reader.say(key::TeamMarkReversed),
        reader.say(key::TeamCsvNote),
    ]
}

/// Where the money of one row came in.
pub fn channel(reader: Reader, channel: Channel) -> String {
    channel_name(reader, channel)
}

/// The heads of the columns of what left suspense: day of its end, which end, number of the customer who
/// got it, amount, currency, channel, day it arrived, provider's id, transfer's reference, who said so, what
/// they wrote.
pub fn ended_head(reader: Reader) -> [String; 11] {
    [
        reader.say(key::TeamDate),
        reader.say(key::TeamCsvEnd),
        reader.say(key::TeamCsvCustomer),
        reader.say(key::TeamAmount),
        reader.say(key::TeamCurrency),
        reader.say(key::TeamChannel),
        reader.say(key::TeamReceivedOn),
        reader.say(key::TeamCsvProvider),
        reader.say(key::TeamCsvTransfer),
        reader.say(key::TeamCsvWho),
        reader.say(key::TeamCsvNote),
    ]
}

/// Which end the money of one row had.
pub fn way_out(reader: Reader, way: &WayOut) -> String {
    way.text(reader)
}
