-- Where the last stretch of a history began that told anything: all that is older was read, whatever our clock said then.
alter table watermark add column seen timestamptz;
