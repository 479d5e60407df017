//! A creditor's colour, made safe to read: every pair that a page uses reaches its contrast, in
//! light and in dark. Source of the ratios: WCAG 2.2, 1.4.3 (text 4.5) and 1.4.11 (controls 3).

use std::fmt::Write as _;
use std::str::FromStr;

/// A colour in sRGB.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Colour([u8; 3]);

/// Why a text is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a colour of the form `#0b6e5f`")]
pub struct ColourError;

/// The grounds and inks of one scheme, as `style/tokens.css` has them.
struct Grounds {
    card: Colour,
    bg: Colour,
    ink: Colour,
    soft: Colour,
    field: Colour,
    /// Where a colour goes that must stand out more.
    away: Colour,
    /// How much of the brand the tint takes at most, in hundredths.
    tint: u32,
}

/// What `style/` reads.
struct Tokens {
    brand: Colour,
    brand_ink: Colour,
    brand_edge: Colour,
    brand_text: Colour,
    brand_ui: Colour,
    tint: Colour,
}

const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([255, 255, 255]);
const TEXT: f64 = 4.5;
const CONTROL: f64 = 3.0;

const LIGHT: Grounds = Grounds {
    card: WHITE,
    bg: Colour([0xf6, 0xf5, 0xf1]),
    ink: Colour([0x1c, 0x24, 0x30]),
    soft: Colour([0x5b, 0x66, 0x75]),
    field: Colour([0x7f, 0x7d, 0x74]),
    away: BLACK,
    tint: 10,
};

const DARK: Grounds = Grounds {
    card: Colour([0x1b, 0x22, 0x2b]),
    bg: Colour([0x12, 0x17, 0x1d]),
    ink: Colour([0xed, 0xf1, 0xf5]),
    soft: Colour([0xa5, 0xb0, 0xbe]),
    field: Colour([0x75, 0x81, 0x8f]),
    away: WHITE,
    tint: 20,
};

/// The sheet that replaces AlDía's colours by the creditor's.
pub fn sheet(colour: Colour) -> String {
    let mut out = String::from(":root{");
    write_tokens(&tokens(colour, colour, &LIGHT), &mut out);
    out.push_str("}@media (prefers-color-scheme:dark){:root{");
    write_tokens(&tokens(on_dark(colour), colour, &DARK), &mut out);
    out.push_str("}}");
    out
}

/// The colour as a light on a dark ground: as bright as its own hue can be, then paler until it
/// stands out.
fn on_dark(colour: Colour) -> Colour {
    visible(colour.brightened(), CONTROL, &[DARK.card, DARK.bg], DARK.away)
}

/// `button` is the colour of what is pressed, `own` the creditor's colour itself.
fn tokens(button: Colour, own: Colour, grounds: &Grounds) -> Tokens {
    // Red marks neither what a person owes nor what they choose: only the main button keeps it.
    let calm = own.is_red();
    let tint = tint(if calm { grounds.ink } else { own }, grounds);
    let on = [grounds.card, grounds.bg, tint];
    let brand_edge = visible(button, CONTROL, &on, grounds.away);
    let (brand_text, brand_ui) = if calm {
        (grounds.ink, grounds.ink)
    } else {
        (visible(button, TEXT, &on, grounds.away), brand_edge)
    };
    let white = button.contrast(WHITE) >= button.contrast(BLACK);
    let brand_ink = if white { WHITE } else { BLACK };
    Tokens { brand: button, brand_ink, brand_edge, brand_text, brand_ui, tint }
}

/// The strongest tint of the card on which soft text and the edges of controls stay readable.
fn tint(own: Colour, grounds: &Grounds) -> Colour {
    (0..=grounds.tint)
        .rev()
        .map(|part| grounds.card.towards(own, part))
        .find(|t| grounds.soft.contrast(*t) >= TEXT && grounds.field.contrast(*t) >= CONTROL)
        .unwrap_or(grounds.card)
}

/// The colour, moved away from the grounds in small steps until it stands out from all of them.
fn visible(colour: Colour, least: f64, grounds: &[Colour], away: Colour) -> Colour {
    (0..=100)
        .map(|part| colour.towards(away, part))
        .find(|c| grounds.iter().all(|ground| c.contrast(*ground) >= least))
        .unwrap_or(away)
}

fn write_tokens(tokens: &Tokens, out: &mut String) {
    let Tokens { brand, brand_ink, brand_edge, brand_text, brand_ui, tint } = tokens;
    let _ = write!(
        out,
        "--brand:{brand};--brand-ink:{brand_ink};--brand-edge:{brand_edge};\
         --brand-text:{brand_text};--brand-ui:{brand_ui};--tint:{tint}"
    );
}

