-- The pauses that people chose and have not ended. The ledger has one state at a time: of who talks it does not say that they are on a pause.
create table chosen_pause (
    staff_id uuid primary key,
    -- As the company calls it; null for none.
    reason text
);
