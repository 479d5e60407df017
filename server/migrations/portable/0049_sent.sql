-- How many messages of a kind have left since an instant, without looking at any of them.
create index messages_sent on messages (creditor_id, kind, sent_at) where state = 'sent';
