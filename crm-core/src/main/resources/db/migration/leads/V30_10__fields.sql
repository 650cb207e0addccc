-- The company's own fields, as in party and task.
alter table lead add fields jsonb not null default '{}';
alter table lead add field_words tsvector;
create index lead_by_field on lead using gin (field_words) where field_words is not null;
