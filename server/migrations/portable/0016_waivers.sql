-- What payments give up, and how far debts are charged for paying late.

-- What a try at paying gives up once its money has come: under which offer, and until when its page or its
-- reference had to be opened. `offer` is `discount`, or `plan` where the money ends a plan.
create table attempt_waivers (
    creditor_id text not null,
    attempt_id text not null,
    offer text not null,
    policy_id text not null,
    policy_version bigint not null,
    valid_until text not null,
    primary key (creditor_id, attempt_id),
    foreign key (creditor_id, attempt_id) references attempts (creditor_id, id),
    foreign key (creditor_id, policy_id, policy_version)
        references policy_versions (creditor_id, policy_id, version)
);

-- How much of each debt. A debt of the try that is paid whole is not among them.
create table attempt_waiver_debts (
    creditor_id text not null,
    attempt_id text not null,
    debt_id text not null,
    given_up_minor bigint not null check (given_up_minor > 0),
    primary key (creditor_id, attempt_id, debt_id),
    foreign key (creditor_id, attempt_id) references attempt_waivers (creditor_id, attempt_id),
    foreign key (creditor_id, debt_id) references debts (creditor_id, id)
);

-- How far a debt is charged: every day before `charged_until` is. `carry` is what came to less than the least
-- amount that people pay in, in minor units for a day at a hundredth of a percent a year.
create table late_charges (
    creditor_id text not null,
    debt_id text not null,
    charged_until text not null,
    carry bigint not null check (carry >= 0),
    primary key (creditor_id, debt_id),
    foreign key (creditor_id, debt_id) references debts (creditor_id, id)
);

-- The last end of a month for which all of a creditor's debts were charged.
create table late_months (
    creditor_id text not null references creditors (id),
    ended_on text not null,
    primary key (creditor_id)
);
