//! What the law of a country makes of what is found.

use super::{Finding, Severity, Why};
use crate::contact::{Act, Pack};

/// The same findings under the rules of a country: what is warned about elsewhere is refused where they forbid
/// to do it.
pub fn under(pack: &Pack, mut found: Vec<Finding>) -> Vec<Finding> {
    for one in &mut found {
        if act_of(one.why).is_some_and(|act| pack.forbids(act).is_some()) {
            one.severity = Severity::Refused;
        }
    }
    found
}

/// What somebody does who says it.
const fn act_of(why: Why) -> Option<Act> {
    match why {
        Why::Threat => Some(Act::Threaten),
        Why::Court => Some(Act::LookLikeCourt),
        Why::Legal => Some(Act::NameLawsuit),
        Why::ThirdParty => Some(Act::TellOthers),
        Why::Reason => Some(Act::AskReason),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use chrono::NaiveDate;

    use super::*;
    use crate::contact::{Source, Standing};

    fn pack(act: Act) -> Pack {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let source = Source {
            law: "a law".to_owned(),
            article: String::new(),
            url: String::new(),
            since: None,
            standing: Standing::Verified,
            reading: String::new(),
        };
        Pack {
            country: None,
            version: NonZeroU16::MIN,
            checked_on: day,
            notes: Vec::new(),
            limits: Vec::new(),
            forbidden: vec![(act, source)],
            required: Vec::new(),
            behind: Vec::new(),
            keep: None,
            places: Vec::new(),
        }
    }

    fn finding(why: Why) -> Finding {
        let found = String::new();
        Finding { start: 0, end: 0, found, severity: Severity::Warned, why, better: "" }
    }

    #[test]
    fn what_the_law_forbids_is_refused_and_nothing_else() {
        for (act, why, severity) in [
            (Act::NameLawsuit, Why::Legal, Severity::Refused),
            (Act::AskReason, Why::Reason, Severity::Refused),
            (Act::NameLawsuit, Why::Reason, Severity::Warned),
            (Act::Promote, Why::Urgency, Severity::Warned),
        ] {
            let found = under(&pack(act), vec![finding(why)]);
            assert_eq!(found[0].severity, severity, "{act:?} {why:?}");
        }
    }
}
