-- In which order messages leave.

-- 0 for what somebody asked for a moment ago and waits for, such as a code or a receipt: it leaves first. 1 for
-- everything else, where the creditors take turns.
alter table messages add column urgency bigint not null default 1;

create index messages_asked on messages (not_before, id)
    where state = 'queued' and urgency = 0;
create index messages_in_turn on messages (creditor_id, urgency, not_before, id)
    where state = 'queued';
