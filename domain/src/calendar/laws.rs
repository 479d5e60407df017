//! Which days are holidays, country by country, with the law that says so.
//!
//! A day that a decree frees for public employees only counts too: waiting one day too long costs
//! little, writing on somebody's free day costs trust. New decrees are added here, with their date.

use chrono::Weekday;

use super::holidays::{Decreed, Falls, Rule};

/// Reaches back beyond every debt: older years are not told apart.
const ALWAYS: i32 = 0;

pub(super) const fn day(month: u32, day: u32, name: &'static str) -> Rule {
    Rule { name, falls: Falls::On(month, day), since: ALWAYS }
}

pub(super) const fn monday_from(month: u32, day: u32, name: &'static str) -> Rule {
    Rule { name, falls: Falls::MondayFrom(month, day), since: ALWAYS }
}

pub(super) const fn easter(days: i64, name: &'static str) -> Rule {
    Rule { name, falls: Falls::Easter(days), since: ALWAYS }
}

impl Rule {
    pub(super) const fn since(self, year: i32) -> Self {
        Self { since: year, ..self }
    }
}

/// Decreto Legislativo 713 (1991), article 6, as changed by Ley 31381 (9 December), Ley 31530
/// (6 August), Ley 31788 (7 June, published on 15 June 2023) and Ley 31822 (23 July).
pub(super) const PERU: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    easter(-3, "Jueves Santo"),
    easter(-2, "Viernes Santo"),
    day(5, 1, "Día del Trabajo"),
    day(6, 7, "Batalla de Arica y Día de la Bandera").since(2024),
    day(6, 29, "San Pedro y San Pablo"),
    day(7, 23, "Día de la Fuerza Aérea").since(2023),
    day(7, 28, "Fiestas Patrias"),
    day(7, 29, "Fiestas Patrias"),
    day(8, 6, "Batalla de Junín").since(2022),
    day(8, 30, "Santa Rosa de Lima"),
    day(10, 8, "Combate de Angamos"),
    day(11, 1, "Todos los Santos"),
    day(12, 8, "Inmaculada Concepción"),
    day(12, 9, "Batalla de Ayacucho").since(2022),
    day(12, 25, "Navidad"),
];

/// Non-working days for the public sector, which private firms may join: Decretos Supremos
/// 151-2022-PCM (2 January 2024), 011-2024-PCM and 066-2024-PCM (the rest of 2024), 042-2025-PCM
/// (2025 and 2 January 2026). 110-2024-PCM (APEC, November 2024) freed Lima, Callao and Huaral.
pub(super) const PERU_DECREED: &[Decreed] = &[
    ((2024, 1, 2), NON_WORKING),
    ((2024, 7, 26), NON_WORKING),
    ((2024, 7, 27), NON_WORKING),
    ((2024, 10, 7), NON_WORKING),
    ((2024, 11, 14), NON_WORKING),
    ((2024, 11, 15), NON_WORKING),
    ((2024, 11, 16), NON_WORKING),
    ((2024, 12, 6), NON_WORKING),
    ((2024, 12, 23), NON_WORKING),
    ((2024, 12, 24), NON_WORKING),
    ((2024, 12, 30), NON_WORKING),
    ((2024, 12, 31), NON_WORKING),
    ((2025, 5, 2), NON_WORKING),
    ((2025, 12, 26), NON_WORKING),
    ((2026, 1, 2), NON_WORKING),
];

const NON_WORKING: &str = "Día no laborable por decreto";

/// Ley 51 de 1983 (Ley Emiliani), articles 1 and 2: ten days move to the Monday that follows, among
/// them the three that hang on Easter, whose distance is therefore the Monday's. The civic day is
/// that of Decreto 500 de 2024: public employees of the nation, the third Friday of April.
pub(super) const COLOMBIA: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    monday_from(1, 6, "Reyes Magos"),
    monday_from(3, 19, "San José"),
    easter(-3, "Jueves Santo"),
    easter(-2, "Viernes Santo"),
    Rule {
        name: "Día Cívico de la Paz con la Naturaleza",
        falls: Falls::Nth(3, Weekday::Fri, 4),
        since: 2024,
    },
    day(5, 1, "Día del Trabajo"),
    easter(43, "Ascensión del Señor"),
    easter(64, "Corpus Christi"),
    easter(71, "Sagrado Corazón de Jesús"),
    monday_from(6, 29, "San Pedro y San Pablo"),
    day(7, 20, "Día de la Independencia"),
    day(8, 7, "Batalla de Boyacá"),
    monday_from(8, 15, "Asunción de la Virgen"),
    monday_from(10, 12, "Día de la Raza"),
    monday_from(11, 1, "Todos los Santos"),
    monday_from(11, 11, "Independencia de Cartagena"),
    day(12, 8, "Inmaculada Concepción"),
    day(12, 25, "Navidad"),
];

/// Decreto 302 de 2025: a civic day for public employees of the nation.
pub(super) const COLOMBIA_DECREED: &[Decreed] = &[((2025, 3, 18), "Día Cívico por decreto")];

/// The national days of Real Decreto 2001/1983, article 45, and Estatuto de los Trabajadores,
/// article 37.2; Epiphany may be replaced by a region, and none does.
///
/// Regional and local days are not here, nor the Monday that some regions add when a national day
/// falls on a Sunday: a debtor's region is not known.
pub(super) const SPAIN: &[Rule] = &[
    day(1, 1, "Año Nuevo"),
    day(1, 6, "Epifanía del Señor"),
    easter(-2, "Viernes Santo"),
    day(5, 1, "Fiesta del Trabajo"),
    day(8, 15, "Asunción de la Virgen"),
    day(10, 12, "Fiesta Nacional de España"),
    day(11, 1, "Todos los Santos"),
    day(12, 6, "Día de la Constitución"),
    day(12, 8, "Inmaculada Concepción"),
    day(12, 25, "Navidad"),
];
