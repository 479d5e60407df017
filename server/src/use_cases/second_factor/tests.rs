use app::creditor::Role;
use domain::ids::{CreditorId, MemberId};

use super::*;

const SECRET: &[u8] = b"12345678901234567890";

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("in range")
}

fn member(factor: Factor) -> Member {
    Member {
        id: MemberId::from_bits(1),
        email: "ana@example.pe".into(),
        name: "Ana".into(),
        role: Role::Owner,
        totp_sealed: Vec::new(),
        totp_given_at: None,
        factor,
        invited_at: at(0),
        removed_at: None,
    }
}

const fn fresh() -> Factor {
    Factor::untried()
}

struct Phone {
    keys: Keys,
    tenant: Tenant,
    totp: Totp,
}

impl Phone {
    fn new() -> Self {
        Self {
            keys: Keys::from_master(&[7; 32]),
            tenant: Tenant::newborn(CreditorId::from_bits(1)),
            totp: generator(SECRET, ("AlDía: San Borja", "ana@example.pe")).expect("a good secret"),
        }
    }

    fn tries(&self, factor: &Factor, typed: &str, now: DateTime<Utc>) -> (Verdict, Factor) {
        check((&self.keys, &self.tenant), &member(factor.clone()), &self.totp, typed, now)
    }

    /// The factor after a first right code, with the recovery codes that came with it.
    fn confirmed(&self, now: DateTime<Utc>) -> (Vec<String>, Factor) {
        let (verdict, factor) = self.tries(&fresh(), &current_code(&self.totp, now), now);
        let Verdict::Right(Some(codes)) = verdict else { panic!("{verdict:?}") };
        (codes, factor)
    }
}

#[test]
fn codes_are_those_of_rfc_6238() {
    let totp = Phone::new().totp;
    for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
        assert_eq!(current_code(&totp, at(seconds)), code);
    }
}

#[test]
fn a_code_is_right_one_step_around_its_own_and_only_once() {
    let (phone, now) = (Phone::new(), at(1_800_000_000));
    let code = current_code(&phone.totp, now);
    for (moved, right) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        let (verdict, _) = phone.tries(&fresh(), &code, now + TimeDelta::seconds(moved));
        assert_eq!(matches!(verdict, Verdict::Right(_)), right, "{moved} s");
    }
    let (_, factor) = phone.confirmed(now);
    assert_eq!(phone.tries(&factor, &code, now).0, Verdict::Used);
    let before = current_code(&phone.totp, now - TimeDelta::seconds(30));
    assert_eq!(phone.tries(&factor, &before, now).0, Verdict::Used);
    let next = current_code(&phone.totp, now + TimeDelta::seconds(30));
    let spaced = format!(" {} {} ", &next[..3], &next[3..]);
    assert_eq!(phone.tries(&factor, &spaced, now).0, Verdict::Right(None));
}

#[test]
fn ten_recovery_codes_come_with_the_first_right_code_and_each_works_once() {
    let (phone, now) = (Phone::new(), at(1_800_000_000));
    let (codes, mut factor) = phone.confirmed(now);
    assert_eq!(codes.len(), 10);
    for (used, code) in codes.iter().enumerate() {
        let copied = code.to_uppercase().replace('0', "O").replace('1', "l");
        let (verdict, after) = phone.tries(&factor, &copied, now);
        assert_eq!((verdict, after.recovery.len()), (Verdict::Right(None), 9 - used));
        let (again, _) = phone.tries(&after, code, now);
        assert_eq!(again, Verdict::Wrong(4));
        factor = after;
    }
}

#[test]
fn five_wrong_codes_in_a_row_stop_even_the_right_one_for_half_an_hour() {
    let (phone, now) = (Phone::new(), at(1_800_000_000));
    let (_, mut factor) = phone.confirmed(now - TimeDelta::hours(1));
    let wrong = if current_code(&phone.totp, now) == "000000" { "000001" } else { "000000" };
    let end = now + TimeDelta::minutes(30);
    for expected in [
        Verdict::Wrong(4),
        Verdict::Wrong(3),
        Verdict::Wrong(2),
        Verdict::Wrong(1),
        Verdict::Locked(end),
    ] {
        let (verdict, after) = phone.tries(&factor, wrong, now);
        assert_eq!(verdict, expected);
        factor = after;
    }
    let second = TimeDelta::seconds(1);
    for (time, right) in [(now, false), (end - second, false), (end, true)] {
        let (verdict, _) = phone.tries(&factor, &current_code(&phone.totp, time), time);
        assert_eq!(verdict == Verdict::Right(None), right);
    }
}

#[test]
fn a_right_code_forgets_the_wrong_ones_before_it() {
    let (phone, now) = (Phone::new(), at(1_800_000_000));
    let (_, factor) = phone.confirmed(now - TimeDelta::hours(1));
    let (_, factor) = phone.tries(&factor, "nonsense", now);
    assert_eq!(factor.wrong, 1);
    assert_eq!(phone.tries(&factor, &current_code(&phone.totp, now), now).1.wrong, 0);
}

#[test]
fn own_secrets_need_128_bits_of_base32() {
    for (text, good) in [
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", true),
        ("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", true),
        ("GEZDGNBVGY3TQOJQ", false),
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", false),
        ("", false),
    ] {
        assert_eq!(read_secret(text).is_some(), good, "{text}");
    }
    assert_eq!(read_secret(&fresh_secret()).map(|bytes| bytes.len()), Some(20));
}

#[test]
fn the_qr_code_is_one_element_without_style() {
    let totp = Phone::new().totp;
    let url = address(&totp).expect("an address");
    assert!(url.starts_with("otpauth://totp/"), "{url}");
    let svg = qr_svg(&url).expect("a code");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{svg}");
    assert!(!svg.contains("style"));
    assert_eq!(in_groups(&totp), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
}
