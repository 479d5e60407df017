//! The simulator as a browser, a strange client and a restart meet it. What our own client sees of
//! it is tested in `stripe::tests`.

use serde_json::{Value, json};

use crate::stripe::simulator::Config;
use crate::stripe::tests::{Fake, NOW, amount, new_session};

mod pages;
mod protocol;
mod restart;
mod shapes;

/// Makes a session on the platform's own account and gives its id.
async fn session(fake: &Fake, minor: i64, code: &str) -> String {
    let attempt = format!("attempt_{minor}_{code}");
    let new = new_session(&attempt, amount(minor, code));
    fake.client().create_session(None, &new).await.expect("an answer").id
}

/// `GET` of the API as JSON, on the platform's own account.
async fn get(fake: &Fake, path: &str) -> Value {
    fake.api(reqwest::Method::GET, path)
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("an answer")
}
