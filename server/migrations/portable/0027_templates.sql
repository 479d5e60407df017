-- What reminders say in a creditor's own words.

-- One row for each time that somebody saved a text; the newest of a kind, channel, language and address is in force,
-- and an empty body means the text that the program has. `version` is counted over all texts of a creditor. `kind` is
-- what a message is about, `address` is tu or usted, and tu where a language has one form only. Where a text was
-- saved although something in it was warned about, `warned` has it line by line, and `reason` says why.
create table templates (
    creditor_id text not null,
    kind text not null,
    channel text not null,
    language text not null,
    address text not null,
    version bigint not null,
    subject text not null,
    preview text not null,
    body text not null,
    content_id text not null,
    warned text not null,
    reason text,
    saved_by text not null,
    member_id text not null,
    saved_at bigint not null,
    primary key (creditor_id, kind, channel, language, address, version),
    foreign key (creditor_id) references creditors (id)
);
create index templates_by_version on templates (creditor_id, version);
