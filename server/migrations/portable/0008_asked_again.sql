-- When the page of a try was asked for once more, under the same key: until that request is surely over,
-- no one may say that the page was never made.
alter table attempts add column asked_again_at bigint;
