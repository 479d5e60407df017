-- What was done, the newest first: by when it was, not by when it was due.
create index tasks_by_end on tasks (creditor_id, state, ended_at, id);
