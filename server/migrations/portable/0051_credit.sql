-- Cases that hold credit, without looking at any other: each hour it pays what has fallen due.
create index case_balances_with_credit on case_balances (creditor_id, case_id, credit_minor) where credit_minor > 0;
