-- Whose turn it is asks for each member when they had their last one.
create index lead_assignment_by_person on lead_assignment (lead_queue, chosen, at desc);
