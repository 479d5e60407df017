//! What the letter that brings a certificate says of the papers that go with it.

use domain::country::{Address, Country};

use super::samples::{LINK, reader, san_borja};
use crate::messages::{Cleared, Papers, cleared};
use crate::texts::Lang;

#[test]
fn the_letter_speaks_of_the_papers_that_go_with_it_and_of_no_other() {
    let alone = "Tu constancia va con este mensaje, en PDF";
    let both = "Van con este mensaje tu constancia y tu último recibo, en PDF.";
    let page = "Tu constancia y tus recibos están en tu página personal.";
    for (papers, said) in [
        (Papers::Alone, [true, false, false]),
        (Papers::Attached, [false, true, true]),
        (Papers::None, [false, false, true]),
    ] {
        let view = Cleared { first_name: Some("Rosa"), code: "7K3F", url: LINK, papers };
        let voice = reader(Lang::Es, Country::Pe, Address::Tu);
        let text = cleared(voice, &san_borja().writer, view).text;
        assert_eq!([alone, both, page].map(|part| text.contains(part)), said, "{papers:?}: {text}");
    }
}
