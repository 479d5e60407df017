//! The holidays of Argentina, Brazil, Chile, Ecuador and Mexico, with the law that says so.
//!
//! Days on which only banks are closed count too: no payment is booked on them. Days of elections are
//! Sundays and stand in no table.

use chrono::Weekday;

use super::holidays::{Decreed, Falls, Rule};
use super::laws::{day, easter};

/// Reaches back beyond every debt.
const ALWAYS: i32 = 0;

const fn moved(month: u32, day: u32, moves: [i64; 7], name: &'static str) -> Rule {
    Rule { name, falls: Falls::Moved(month, day, moves), since: ALWAYS }
}

pub(super) const fn only_on(month: u32, day: u32, weekday: Weekday, name: &'static str) -> Rule {
    Rule { name, falls: Falls::OnlyOn(month, day, weekday), since: ALWAYS }
}

pub(super) const fn nth(nth: u8, weekday: Weekday, month: u32, name: &'static str) -> Rule {
    Rule { name, falls: Falls::Nth(nth, weekday, month), since: ALWAYS }
}

/// Ley 27.399 (2017): from Tuesday and Wednesday to the Monday before, from Thursday and Friday to the
/// Monday after.
const ARGENTINE: [i64; 7] = [0, -1, -2, 4, 3, 0, 0];

/// Ley 27.399, articles 1, 2 and 6; Holy Thursday is a day on which banks and offices may close.
pub(super) const ARGENTINA: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    easter(-48, "Carnaval"),
    easter(-47, "Carnaval"),
    day(3, 24, "Día de la Memoria"),
    day(4, 2, "Día del Veterano"),
    easter(-3, "Jueves Santo"),
    easter(-2, "Viernes Santo"),
    day(5, 1, "Día del Trabajador"),
    day(5, 25, "Revolución de Mayo"),
    moved(6, 17, ARGENTINE, "Paso a la Inmortalidad de Güemes"),
    day(6, 20, "Paso a la Inmortalidad de Belgrano"),
    day(7, 9, "Día de la Independencia"),
    moved(8, 17, ARGENTINE, "Paso a la Inmortalidad de San Martín"),
    moved(10, 12, ARGENTINE, "Día de la Diversidad Cultural"),
    moved(11, 20, ARGENTINE, "Día de la Soberanía Nacional"),
    day(12, 8, "Inmaculada Concepción"),
    day(12, 25, "Navidad"),
];

/// Bridge days: Decreto 106/2023 (2024), Decreto 1027/2024 and Resolución 139/2025 (2025), Resolución
/// 164/2025 (2026).
pub(super) const ARGENTINA_DECREED: &[Decreed] = &[
    ((2024, 4, 1), BRIDGE),
    ((2024, 6, 21), BRIDGE),
    ((2024, 10, 11), BRIDGE),
    ((2025, 5, 2), BRIDGE),
    ((2025, 8, 15), BRIDGE),
    ((2025, 10, 10), "Día de la Diversidad Cultural, trasladado"),
    ((2025, 11, 21), BRIDGE),
    ((2026, 3, 23), BRIDGE),
    ((2026, 7, 10), BRIDGE),
    ((2026, 12, 7), BRIDGE),
];

const BRIDGE: &str = "Día no laborable con fines turísticos";

/// Lei 662/1949, Lei 6.802/1980, Lei 9.093/1995 and Lei 14.759/2023; Carnival and Corpus Christi are
/// the banks' (Resolução CMN 4.880/2020). State and city days are not here: a debtor's is not known.
pub(super) const BRAZIL: &[Rule] = &[
    day(1, 1, "Confraternización Universal"),
    easter(-48, "Carnaval"),
    easter(-47, "Carnaval"),
    easter(-2, "Viernes Santo"),
    day(4, 21, "Tiradentes"),
    day(5, 1, "Día del Trabajo"),
    easter(60, "Corpus Christi"),
    day(9, 7, "Independencia"),
    day(10, 12, "Nuestra Señora Aparecida"),
    day(11, 2, "Día de los Difuntos"),
    day(11, 15, "Proclamación de la República"),
    day(11, 20, "Día de Zumbi y de la Conciencia Negra").since(2024),
    day(12, 25, "Navidad"),
];

/// Ley 19.668 (2000): from Tuesday, Wednesday and Thursday to that week's Monday, from Friday to the
/// next one.
const CHILEAN: [i64; 7] = [0, -1, -2, -3, 3, 0, 0];

/// Ley 20.299 (2008): from Tuesday to the Friday before, from Wednesday to the Friday after.
const CHILEAN_EVANGELICAL: [i64; 7] = [0, -4, 2, 0, 0, 0, 0];

