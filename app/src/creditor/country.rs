//! The names of countries.

use domain::country::Country;

use crate::reader::Reader;
use crate::texts::key;

/// What a country is called in the reader's language.
pub(super) fn name(reader: Reader, country: Country) -> String {
    match country {
        Country::Ar => reader.say(key::CountryAr),
        Country::Br => reader.say(key::CountryBr),
        Country::Cl => reader.say(key::CountryCl),
        Country::Co => reader.say(key::CountryCo),
        Country::Cr => reader.say(key::CountryCr),
        Country::Ec => reader.say(key::CountryEc),
        Country::Es => reader.say(key::CountryEs),
        Country::Gb => reader.say(key::CountryGb),
        Country::Mx => reader.say(key::CountryMx),
        Country::Pa => reader.say(key::CountryPa),
        Country::Pe => reader.say(key::CountryPe),
        Country::Us => reader.say(key::CountryUs),
        Country::Uy => reader.say(key::CountryUy),
    }
}
