-- Whoever deletes a lead asks which others repeat it.
create index lead_of_repeat on lead (repeat_of);
