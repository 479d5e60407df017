//! Who the simulated people are: one table of what each kind of person does, and how often. Whoever adds
//! something that a debtor can do adds a [`Choice`] and its row here, says in `Desk::allows` when it is
//! possible, and does it in an arm of `debtor::act`.

use super::dice::Dice;

/// Kinds of people, in the order of the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Pays as soon as they know.
    Diligent,
    /// Wants to pay by and by, and does.
    Planner,
    /// Agrees to much and keeps little.
    Hopeful,
    /// Has little money.
    Broke,
    /// Doubts and complains.
    Doubtful,
    /// Hardly ever looks.
    Silent,
}

const KINDS: usize = 6;

const ALL: [Kind; KINDS] =
    [Kind::Diligent, Kind::Planner, Kind::Hopeful, Kind::Broke, Kind::Doubtful, Kind::Silent];

/// What somebody does who looks at what they owe.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Choice {
    /// Looks, and goes.
    Leave,
    /// Pays everything at Stripe.
    PayAll,
    /// Pays a part at Stripe.
    PayPart,
    /// Pays the oldest debt at Stripe.
    PayOne,
    /// Pays everything with the discount, at Stripe or by bank transfer.
    PayLess,
    /// Pays everything by bank transfer.
    Transfer,
    /// Goes to the counter with cash; for the plan, if there is one.
    Cash,
    /// Agrees to a plan.
    Plan,
    /// Agrees to a settlement; what is closed by one payment is paid next.
    Settlement,
    /// Asks for more time.
    MoreTime,
    /// Proposes terms of their own.
    Propose,
    /// Agrees to terms that were said yes to, or to other ones that the team named.
    AgreeToTerms,
    /// Takes a proposal back, or says no to the other terms.
    TakeBack,
    /// Pays what the plan asks for next.
    PlanDue,
    /// Pays what the plan asks for next by bank transfer.
    PlanTransfer,
    /// Pays the plan off.
    PlanAll,
    /// Moves a date of the plan.
    MoveDate,
    /// Puts an instalment at the end.
    Skip,
    /// Has the plan follow another day of the month.
    Payday,
    /// Agrees to another plan in the place of the one that runs.
    Renegotiate,
    /// Proposes other terms in the place of the one that runs.
    ProposeInstead,
    /// Lets the instalments be charged from now on.
    AutopayOn,
    /// Lets them be charged no more.
    AutopayOff,
    /// Says that it is paid already, or wrong, or wants to talk.
    Say,
    /// Says that they are somebody else.
    NotMe,
}

/// How often each kind chooses what: weights, of which those count that are possible.
const CHOICES: [(Choice, [u32; KINDS]); 25] = [
    //                          diligent planner hopeful broke doubtful silent
    (Choice::Leave, [10, 25, 40, 60, 40, 60]),
    // What is in no plan is paid.
    (Choice::PayAll, [40, 8, 6, 2, 8, 8]),
    (Choice::PayPart, [5, 10, 10, 20, 5, 5]),
    (Choice::PayOne, [8, 5, 8, 8, 5, 5]),
    (Choice::PayLess, [40, 8, 8, 3, 10, 8]),
    (Choice::Transfer, [15, 5, 6, 2, 10, 5]),
    (Choice::Cash, [6, 4, 4, 4, 4, 4]),
    // Something is agreed.
    (Choice::Plan, [2, 40, 35, 20, 4, 4]),
    (Choice::Settlement, [4, 12, 15, 10, 6, 4]),
    (Choice::MoreTime, [2, 4, 12, 12, 4, 2]),
    (Choice::Propose, [1, 8, 14, 18, 6, 1]),
    (Choice::AgreeToTerms, [60, 80, 80, 40, 30, 20]),
    (Choice::TakeBack, [4, 2, 4, 4, 8, 1]),
    // A plan runs.
    (Choice::PlanDue, [60, 60, 30, 20, 30, 20]),
    (Choice::PlanTransfer, [12, 10, 8, 4, 8, 4]),
    (Choice::PlanAll, [20, 6, 2, 1, 4, 2]),
    (Choice::MoveDate, [2, 8, 14, 10, 4, 1]),
    (Choice::Skip, [1, 3, 8, 8, 2, 1]),
    (Choice::Payday, [1, 5, 6, 4, 2, 1]),
    (Choice::Renegotiate, [1, 4, 8, 6, 3, 1]),
    (Choice::ProposeInstead, [1, 3, 6, 7, 3, 1]),
    (Choice::AutopayOn, [10, 16, 10, 3, 2, 2]),
    (Choice::AutopayOff, [1, 2, 5, 6, 6, 1]),
    // Somebody says something.
    (Choice::Say, [1, 1, 4, 6, 30, 2]),
    (Choice::NotMe, [0, 0, 0, 0, 2, 1]),
];

/// Per mille, by kind.
const SHARES: [u32; KINDS] = [220, 180, 180, 180, 90, 150];
const OPENS: [u32; KINDS] = [850, 750, 600, 400, 500, 120];
const KEEPS: [u32; KINDS] = [980, 950, 650, 450, 700, 500];
const WRONG: [u32; KINDS] = [40, 60, 120, 120, 200, 150];
const ALLOWS: [u32; KINDS] = [400, 450, 350, 150, 100, 100];

