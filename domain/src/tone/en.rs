//! English.

use super::Severity::{Refused, Warned};
use super::Why;
use super::table::{Group, Scope, Words};

pub(super) const WORDS: Words = Words {
    groups: GROUPS,
    passes: &[
        "by default",
        "default setting|settings|language",
        "cardiac arrest",
        "fraud prevention|protection|alert",
        "tennis|food|basketball|volleyball|squash|padel|badminton|sports court|courts",
        "court street|road|avenue|place|lane|square|house",
        "judge for yourself|yourselves",
    ],
    only_here: &["liar", "liars", "sue", "sues", "court", "courts"],
    consequences: &[
        "will be cut|suspended|blocked|charged|reported|disconnected|referred|passed|transferred|added",
        "we will cut|suspend|block|charge|report|disconnect|refer|pass|transfer|start|add",
        "you will lose",
    ],
    replies: &["reply|answer|call|phone|write|contact us|to|this", "let|tell us"],
    months: &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ],
    address: [&[], &[]],
};

const STOPS: &str = "If we agree on something before {date}, everything stops.";
const DECIDED: &str = "From {date} on, interest of {amount} is added.";
const PENDING: &str = "The instalment of {date} is still open.";
const HELP: &str = "Has something changed? You can move the date or ask for more time: {link}";
const UNTIL: &str = "It is good until {date}. After that there are other ways.";

const GROUPS: &[Group] = &[
    Group {
        is: (Refused, Why::Threat),
        scope: Scope::Everywhere,
        better: STOPS,
        says: &[
            "or else",
            "face|suffer the consequences",
            "jail|prison|arrest|arrested",
            "police",
            "we know where you live|work",
            "criminal|criminals|fraud|fraudster",
        ],
    },
    Group {
        is: (Refused, Why::Court),
        scope: Scope::Everywhere,
        better: STOPS,
        says: &[
            "court summons",
            "court|courts|courtroom",
            "sue|sues|sued|suing",
            "lawsuit|lawsuits|litigation|litigate",
            "judge|judges|magistrate|magistrates|bailiff|bailiffs",
            "summons|summoned",
            "subpoena|subpoenas|subpoenaed",
            "seize|seized|seizure|garnish|garnished|garnishment",
            "judgment|judgement|judgments",
        ],
    },
    Group {
        is: (Refused, Why::Shame),
        scope: Scope::Everywhere,
        better: PENDING,
        says: &[
            "deadbeat|deadbeats",
            "liar|liars",
            "irresponsible",
            "shame on you",
            "shame|ashamed",
        ],
    },
    Group {
        is: (Refused, Why::ThirdParty),
        scope: Scope::Everywhere,
        better: HELP,
        says: &[
            "your family|neighbours|neighbors|neighbour|neighbor",
            "your employer|boss",
            "tell everyone|everybody",
        ],
    },
    Group {
        is: (Warned, Why::Legal),
        scope: Scope::Everywhere,
        better: HELP,
        says: &["legal action|actions|proceedings|steps", "attorney|attorneys|lawyer|lawyers"],
    },
    Group {
        is: (Warned, Why::Urgency),
        scope: Scope::Everywhere,
        better: UNTIL,
        says: &["final|last warning", "act now", "urgent|urgently", "last chance"],
    },
    Group {
        is: (Refused, Why::Shouting),
        scope: Scope::Everywhere,
        better: UNTIL,
        says: &["pay right now", "pay now or"],
    },
    Group {
        is: (Warned, Why::Blame),
        scope: Scope::Everywhere,
        better: PENDING,
        says: &["delinquen*", "default|defaulted|defaulter|defaulting"],
    },
    Group {
        is: (Warned, Why::Bureau),
        scope: Scope::Everywhere,
        better: DECIDED,
        says: &["credit score|scores|bureau|bureaus|report|rating"],
    },
    Group {
        is: (Warned, Why::Reason),
        scope: Scope::Everywhere,
        better: HELP,
        says: &[
            "why have you|not ?you|not ?yet paid",
            "why did you not pay",
            "reason for ?your ?the delay|arrears",
        ],
    },
];