/// Ley 2.977 (1915) and its changes; 2 January, 17 and 20 September by Ley 20.215 and Ley 20.983.
pub(super) const CHILE: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    only_on(1, 2, Weekday::Mon, "Feriado adicional de Año Nuevo"),
    easter(-2, "Viernes Santo"),
    easter(-1, "Sábado Santo"),
    day(5, 1, "Día del Trabajo"),
    day(5, 21, "Glorias Navales"),
    moved(6, 29, CHILEAN, "San Pedro y San Pablo"),
    day(7, 16, "Virgen del Carmen"),
    day(8, 15, "Asunción de la Virgen"),
    only_on(9, 17, Weekday::Mon, "Fiestas Patrias"),
    only_on(9, 17, Weekday::Fri, "Fiestas Patrias"),
    day(9, 18, "Independencia Nacional"),
    day(9, 19, "Glorias del Ejército"),
    only_on(9, 20, Weekday::Fri, "Fiestas Patrias"),
    moved(10, 12, CHILEAN, "Encuentro de Dos Mundos"),
    moved(10, 31, CHILEAN_EVANGELICAL, "Iglesias Evangélicas y Protestantes"),
    day(11, 1, "Todos los Santos"),
    day(12, 8, "Inmaculada Concepción"),
    day(12, 25, "Navidad"),
];

/// Ley 21.357 (2021): the day of the winter solstice in Chile.
pub(super) const CHILE_DECREED: &[Decreed] = &[
    ((2022, 6, 21), SOLSTICE),
    ((2023, 6, 21), SOLSTICE),
    ((2024, 6, 20), SOLSTICE),
    ((2025, 6, 20), SOLSTICE),
    ((2026, 6, 21), SOLSTICE),
    ((2027, 6, 21), SOLSTICE),
    ((2028, 6, 20), SOLSTICE),
    ((2029, 6, 20), SOLSTICE),
    ((2030, 6, 21), SOLSTICE),
];

const SOLSTICE: &str = "Día Nacional de los Pueblos Indígenas";

/// Ley Orgánica Reformatoria a la LOSEP y al Código del Trabajo (2016): from Tuesday to Monday, from
/// Wednesday and Thursday to Friday, from Saturday to Friday, from Sunday to Monday.
const ECUADORIAN: [i64; 7] = [0, -1, 2, 1, 0, -1, 1];

/// The same law on two days in a row, 2 and 3 November: the pair moves together, around a weekend if
/// that is where it falls.
const ECUADORIAN_FIRST: [i64; 7] = [0, -1, 1, 0, -1, -1, 1];
const ECUADORIAN_SECOND: [i64; 7] = [1, 0, -1, 1, 0, -1, 1];

/// Código del Trabajo, article 65.
pub(super) const ECUADOR: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    easter(-48, "Carnaval"),
    easter(-47, "Carnaval"),
    easter(-2, "Viernes Santo"),
    moved(5, 1, ECUADORIAN, "Día del Trabajo"),
    moved(5, 24, ECUADORIAN, "Batalla de Pichincha"),
    moved(8, 10, ECUADORIAN, "Primer Grito de Independencia"),
    moved(10, 9, ECUADORIAN, "Independencia de Guayaquil"),
    moved(11, 2, ECUADORIAN_FIRST, "Día de los Difuntos"),
    moved(11, 3, ECUADORIAN_SECOND, "Independencia de Cuenca"),
    day(12, 25, "Navidad"),
];

/// Decreto 135 of 2025: 2 January 2026.
pub(super) const ECUADOR_DECREED: &[Decreed] = &[((2026, 1, 2), "Descanso por decreto")];

/// Ley Federal del Trabajo, article 74, and the days on which banks close (CNBV, every December for the
/// next year): Holy Thursday and Friday, 2 November, 12 December.
pub(super) const MEXICO: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    nth(1, Weekday::Mon, 2, "Día de la Constitución"),
    nth(3, Weekday::Mon, 3, "Natalicio de Benito Juárez"),
    easter(-3, "Jueves Santo"),
    easter(-2, "Viernes Santo"),
    day(5, 1, "Día del Trabajo"),
    day(9, 16, "Día de la Independencia"),
    day(11, 2, "Día de Muertos"),
    nth(3, Weekday::Mon, 11, "Día de la Revolución"),
    day(12, 12, "Día del Empleado Bancario"),
    day(12, 25, "Navidad"),
];

/// The same article: when the executive changes, every six years.
pub(super) const MEXICO_DECREED: &[Decreed] = &[
    ((2024, 10, 1), "Transmisión del Poder Ejecutivo Federal"),
    ((2030, 10, 1), "Transmisión del Poder Ejecutivo Federal"),
];