impl Colour {
    /// This colour with `part` hundredths of `other` in it.
    fn towards(self, other: Self, part: u32) -> Self {
        let mix = |a: u8, b: u8| {
            let mixed = (u32::from(a) * (100 - part) + u32::from(b) * part + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self([0, 1, 2].map(|channel| mix(self.0[channel], other.0[channel])))
    }

    /// The same hue with its strongest channel at 190 at least, and a little paler.
    fn brightened(self) -> Self {
        let strongest = self.0.into_iter().max().unwrap_or(0);
        if strongest == 0 || strongest >= 190 {
            return self;
        }
        let lift = |channel: u8| u32::from(channel) * 190 / u32::from(strongest);
        let bright = Self(self.0.map(|channel| u8::try_from(lift(channel)).unwrap_or(u8::MAX)));
        bright.towards(WHITE, 20)
    }

    /// The contrast ratio of WCAG, from 1 to 21.
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Within 20 degrees of red, and more than a third saturated.
    fn is_red(self) -> bool {
        let [r, g, b] = self.0.map(i32::from);
        let spread = r - g.min(b);
        r > g.max(b) && spread * 3 > r && (g - b).abs() * 3 < spread
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').ok_or(ColourError)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(ColourError);
        }
        let channel =
            |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| ColourError);
        Ok(Self([channel(0)?, channel(2)?, channel(4)?]))
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    /// Every colour on a grid of nine steps a channel, and the known hard ones.
    fn many() -> impl Iterator<Item = Colour> {
        const STEPS: [u8; 9] = [0, 32, 64, 96, 128, 160, 192, 224, 255];
        let grid = (0..9 * 9 * 9).map(|n| Colour([STEPS[n / 81], STEPS[n / 9 % 9], STEPS[n % 9]]));
        let hard = ["#ffd400", "#7ac143", "#ff6600", "#00a651", "#e30613", "#0b6e5f", "#777777"];
        grid.chain(hard.map(colour))
    }

    #[test]
    fn every_pair_that_pages_use_reaches_its_contrast() {
        for own in many() {
            for (button, grounds) in [(own, &LIGHT), (on_dark(own), &DARK)] {
                let t = tokens(button, own, grounds);
                assert!(t.brand.contrast(t.brand_ink) >= TEXT, "{own}: the button's text");
                for ground in [grounds.card, grounds.bg, t.tint] {
                    assert!(t.brand_text.contrast(ground) >= TEXT, "{own}: text on {ground}");
                    assert!(t.brand_ui.contrast(ground) >= CONTROL, "{own}: control on {ground}");
                    assert!(t.brand_edge.contrast(ground) >= CONTROL, "{own}: edge on {ground}");
                    assert!(grounds.soft.contrast(ground) >= TEXT, "{own}: soft on {ground}");
                    assert!(grounds.ink.contrast(ground) >= TEXT, "{own}: ink on {ground}");
                    assert!(grounds.field.contrast(ground) >= CONTROL, "{own}: field on {ground}");
                }
            }
        }
    }

    #[test]
    fn red_never_marks_what_a_person_owes() {
        for red in ["#e30613", "#dc143c", "#800000", "#ff0000"] {
            assert_eq!(tokens(colour(red), colour(red), &LIGHT).brand_ui, LIGHT.ink, "{red}");
        }
        for other in ["#0b6e5f", "#ff6600", "#ffd400", "#1d4ed8", "#c2185b", "#555555"] {
            assert_ne!(tokens(colour(other), colour(other), &LIGHT).brand_ui, LIGHT.ink, "{other}");
        }
    }

    #[test]
    fn a_good_colour_stays_as_it_is() {
        let t = tokens(colour("#0b6e5f"), colour("#0b6e5f"), &LIGHT);
        assert_eq!([t.brand, t.brand_text, t.brand_ui, t.brand_edge], [colour("#0b6e5f"); 4]);
        assert_eq!(t.brand_ink, WHITE);
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        for text in ["", "#", "0b6e5f", "#0b6e5", "#0b6e5ff", "#0b6e5g", "#ábcd", "red"] {
            assert_eq!(text.parse::<Colour>(), Err(ColourError), "{text}");
        }
    }

    #[test]
    fn the_grounds_are_those_of_the_tokens() {
        let css = include_str!("../../style/tokens.css");
        let (light, dark) = css.split_once("@media").expect("a dark scheme");
        for (css, grounds) in [(light, &LIGHT), (dark, &DARK)] {
            let card =
                if grounds.card == WHITE { "#fff".to_owned() } else { grounds.card.to_string() };
            for (name, value) in [
                ("--card", card),
                ("--bg", grounds.bg.to_string()),
                ("--ink", grounds.ink.to_string()),
                ("--soft", grounds.soft.to_string()),
                ("--field", grounds.field.to_string()),
            ] {
                assert!(css.contains(&format!("{name}: {value};")), "{name}: {value}");
            }
        }
    }

    #[test]
    fn the_sheet_holds_both_schemes() {
        insta::assert_snapshot!(sheet(colour("#ffd400")), @r#":root{--brand:#ffd400;--brand-ink:#000000;--brand-edge:#a88c00;--brand-text:#856e00;--brand-ui:#a88c00;--tint:#fffbe6}@media (prefers-color-scheme:dark){:root{--brand:#ffd400;--brand-ink:#000000;--brand-edge:#ffd400;--brand-text:#ffd400;--brand-ui:#ffd400;--tint:#363726}}"#);
    }
}
