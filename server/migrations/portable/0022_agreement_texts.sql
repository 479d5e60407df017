-- What agreements say in a creditor's own words.

-- One row for each time that somebody saved a text; the newest of a language is in force, and an empty one means
-- the text that the program has. `version` is counted over all languages of a creditor. Agreements keep their own
-- words, whatever is saved here later.
create table agreement_texts (
    creditor_id text not null,
    language text not null,
    version bigint not null,
    body text not null,
    saved_by text not null,
    saved_at bigint not null,
    primary key (creditor_id, language, version),
    foreign key (creditor_id) references creditors (id)
);
create index agreement_texts_by_version on agreement_texts (creditor_id, version);
