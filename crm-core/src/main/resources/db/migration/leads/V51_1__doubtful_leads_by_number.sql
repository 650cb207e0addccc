-- Each call of the log asks whether a lead that looks like spam has its number.
create index lead_doubtful_by_phone on lead (phone) where doubtful is not null;
