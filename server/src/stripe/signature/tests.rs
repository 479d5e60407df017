use proptest::prelude::*;

use super::*;

const NOW: i64 = 1_790_000_000;
const SECRET: &str = "whsec_0123456789abcdef0123456789abcdef";
const ROLLED: &str = "whsec_fedcba9876543210fedcba9876543210";
const BODY: &[u8] = br#"{"id":"evt_1","object":"event","livemode":false}"#;

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

fn verifier(secrets: &[&str]) -> Verifier {
    Verifier::new(secrets.iter().map(|text| secret(text)).collect()).expect("secrets")
}

fn hex(secret_text: &str, time: i64, body: &[u8]) -> String {
    let digest = mac(&secret(secret_text), time, body).finalize().into_bytes();
    digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn header(secret: &str, time: i64, body: &[u8]) -> String {
    format!("t={time},v1={}", hex(secret, time, body))
}

fn check(header: &str, body: &[u8]) -> Result<(), SignatureError> {
    verifier(&[SECRET]).check([header.as_bytes()], body, NOW)
}

#[test]
fn a_signature_made_by_another_program_verifies() {
    // Python: hmac.new(b"whsec_test_secret_0123", b"1790000000.{}", "sha256").hexdigest()
    let given = "t=1790000000,v1=fa19dad9a8e30b0af86f9b50276123d49f6b3d82217e9e683b451ae8ede21b5f";
    let verifier = verifier(&["whsec_test_secret_0123"]);
    assert_eq!(verifier.check([given.as_bytes()], b"{}", NOW), Ok(()));
}

#[test]
fn an_endpoint_without_a_usable_secret_is_not_made() {
    assert_eq!(Verifier::new(vec![]).err(), Some(SecretError::None));
    for weak in ["", " ", "\t\n", "whsec_", "short", "0123456789abcde", " whsec_0123456789abcdef"] {
        assert_eq!(Verifier::new(vec![secret(weak)]).err(), Some(SecretError::Weak), "{weak:?}");
        let beside_a_good_one = vec![secret(SECRET), secret(weak)];
        assert_eq!(Verifier::new(beside_a_good_one).err(), Some(SecretError::Weak), "{weak:?}");
    }
}

#[test]
fn the_time_may_be_300_seconds_off_and_not_one_more() {
    for skew in 280..=320 {
        for time in [NOW - skew, NOW + skew] {
            let expected = if skew <= 300 { Ok(()) } else { Err(SignatureError::Stale) };
            assert_eq!(check(&header(SECRET, time, BODY), BODY), expected, "skew {skew}");
        }
    }
}

#[test]
fn while_a_secret_is_rolled_either_one_signs() {
    let old = hex(SECRET, NOW, BODY);
    let new = hex(ROLLED, NOW, BODY);
    let both = format!("t={NOW},v1={old},v1={new}");
    for (secrets, given, accepted) in [
        (&[SECRET][..], &both, true),
        (&[ROLLED][..], &both, true),
        (&[SECRET, ROLLED][..], &both, true),
        (&[SECRET, ROLLED][..], &header(SECRET, NOW, BODY), true),
        (&[SECRET, ROLLED][..], &header(ROLLED, NOW, BODY), true),
        (&[ROLLED][..], &header(SECRET, NOW, BODY), false),
        (&[SECRET][..], &header(ROLLED, NOW, BODY), false),
    ] {
        let result = verifier(secrets).check([given.as_bytes()], BODY, NOW);
        assert_eq!(result.is_ok(), accepted, "{given}");
    }
}

#[test]
fn every_changed_byte_of_the_body_is_noticed() {
    let good = header(SECRET, NOW, BODY);
    for at in 0..BODY.len() {
        let mut changed = BODY.to_vec();
        changed[at] ^= 1;
        assert_eq!(check(&good, &changed), Err(SignatureError::Mismatch), "byte {at}");
    }
    for other in [
        &b""[..],
        br#"{"id": "evt_1", "object": "event", "livemode": false}"#,
        br#"{"livemode":false,"object":"event","id":"evt_1"}"#,
        b"{\"id\":\"evt_1\",\"object\":\"event\",\"livemode\":false}\n",
        b"\xef\xbb\xbf{\"id\":\"evt_1\",\"object\":\"event\",\"livemode\":false}",
    ] {
        assert_eq!(check(&good, other), Err(SignatureError::Mismatch));
    }
}

#[test]
fn every_changed_digit_of_the_signature_is_noticed() {
    let good = header(SECRET, NOW, BODY);
    let start = good.len() - 64;
    for at in start..good.len() {
        let mut changed = good.clone().into_bytes();
        changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(changed).expect("text");
        assert_eq!(check(&changed, BODY), Err(SignatureError::Mismatch), "digit {at}");
    }
}

#[test]
fn a_header_in_any_other_form_is_refused() {
    let mac = hex(SECRET, NOW, BODY);
    let upper = mac.to_ascii_uppercase();
    for malformed in [
        String::new(),
        "t".to_owned(),
        ",".to_owned(),
        format!("t={NOW}"),
        format!("v1={mac}"),
        format!("t=,v1={mac}"),
        format!("t={NOW},v1="),
        format!("t={NOW},v1"),
        format!("t={NOW},v0={mac}"),
        format!("t={NOW},V1={mac}"),
        format!("T={NOW},v1={mac}"),
        format!("t= {NOW},v1={mac}"),
        format!("t={NOW}, v1={mac}"),
        format!(" t={NOW},v1={mac}"),
        format!("t=+{NOW},v1={mac}"),
        format!("t=-{NOW},v1={mac}"),
        format!("t=0{NOW},v1={mac}"),
        format!("t={NOW}.0,v1={mac}"),
        format!("t=1e9,v1={mac}"),
        format!("t=١٧٩,v1={mac}"),
        format!("t=99999999999999999999,v1={mac}"),
        format!("t={NOW},t={NOW},v1={mac}"),
        format!("t={NOW},v1={mac},"),
        format!("t={NOW};v1={mac}"),
        format!("t={NOW},v1={upper}"),
        format!("t={NOW},v1=0x{mac}"),
        format!("t={NOW},v1={}", &mac[..63]),
        format!("t={NOW},v1={mac}0"),
        format!("t={NOW},v1={mac},v1=zz"),
        format!("t={NOW},v1=\"{mac}\""),
    ] {
        assert_eq!(check(&malformed, BODY), Err(SignatureError::Malformed), "{malformed:?}");
    }
    assert_eq!(check(&format!("t={NOW},v0=old,v1={mac},v2=new"), BODY), Ok(()));
}

#[test]
fn no_header_two_headers_and_giant_headers_are_refused() {
    let good = header(SECRET, NOW, BODY);
    let check = |headers: &[&[u8]]| verifier(&[SECRET]).check(headers.iter().copied(), BODY, NOW);
    assert_eq!(check(&[]), Err(SignatureError::Missing));
    assert_eq!(check(&[good.as_bytes(), good.as_bytes()]), Err(SignatureError::Doubled));
    assert_eq!(check(&[&vec![b'a'; 1 << 20]]), Err(SignatureError::Oversize));
    let padded = format!("{good},x={}", "y".repeat(1 << 20));
    assert_eq!(check(&[padded.as_bytes()]), Err(SignatureError::Oversize));
    let many = format!("t={NOW}{}", format!(",v1={}", hex(SECRET, NOW, BODY)).repeat(17));
    assert_eq!(check(&[many.as_bytes()]), Err(SignatureError::Oversize));
    assert_eq!(check(&[b"t=1,v1=\xff\xfe"]), Err(SignatureError::Malformed));
}

/// A million headers that differ from a good one in a few bytes. What is accepted must say what the
/// good one says: the very digest of that time and body.
#[test]
fn a_million_damaged_headers_are_read_without_panic_and_none_is_believed_wrongly() {
    const BYTES: &[u8] = b"tv01=,9afF+- \xff\0";
    let good = header(SECRET, NOW, BODY);
    let (digest, verifier) = (hex(SECRET, NOW, BODY), verifier(&[SECRET]));
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % 1_000_003).expect("small") % below
    };
    for _ in 0..1_000_000 {
        let mut damaged = good.clone().into_bytes();
        for _ in 0..=next(4) {
            let at = next(damaged.len());
            match next(3) {
                0 => drop(damaged.remove(at)),
                1 => damaged.insert(at, BYTES[next(BYTES.len())]),
                _ => damaged[at] = BYTES[next(BYTES.len())],
            }
        }
        if parse(&damaged).is_ok() && verifier.check([&damaged[..]], BODY, NOW).is_ok() {
            let text = String::from_utf8(damaged).expect("what parses is text");
            assert!(text.split(',').any(|part| part == format!("t={NOW}")), "{text}");
            assert!(text.split(',').any(|part| part == format!("v1={digest}")), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn random_bytes_are_never_a_signature(
        header in prop::collection::vec(any::<u8>(), 0..200),
        body in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        prop_assert!(verifier(&[SECRET]).check([&header[..]], &body, NOW).is_err());
    }

    #[test]
    fn random_headers_of_the_right_letters_are_never_a_signature(
        header in "[tv01=,a-f9. ]{0,160}",
    ) {
        prop_assert!(check(&header, BODY).is_err());
    }

    #[test]
    fn the_parser_gives_back_what_a_header_says(
        time in 1..=i64::MAX,
        digests in prop::collection::vec(any::<[u8; 32]>(), 1..=16),
    ) {
        let mut header = format!("t={time}");
        for digest in &digests {
            header.push_str(",v1=");
            header.extend(digest.iter().map(|byte| format!("{byte:02x}")));
        }
        prop_assert_eq!(parse(header.as_bytes()), Ok(Header { time, signatures: digests }));
    }

    #[test]
    fn whatever_was_signed_verifies(
        body in prop::collection::vec(any::<u8>(), 0..256),
        skew in -300..=300_i64,
    ) {
        prop_assert_eq!(check(&header(SECRET, NOW + skew, &body), &body), Ok(()));
    }
}
