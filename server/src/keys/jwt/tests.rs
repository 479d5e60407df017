use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::*;

fn id(bits: u128) -> LinkKeyId {
    LinkKeyId::from_bits(bits)
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn body() -> Value {
    json!({ "sub": "C-1", "jti": "1", "exp": 1_798_761_600, "iat": 1_798_000_000, "step": "aviso 3" })
}

fn header(alg: &str) -> Value {
    json!({ "alg": alg, "typ": "JWT", "kid": id(1).as_str() })
}

fn hmac(secret: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length is a key");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn by_secret(secret: &[u8], header: &Value, body: &Value) -> String {
    let text = format!("{}.{}", part(header), part(body));
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(hmac(secret, &text)))
}

fn by_private_key(pem: &str, header: &Value, body: &Value) -> String {
    let lines: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = STANDARD.decode(lines).expect("base64");
    let seed = der.strip_prefix(&PRIVATE[..]).expect("a private key");
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).expect("a seed");
    let text = format!("{}.{}", part(header), part(body));
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(pair.sign(text.as_bytes())))
}

fn shared() -> (CheckedBy, String) {
    match fresh(Algorithm::Hs256) {
        (key, Secret::Shared(secret)) => (key, secret),
        _ => panic!("a secret"),
    }
}

fn pair() -> (CheckedBy, String) {
    match fresh(Algorithm::EdDsa) {
        (key, Secret::PrivateKey(pem)) => (key, pem),
        _ => panic!("a private key"),
    }
}

#[test]
fn what_its_key_signed_is_read() {
    let (key, secret) = shared();
    let token = by_secret(secret.as_bytes(), &header("HS256"), &body());
    assert_eq!(key_named(&token), Some(id(1)));
    let said = claims(&token, (&id(1), &key)).expect("well signed");
    assert_eq!((said.reference.as_str(), said.jti.as_str()), ("C-1", "1"));
    assert_eq!((said.expires, said.issued), (1_798_761_600, Some(1_798_000_000)));
    assert_eq!((said.not_before, said.step.as_deref()), (None, Some("aviso 3")));
    let (key, pem) = pair();
    let token = by_private_key(&pem, &header("EdDSA"), &body());
    assert_eq!(claims(&token, (&id(1), &key)), Some(said));
}

#[test]
fn nothing_that_its_key_did_not_sign_is_read() {
    let (key, secret) = shared();
    let good = by_secret(secret.as_bytes(), &header("HS256"), &body());
    let (text, signature) = good.rsplit_once('.').expect("three parts");
    let other = json!({ "sub": "C-2", "jti": "1", "exp": 1_798_761_600 });
    let mut vectors = vec![
        format!("{text}."),
        text.to_owned(),
        format!("{good}A"),
        format!("{good}="),
        format!("{good}.{signature}"),
        format!("{}.{}.{signature}", part(&header("HS256")), part(&other)),
        by_secret(b"another secret", &header("HS256"), &body()),
        by_secret(b"", &header("HS256"), &body()),
        String::new(),
        "..".to_owned(),
        ".".repeat(2_000),
    ];
    for alg in ["none", "None", "NONE", "HS384", "HS512", "RS256", "ES256", "EdDSA", ""] {
        vectors.push(format!("{}.{}.", part(&header(alg)), part(&body())));
        vectors.push(by_secret(secret.as_bytes(), &header(alg), &body()));
    }
    let mut changed = good.clone().into_bytes();
    for at in 0..changed.len() {
        let was = changed[at];
        changed[at] = if was == b'A' { b'B' } else { b'A' };
        vectors.push(String::from_utf8(changed.clone()).expect("ASCII"));
        changed[at] = was;
    }
    assert!(claims(&good, (&id(1), &key)).is_some());
    for token in vectors.iter().filter(|token| **token != good) {
        assert_eq!(claims(token, (&id(1), &key)), None, "{token}");
    }
}

#[test]
fn a_public_key_is_nobodys_secret() {
    let (key, pem) = pair();
    let CheckedBy::PublicKey(public) = &key else { panic!("a public key") };
    let spki = [&PUBLIC[..], public].concat();
    let text = super::pem("PUBLIC KEY", &spki);
    for secret in [&public[..], &spki, text.as_bytes(), text.trim().as_bytes()] {
        for alg in ["HS256", "EdDSA"] {
            let token = by_secret(secret, &header(alg), &body());
            assert_eq!(claims(&token, (&id(1), &key)), None, "{alg}");
        }
    }
    let (secret, _) = shared();
    let token = by_private_key(&pem, &header("EdDSA"), &body());
    assert_eq!(claims(&token, (&id(1), &secret)), None);
}

#[test]
fn a_link_names_a_known_kind_of_key_and_is_nobody_elses() {
    let (key, secret) = shared();
    let sign = |header: &Value, body: &Value| by_secret(secret.as_bytes(), header, body);
    for (more, expected) in [
        (json!({}), true),
        (json!({ "typ": "jwt" }), true),
        (json!({ "typ": "at+jwt" }), false),
        (json!({ "crit": ["exp"] }), false),
        (json!({ "zip": "DEF" }), false),
        (json!({ "kid": "../../etc/passwd" }), false),
        (json!({ "kid": null }), false),
        (json!({ "kid": 1 }), false),
    ] {
        let mut header = header("HS256");
        for (name, value) in more.as_object().expect("an object") {
            header[name] = value.clone();
        }
        assert_eq!(key_named(&sign(&header, &body())).is_some(), expected, "{more}");
    }
    for (more, expected) in [
        (json!({ "iss": id(1).as_str() }), true),
        (json!({ "iss": id(2).as_str() }), false),
        (json!({ "aud": "another-portal" }), false),
        (json!({ "exp": "1798761600" }), false),
        (json!({ "exp": 1_798_761_600.5 }), false),
        (json!({ "exp": null }), false),
        (json!({ "jti": null }), false),
        (json!({ "sub": 17 }), false),
        (json!({ "name": "Rosa" }), true),
    ] {
        let mut body = body();
        for (name, value) in more.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let token = sign(&header("HS256"), &body);
        assert_eq!(claims(&token, (&id(1), &key)).is_some(), expected, "{more}");
    }
}

#[test]
fn a_public_key_is_read_from_its_pem_alone() {
    let (key, pem) = pair();
    let CheckedBy::PublicKey(public) = &key else { panic!("a public key") };
    let text = super::pem("PUBLIC KEY", &[&PUBLIC[..], public].concat());
    assert!(public_key(&text) == Some(key.clone()));
    assert!(public_key(&text.replace('\n', "\r\n")) == Some(key.clone()));
    for wrong in
        [pem.as_str(), "", "-----BEGIN PUBLIC KEY-----", &text[..60], &text.replace('M', "N")]
    {
        assert!(public_key(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn fresh_keys_are_all_different() {
    let (one, other) = (shared(), shared());
    assert!(one.0 != other.0 && one.1 != other.1 && one.1.len() >= 40);
    assert!(pair().0 != pair().0);
}
