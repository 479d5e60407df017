-- Why the team decided something about a debtor's money.

-- The words of the person who refused a transfer or undid a payment, sealed under the debtor's key;
-- the SHA-256 of that stands in the case's evidence. `about` is the attempt's or the payment's id. A table of
-- its own, and no column in `attempts` and another in `payments`: a reason is written once and never
-- changed, few rows have one, and a page reads those of a case at once.
create table reasons (
    creditor_id text not null,
    about text not null,
    case_id text not null,
    reason_sealed bytea not null,
    primary key (creditor_id, about),
    foreign key (creditor_id, case_id) references cases (creditor_id, id)
);
create index reasons_by_case on reasons (creditor_id, case_id);
