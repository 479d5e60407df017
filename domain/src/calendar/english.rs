//! The holidays of England and of the United States, with the law that says so.

use chrono::Weekday;

use super::holidays::{Decreed, Rule};
use super::laws::{day, easter, monday_from};
use super::more::{nth, only_on};

/// Banking and Financial Dealings Act 1971, schedule 1, and the days that are proclaimed under its section 1
/// each year: the first Monday of May, and a weekday for each holiday that falls on a weekend. New Year's Day,
/// Good Friday and Christmas Day are those of common law.
///
/// England and Wales only: 2 January, the first Monday of August and 30 November in Scotland, 17 March and
/// 12 July in Northern Ireland are not here, and Scotland keeps no Easter Monday. Where a debtor lives within
/// the kingdom is not known.
pub(super) const ENGLAND: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    only_on(1, 2, Weekday::Mon, "Año Nuevo, trasladado"),
    only_on(1, 3, Weekday::Mon, "Año Nuevo, trasladado"),
    easter(-2, "Viernes Santo"),
    easter(1, "Lunes de Pascua"),
    monday_from(5, 1, "Festivo de comienzos de mayo"),
    monday_from(5, 25, "Festivo de primavera"),
    monday_from(8, 25, "Festivo de verano"),
    day(12, 25, "Navidad"),
    day(12, 26, "San Esteban"),
    only_on(12, 27, Weekday::Mon, "Navidad, trasladada"),
    only_on(12, 27, Weekday::Tue, "Navidad, trasladada"),
    only_on(12, 28, Weekday::Mon, "San Esteban, trasladado"),
    only_on(12, 28, Weekday::Tue, "San Esteban, trasladado"),
];

/// Royal proclamation of 9 November 2022.
pub(super) const ENGLAND_DECREED: &[Decreed] = &[((2023, 5, 8), "Coronación de Carlos III")];

/// 5 U.S.C. 6103 (a), with the weekday of (b) and of Executive Order 11582 (1971) for a day that falls on a
/// Saturday or a Sunday; the day itself counts too. Days of single states are not here.
pub(super) const UNITED_STATES: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    only_on(1, 2, Weekday::Mon, "Año Nuevo, trasladado"),
    nth(3, Weekday::Mon, 1, "Martin Luther King"),
    nth(3, Weekday::Mon, 2, "Natalicio de Washington"),
    monday_from(5, 25, "Día de los Caídos"),
    day(6, 19, "Día de la Emancipación").since(2021),
    only_on(6, 18, Weekday::Fri, "Día de la Emancipación, trasladado").since(2021),
    only_on(6, 20, Weekday::Mon, "Día de la Emancipación, trasladado").since(2021),
    day(7, 4, "Día de la Independencia"),
    only_on(7, 3, Weekday::Fri, "Día de la Independencia, trasladado"),
    only_on(7, 5, Weekday::Mon, "Día de la Independencia, trasladado"),
    nth(1, Weekday::Mon, 9, "Día del Trabajo"),
    nth(2, Weekday::Mon, 10, "Día de Colón"),
    day(11, 11, "Día de los Veteranos"),
    only_on(11, 10, Weekday::Fri, "Día de los Veteranos, trasladado"),
    only_on(11, 12, Weekday::Mon, "Día de los Veteranos, trasladado"),
    nth(4, Weekday::Thu, 11, "Acción de Gracias"),
    day(12, 25, "Navidad"),
    only_on(12, 24, Weekday::Fri, "Navidad, trasladada"),
    only_on(12, 26, Weekday::Mon, "Navidad, trasladada"),
    only_on(12, 31, Weekday::Fri, "Año Nuevo, trasladado"),
];
