-- Holds by the day on which they began: the newest ones wait for the team's answer. Those of a case keep their order,
-- so that no other index seems shorter.
create index holds_by_day on holds (creditor_id, placed_at);
drop index holds_by_case;
create index holds_by_case on holds (creditor_id, case_id, placed_at, id);
