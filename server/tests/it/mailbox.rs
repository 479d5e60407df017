//! The demo's mailbox page, which stands for everybody's own mailbox.

use app::routes::pattern;
use server::use_cases::access_link;

use crate::engine::on_both_engines;
use crate::portal::{TestPortal, pen};

/// Where the first letter of the list is.
async fn first(portal: &TestPortal) -> String {
    let page = portal.browser().get(pattern::MAILBOX).await;
    let at = page.body.find("/buzon/").expect("one letter");
    page.body[at..].split('"').next().expect("its end").to_owned()
}

on_both_engines! {
    async fn a_letter_can_be_read_and_its_link_followed(portal) {
        let mut browser = portal.browser();
        assert!(browser.get(pattern::MAILBOX).await.body.contains("Todavía no hay mensajes"));
        let (case, _) = portal.debt(pen(10_000)).await;
        let clinic = portal.clinic.clone();
        access_link::send(&portal.portal, &clinic, &case, "x").await.expect("sent");
        portal.run_jobs().await;
        let letter = browser.get(&first(portal).await).await;
        let at = letter.body.find("/e/").expect("a link");
        let link = letter.body[at..].split('"').next().expect("its end").to_owned();
        assert!(letter.body.contains(&format!("href=\"{}{link}\"", portal.base)), "{}", letter.body);
        assert_eq!(browser.get(&link).await.status, 200);
    }

    async fn no_other_file_can_be_read(portal) {
        let mut browser = portal.browser();
        std::fs::write(portal.mailbox.with_file_name("secret.eml"), "Subject: no\r\n\r\nno").expect("a file");
        for name in ["nothing", "..", "..%2fsecret", "%2e%2e%2fsecret", "..%5csecret", "a%00", ".eml"] {
            let page = browser.get(&format!("{}/{name}", pattern::MAILBOX)).await;
            assert_eq!(page.status, 404, "{name}");
        }
    }
}
