//! The form and the check digit of each kind of id.
//!
//! Sources: SUNAT (RUC), DIAN Orden Administrativa 4 de 1989 (NIT), SAT (RFC), RENAPO (CURP),
//! Registro Civil (RUT), SRI (cédula, RUC), Orden EHA/451/2008 and Real Decreto 1553/2005 (NIF),
//! Receita Federal with Instrução Normativa RFB 2.229/2024 (CPF, CNPJ).

use chrono::NaiveDate;

use super::{IdError, IdKind};

/// Checks `text`, already in capitals and without separators.
pub(super) fn check(kind: IdKind, text: &str) -> Result<(), IdError> {
    match kind {
        IdKind::BrCpf => cpf(&digits(text, 11..=11)?),
        IdKind::BrCnpj => cnpj(text),
        IdKind::ClRut => rut(text),
        IdKind::CoCc => digits(text, 6..=10).map(|_| ()),
        IdKind::CoNit => nit(&digits(text, 7..=11)?),
        IdKind::EcCedula => cedula(&digits(text, 10..=10)?),
        IdKind::EcRuc => ruc_ec(&digits(text, 13..=13)?),
        IdKind::EsDni => dni(text),
        IdKind::EsNie => nie(text),
        IdKind::EsNif => nif(text),
        IdKind::MxCurp => curp(text),
        IdKind::MxRfc => rfc(text),
        IdKind::PeDni => digits(text, 8..=8).map(|_| ()),
        IdKind::PeRuc => ruc_pe(&digits(text, 11..=11)?),
        IdKind::Other => letters_and_digits(text, 4..=20),
    }
}

type Lengths = std::ops::RangeInclusive<usize>;

fn digits(text: &str, lengths: Lengths) -> Result<Vec<u32>, IdError> {
    let values: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let values = values.ok_or(IdError::Character)?;
    if lengths.contains(&values.len()) { Ok(values) } else { Err(IdError::Length) }
}

fn letters_and_digits(text: &str, lengths: Lengths) -> Result<(), IdError> {
    if !text.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(IdError::Character);
    }
    if lengths.contains(&text.len()) { Ok(()) } else { Err(IdError::Length) }
}

