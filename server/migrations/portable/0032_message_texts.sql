-- Which text of the creditor's own a message says: the version of `templates`; none for the program's words. It is
-- written when the message is claimed, so that it is known although its sender died.
alter table messages add column text_version bigint;
