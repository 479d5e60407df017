-- What was done, the newest first: by when it was, not by when it was due.
create index tasks_by_end on tasks (creditor_id, state, ended_at, id);

-- A channel rests or does not: of two who begin its rest at once one does, and what both began before is one.
update channel_rests set ended_at = began_at, ended_by = began_by
where ended_at is null and exists (
    select 1 from channel_rests other
    where other.creditor_id = channel_rests.creditor_id and other.channel = channel_rests.channel
        and other.ended_at is null and other.id < channel_rests.id
);
create unique index channel_rests_standing on channel_rests (creditor_id, channel) where ended_at is null;
