//! Sends what `app::messages` draws: by SMTP, or into a folder of `.eml` files in demo mode.

mod mailer;

pub use mailer::{Letter, Mailer, Sent};
