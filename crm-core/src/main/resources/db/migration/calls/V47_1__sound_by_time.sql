-- Reports whose call was made anew are looked for by when they came, and not in all that ever came.
create index leg_quality_by_report on leg_quality (reported_at);