impl Kind {
    /// Somebody of the whole population.
    pub(super) fn random(dice: &mut Dice) -> Self {
        let shares: Vec<_> = ALL.into_iter().zip(SHARES).collect();
        dice.weighted(&shares).unwrap_or(Self::Silent)
    }

    fn of(self, row: [u32; KINDS]) -> u32 {
        let here = ALL.into_iter().zip(row).find(|(kind, _)| *kind == self);
        here.map_or(0, |(_, often)| often)
    }

    /// How often a letter is opened, out of a thousand.
    pub(super) fn opens(self) -> u32 {
        self.of(OPENS)
    }

    /// How often a date that was agreed is kept, out of a thousand.
    pub(super) fn keeps(self) -> u32 {
        self.of(KEEPS)
    }

    /// How often the first answer to the identity check is wrong, out of a thousand.
    pub(super) fn is_wrong(self) -> u32 {
        self.of(WRONG)
    }

    /// How often the box of automatic charges is ticked beside an agreement, out of a thousand.
    pub(super) fn allows_charges(self) -> u32 {
        self.of(ALLOWS)
    }

    /// What somebody of this kind does, of what is possible.
    pub(super) fn chooses(self, dice: &mut Dice, possible: impl Fn(Choice) -> bool) -> Choice {
        let open = CHOICES.into_iter().filter(|(choice, _)| possible(*choice));
        let weights: Vec<_> = open.map(|(choice, row)| (choice, self.of(row))).collect();
        dice.weighted(&weights).unwrap_or(Choice::Leave)
    }
}

/// What becomes of the page where somebody pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Means {
    /// This test card.
    Card(&'static str),
    /// A voucher or a bank debit, where there is one; else a good card.
    Slow,
    /// The page is closed without paying.
    Nothing,
}

/// The cards of people, and what they do: Stripe's published test numbers.
const MEANS: [(Means, u32); 9] = [
    (Means::Card(GOOD_CARD), 572),
    (Means::Slow, 160),
    (Means::Nothing, 80),
    (Means::Card("4000002760003184"), 60), // asks for authentication
    (Means::Card("4000000000000002"), 50), // declined
    (Means::Card("4000000000009995"), 40), // no funds
    (Means::Card("4000008400001629"), 10), // asks, then is declined
    (Means::Card("4000000000005126"), 14), // a refund to it fails later
    (Means::Card("4000000000007726"), 14), // a refund to it takes days
];

/// A card that pays.
pub(super) const GOOD_CARD: &str = "4242424242424242";

impl Means {
    /// What somebody pays with.
    pub(super) fn random(dice: &mut Dice) -> Self {
        dice.weighted(&MEANS).unwrap_or(Self::Nothing)
    }
}

/// The cards that people save to be charged automatically: Stripe's published test numbers.
const SAVED: [(Means, u32); 6] = [
    (Means::Card(GOOD_CARD), 700),
    (Means::Card("4000002500003155"), 100), // asks once, when it is saved
    (Means::Card("4000002760003184"), 50),  // asks each time: nobody is there to answer
    (Means::Card("4000000000000341"), 50),  // can be saved, never charged
    (Means::Card("4000000000000002"), 40),  // cannot be saved
    (Means::Nothing, 60),
];

/// What becomes of a saved card while nobody looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Turn {
    /// It goes on as before.
    Stays,
    /// It behaves like the card of this number.
    ActsLike(&'static str),
    /// It is taken away at Stripe.
    Removed,
}

/// Turns of saved cards, every few weeks.
const TURNS: [(Turn, u32); 7] = [
    (Turn::Stays, 700),
    (Turn::ActsLike(GOOD_CARD), 60),
    (Turn::ActsLike("4000000000009995"), 90), // no funds
    (Turn::ActsLike("4000000000009987"), 30), // lost
    (Turn::ActsLike("4000002760003184"), 40), // the bank wants a confirmation
    (Turn::ActsLike("4000000000000259"), 20), // pays, and is disputed
    (Turn::Removed, 60),
];

impl Means {
    /// The card that somebody saves.
    pub(super) fn saved(dice: &mut Dice) -> Self {
        dice.weighted(&SAVED).unwrap_or(Self::Nothing)
    }
}

impl Turn {
    /// What becomes of a card next.
    pub(super) fn random(dice: &mut Dice) -> Self {
        dice.weighted(&TURNS).unwrap_or(Self::Stays)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_population_is_whole_and_everybody_does_something() {
        assert_eq!(SHARES.iter().sum::<u32>(), 1_000);
        assert_eq!(MEANS.iter().map(|(_, often)| often).sum::<u32>(), 1_000);
        assert_eq!(SAVED.iter().map(|(_, often)| often).sum::<u32>(), 1_000);
        assert_eq!(TURNS.iter().map(|(_, often)| often).sum::<u32>(), 1_000);
        for kind in ALL {
            let shares = [kind.opens(), kind.keeps(), kind.is_wrong(), kind.allows_charges()];
            assert!(shares.iter().all(|share| *share <= 1_000));
            let mut dice = Dice::new(3);
            assert_eq!(kind.chooses(&mut dice, |_| false), Choice::Leave);
            assert_eq!(kind.chooses(&mut dice, |choice| choice == Choice::PayAll), Choice::PayAll);
            let weight = |choice: Choice| CHOICES.iter().filter(|(one, _)| *one == choice).count();
            assert!(CHOICES.iter().all(|(choice, _)| weight(*choice) == 1), "a row stands twice");
        }
    }
}