/// The sum of each value times its weight, both from the left.
fn weigh(values: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

fn fits(holds: bool) -> Result<(), IdError> {
    if holds { Ok(()) } else { Err(IdError::CheckDigit) }
}

fn ruc_pe(id: &[u32]) -> Result<(), IdError> {
    if !matches!((id[0], id[1]), (1, 0 | 5 | 6 | 7) | (2, 0)) {
        return Err(IdError::Part);
    }
    let sum = weigh(&id[..10], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    fits((11 - sum % 11) % 10 == id[10])
}

fn nit(id: &[u32]) -> Result<(), IdError> {
    let (check, body) = id.split_last().ok_or(IdError::Length)?;
    let from_the_right: Vec<u32> = body.iter().rev().copied().collect();
    let rest = weigh(&from_the_right, [3, 7, 13, 17, 19, 23, 29, 37, 41, 43]) % 11;
    fits(*check == if rest < 2 { rest } else { 11 - rest })
}

fn rut(text: &str) -> Result<(), IdError> {
    let (split, check) = text.char_indices().next_back().ok_or(IdError::Length)?;
    let mut body = digits(&text[..split], 6..=8)?;
    body.reverse();
    let expected = match 11 - weigh(&body, [2, 3, 4, 5, 6, 7].into_iter().cycle()) % 11 {
        11 => '0',
        10 => 'K',
        digit => char::from_digit(digit, 10).ok_or(IdError::CheckDigit)?,
    };
    if check != 'K' && !check.is_ascii_digit() {
        return Err(IdError::Character);
    }
    fits(check == expected)
}

fn cpf(id: &[u32]) -> Result<(), IdError> {
    if id.iter().all(|digit| *digit == id[0]) {
        return Err(IdError::Part);
    }
    let first = brazilian_check(weigh(&id[..9], (2..=10).rev()));
    let second = brazilian_check(weigh(&id[..10], (2..=11).rev()));
    fits(id[9] == first && id[10] == second)
}

/// Letters count as their ASCII code less 48, which is the digit itself for digits.
fn cnpj(text: &str) -> Result<(), IdError> {
    letters_and_digits(text, 14..=14)?;
    let id: Vec<u32> = text.bytes().map(|byte| u32::from(byte) - 48).collect();
    if id[12] > 9 || id[13] > 9 {
        return Err(IdError::Character);
    }
    if id.iter().all(|value| *value == id[0]) {
        return Err(IdError::Part);
    }
    let first = brazilian_check(weigh(&id[..12], [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    let second = brazilian_check(weigh(&id[..13], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]));
    fits(id[12] == first && id[13] == second)
}

fn brazilian_check(sum: u32) -> u32 {
    if sum % 11 < 2 { 0 } else { 11 - sum % 11 }
}

fn cedula(id: &[u32]) -> Result<(), IdError> {
    let province = id[0] * 10 + id[1];
    if !matches!(province, 1..=24 | 30) || id[2] > 5 {
        return Err(IdError::Part);
    }
    fits(luhn(&id[..9], 0) == id[9])
}

fn ruc_ec(id: &[u32]) -> Result<(), IdError> {
    let province = id[0] * 10 + id[1];
    if !matches!(province, 1..=24 | 30) || id[10..] == [0, 0, 0] {
        return Err(IdError::Part);
    }
    match id[2] {
        0..=5 => cedula(&id[..10]),
        6 => fits(weigh(&id[..9], [3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)),
        9 => fits(weigh(&id[..10], [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)),
        _ => Err(IdError::Part),
    }
}

/// The digit that makes the sum a multiple of ten when every second digit counts double, the first
/// doubled one at `from`, and a double above nine counts its digit sum.
fn luhn(body: &[u32], from: usize) -> u32 {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let each = body.iter().enumerate();
    let sum: u32 = each.map(|(i, &d)| if i % 2 == from { doubled(d) } else { d }).sum();
    (10 - sum % 10) % 10
}

fn dni(text: &str) -> Result<(), IdError> {
    let (number, letter) = split_last_ascii(text, 9)?;
    digits(number, 8..=8)?;
    control_letter(number, letter)
}

fn nie(text: &str) -> Result<(), IdError> {
    let (number, letter) = split_last_ascii(text, 9)?;
    let first = match number.as_bytes()[0] {
        b'X' => "0",
        b'Y' => "1",
        b'Z' => "2",
        _ => return Err(IdError::Part),
    };
    digits(&number[1..], 7..=7)?;
    control_letter(&format!("{first}{}", &number[1..]), letter)
}

fn control_letter(number: &str, letter: char) -> Result<(), IdError> {
    const LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    let number: usize = number.parse().map_err(|_| IdError::Character)?;
    fits(char::from(LETTERS[number % LETTERS.len()]) == letter)
}

fn nif(text: &str) -> Result<(), IdError> {
    const LETTERS: &[u8] = b"JABCDEFGHI";
    let (body, control) = split_last_ascii(text, 9)?;
    let kind = char::from(body.as_bytes()[0]);
    if !"ABCDEFGHJNPQRSUVW".contains(kind) {
        return Err(IdError::Part);
    }
    let digit = luhn(&digits(&body[1..], 7..=7)?, 0);
    let letter = usize::try_from(digit).ok().and_then(|i| LETTERS.get(i)).copied().map(char::from);
    let as_digit = control.to_digit(10) == Some(digit) && !"PQS".contains(kind);
    let as_letter = Some(control) == letter && !"ABEH".contains(kind);
    fits(as_digit || as_letter)
}

fn split_last_ascii(text: &str, length: usize) -> Result<(&str, char), IdError> {
    letters_and_digits(text, length..=length)?;
    let (body, last) = text.split_at(length - 1);
    last.chars().next().map(|last| (body, last)).ok_or(IdError::Length)
}

fn rfc(text: &str) -> Result<(), IdError> {
    const VALUES: &str = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    let id: Vec<char> = text.chars().collect();
    let name = match id.len() {
        12 => 3,
        13 => 4,
        _ => return Err(IdError::Length),
    };
    let is_letter = |c: &char| c.is_ascii_uppercase() || matches!(c, 'Ñ' | '&');
    if !id[..name].iter().all(is_letter) || !id[name + 6..].iter().all(char::is_ascii_alphanumeric)
    {
        return Err(IdError::Character);
    }
    date_of_some_century(&id[name..name + 6])?;
    let padded = std::iter::repeat_n(' ', 13 - id.len()).chain(id[..id.len() - 1].iter().copied());
    let values = values_in(VALUES, padded)?;
    let expected = (11 - weigh(&values, (2..=13).rev()) % 11) % 11;
    fits(values_in(VALUES, id[id.len() - 1..].iter().copied())? == [expected])
}

fn curp(text: &str) -> Result<(), IdError> {
    const VALUES: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    let id: Vec<char> = text.chars().collect();
    if id.len() != 18 {
        return Err(IdError::Length);
    }
    let is_letter = |c: &char| c.is_ascii_uppercase() || *c == 'Ñ';
    if !id[..4].iter().chain(&id[11..16]).all(is_letter) || !id[16].is_ascii_alphanumeric() {
        return Err(IdError::Character);
    }
    date_of_some_century(&id[4..10])?;
    if !matches!(id[10], 'H' | 'M' | 'X') {
        return Err(IdError::Part);
    }
    let check = id[17].to_digit(10).ok_or(IdError::Character)?;
    let values = values_in(VALUES, id[..17].iter().copied())?;
    fits((10 - weigh(&values, (2..=18).rev()) % 10) % 10 == check)
}

/// The birth date of a valid CURP: its seventeenth character is a digit for who was born before
/// 2000, else a letter.
pub(super) fn curp_birth_date(curp: &str) -> Option<NaiveDate> {
    let id: Vec<char> = curp.chars().collect();
    let century = if id.get(16)?.is_ascii_digit() { 1900 } else { 2000 };
    let [year, month, day] = two_digit_numbers(id.get(4..10)?)?;
    NaiveDate::from_ymd_opt(century + i32::try_from(year).ok()?, month, day)
}

fn values_in(alphabet: &str, text: impl Iterator<Item = char>) -> Result<Vec<u32>, IdError> {
    let value = |c: char| alphabet.chars().position(|known| known == c);
    let value = |c: char| value(c).and_then(|at| u32::try_from(at).ok()).ok_or(IdError::Character);
    text.map(value).collect()
}

fn two_digit_numbers(six: &[char]) -> Option<[u32; 3]> {
    let values: Vec<u32> = six.iter().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    Some([values[0] * 10 + values[1], values[2] * 10 + values[3], values[4] * 10 + values[5]])
}

/// Two digits each of year, month and day; 29 February if either century has it.
fn date_of_some_century(six: &[char]) -> Result<(), IdError> {
    let [year, month, day] = two_digit_numbers(six).ok_or(IdError::Character)?;
    let year = i32::try_from(year).map_err(|_| IdError::Part)?;
    let date = |century| NaiveDate::from_ymd_opt(century + year, month, day);
    date(1900).or_else(|| date(2000)).map(|_| ()).ok_or(IdError::Part)
}
