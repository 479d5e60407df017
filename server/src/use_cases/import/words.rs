//! Why a row is refused, in the words of the file that reports it; `Reason`'s own are the English.

use domain::email::EmailError;
use domain::import::Reason;
use domain::national_id::IdError;
use domain::phone::PhoneError;

/// The reason in Spanish.
pub fn spanish(reason: Reason) -> String {
    let text = match reason {
        Reason::Empty => "está vacío",
        Reason::TooLong { limit } => return format!("pasa de {limit} caracteres"),
        Reason::Encoding => "no está en la codificación declarada",
        Reason::ControlCharacter => "tiene un carácter de control",
        Reason::Shortened => "la hoja de cálculo acortó este número",
        Reason::Number => "no es un número en el formato declarado",
        Reason::Grouping => "los miles no van de tres en tres",
        Reason::TooPrecise => "tiene más decimales que la moneda",
        Reason::TooLarge => "el importe es demasiado grande",
        Reason::Zero => "el importe es cero",
        Reason::Negative => "el importe es negativo",
        Reason::Currency => "la moneda no existe",
        Reason::Date => "no es una fecha en el formato declarado",
        Reason::ImpossibleDate => "esa fecha no existe",
        Reason::Future => "la fecha está en el futuro",
        Reason::Mark => "la marca no está declarada",
        Reason::Language => "el idioma no es es, en ni pt",
        Reason::PermissionHow => "la forma de dar el permiso no está declarada",
        Reason::Country => "no es el código de un país que conocemos, como PE o CO",
        Reason::Zone => "no es el nombre de una zona horaria, como America/Tijuana",
        Reason::CourtPaper => "ese documento parece un papel de un juzgado",
        Reason::Email(EmailError::Length) => "el correo tiene un largo imposible",
        Reason::Email(EmailError::Character) => "el correo tiene un carácter inesperado",
        Reason::Email(EmailError::Form) => "no es un correo",
        Reason::Phone(PhoneError::Character) => "el teléfono tiene un carácter inesperado",
        Reason::Phone(PhoneError::Length) => "el teléfono tiene un largo imposible",
        Reason::NationalId(IdError::Length) => "el documento de identidad tiene un largo imposible",
        Reason::NationalId(IdError::Character) => {
            "el documento de identidad tiene un carácter inesperado"
        }
        Reason::NationalId(IdError::Part) => "el documento de identidad tiene una parte imposible",
        Reason::NationalId(IdError::CheckDigit) => {
            "el dígito verificador del documento no corresponde"
        }
        Reason::Columns { found, expected } => {
            return format!("tiene {found} columnas en lugar de {expected}");
        }
        Reason::Quote => "las comillas no cierran donde deben",
        Reason::TwiceInFile { first_line } => {
            return format!("la misma referencia está en la línea {first_line}");
        }
        Reason::CurrencyChanged => "la moneda no es la de la importación anterior",
        Reason::DebtorChanged => "el deudor no es el de la importación anterior",
        Reason::SignChanged => "el signo no es el de la importación anterior",
    };
    text.to_owned()
}
