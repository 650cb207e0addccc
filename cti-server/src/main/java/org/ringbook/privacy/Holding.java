package org.ringbook.privacy;

import java.util.List;

/**
 * A place where something of a person stands.
 *
 * @param key stable name, as in texts and JSON
 * @param rows the table and the condition, with the parameters of {@link PersonRows}; {@code t} is the row
 * @param fate what becomes of it: deleted, emptied (the row stays without the person), kept
 * @param erasing what is done, in order; empty where a foreign key does it, or nothing is done
 */
record Holding(String key, String rows, Fate fate, List<String> erasing) {

    enum Fate {
        DELETED,
        EMPTIED,
        KEPT
    }

    private static Holding deleted(String key, String rows, String... erasing) {
        return new Holding(key, rows, Fate.DELETED, List.of(erasing));
    }

    private static Holding emptied(String key, String rows, String... erasing) {
        return new Holding(key, rows, Fate.EMPTIED, List.of(erasing));
    }

    private static final String OF_CALLS = "t.call_id = any(:calls)";
    private static final String CLIENT_OF_DEAL =
            "(d.party_id = :party or d.party_id is null and d.lead_id = any(:leads))";

    /** Also what was written of their deals, whoever it names; in those of a company it names them as a party of it. */
    private static final String OF_EVENTS = "t.id in (select p.event_id from event_party p where p.party_id = :party"
            + " union all select e.id from event e where e.call_id = any(:calls)"
            + " union all select e.id from event e join deal d on d.id = e.deal_id where " + CLIENT_OF_DEAL
            + " union all select e.id from event e join task k on k.id = e.task_id join deal d on d.id = k.deal_id where "
            + CLIENT_OF_DEAL + ")";

    private static final String OF_CLAIMS = "(t.party_id = :party or t.phone = any(:numbers) or t.call_id = any(:calls)"
            + " or lower(t.email) = any(:traces))";

    /**
     * Also what is to be done for a claim of theirs or in a deal of theirs, whomever it names as the client, or what a robot made of their lead
     * or deal, which may have known nobody then.
     */
    private static final String OF_TASKS = "(t.party_id = :party or t.number = any(:e164) or t.call_id = any(:calls)"
            + " or t.deal_id in (select d.id from deal d where " + CLIENT_OF_DEAL + ")"
            + " or t.id in (select i.task_id from claim t join claim_item i on i.claim_id = t.id where " + OF_CLAIMS
            + " union all select t.told_task_id from claim t where " + OF_CLAIMS
            + " union all select r.task_id from robot_task r where r.record_id = any(:leads)"
            + " or r.record_id in (select d.id from deal d where " + CLIENT_OF_DEAL + ")))";

    /** Of deals with this person as the client; those of a company stay its own. */
    private static final String OF_ORDERS = "t.deal_id in (select d.id from deal d where " + CLIENT_OF_DEAL + ")";

    /** Also of deals of a company with which they were spoken. */
    private static final String NEAR_DEALS =
            "select d.id from deal d where d.party_id = :party or d.contact_id = :party or d.lead_id = any(:leads)";

    private static final String NEAR_ORDERS = "t.deal_id in (" + NEAR_DEALS + ")";

    private static final String CAPITALS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ";
    private static final String SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";

    private static final String OF_OBLIGATIONS = "(t.party_id = :party or t.number = any(:e164))";
    /** Of which this person is the client; of a company's deal nothing goes but their name. */
    private static final String OF_DEALS = "(t.party_id = :party or t.party_id is null and t.lead_id = any(:leads))";

    private static final String THEIR_DEALS =
            "(t.party_id = :party or t.contact_id = :party or t.lead_id = any(:leads))";

    /** Not every database knows Cyrillic letters. */
    private static String folded(String text) {
        return "translate(lower(" + text + "), '" + CAPITALS + "', '" + SMALL + "')";
    }

    /** A text in which the person is named, or a number of theirs however it is typed. */
    private static String named(String text) {
        return "exists (select from unnest(cast(:words as text[])) w where w <> '' and (position(" + folded("w")
                + " in "
                + folded(text) + ") > 0 or w ~ '^[0-9]+$' and position(w in regexp_replace(" + text
                + ", '[^0-9]', '', 'g')) > 0))";
    }

    private static String theirs(String text) {
        return "(" + OF_ORDERS + " or " + NEAR_ORDERS + " and " + named("t." + text) + ")";
    }

    /** Of deals of others with whom they were spoken; that of a document that is approved has the title of the deal in it. */
    private static final String NAMED_TASKS =
            NEAR_ORDERS + " and " + named("concat_ws(' ', t.title, t.text, t.result, t.return_reason)");

    /** What was done stands in the timeline with the words of the task. */
    private static final String NAMED_EVENTS = "t.task_id in (select k.id from task k where k.deal_id in (" + NEAR_DEALS
            + ")) and " + named("concat_ws(' ', t.subject, t.text)");

    private static final String NAMED_STEPS = "(" + OF_ORDERS + " or " + NEAR_ORDERS + " and " + named("s.note") + ")";

    private static final String NAMED_LINE = "(" + named("t.name") + " or " + named("t.attributes::text") + ")";

    private static final String OF_LEADS = "t.id = any(:leads)";
    /** A claim knows its form by its key alone. */
    private static final String FORMS_OF_CLAIMS =
            "'form ' || t.id in (select t.key from claim t where " + OF_CLAIMS + ")";

    private static final String EMPTY_FORMS = """
            update form_message t set body = '', query = null, address = null, error = null,
                key = case when t.key like 'hash %' then t.key else 'destroyed ' || t.id end,
                state = case when t.state = 'kept' then 'done' else t.state end where\s""";

    private static final String OF_FORMS = "(t.lead_id = any(:leads) or " + FORMS_OF_CLAIMS
            + " or exists (select from unnest(cast(:traces as text[])) w"
            + " where position(convert_to(w, 'UTF8') in t.body) > 0 or position(w in t.query) > 0))";

    private static final String OF_MERGES =
            "(t.master_id = any(:ids) or exists (select from unnest(cast(:ids as uuid[])) i"
                    + " where t.before::text like '%' || i || '%'))";

    /** Numbers however they were typed into the list: without what stands between digits, and without %28 for a bracket. */
    private static final String OF_FILTERS = "exists (select from unnest(cast(:traces as text[])) w"
            + " where position(lower(w) in lower(t.query || ' ' || t.name)) > 0"
            + " or position(w in regexp_replace(t.query || ' ' || t.name, '%[0-9A-Fa-f]{2}|[^0-9]', '', 'g')) > 0)";

    private static final String OF_OTHERS =
            "t.id in (select l.call_id from call_leg l where l.party = any(:e164)) and t.id <> all(:calls)";

    private static final String NAMED_CHANGE = named("concat_ws(' ', t.was #>> '{}', t.became #>> '{}')");

    private static final String OF_CHANGES = "(t.record = any(:ids) or t.record = :party or t.record = any(:leads)"
            + " or t.record in (select d.id from deal d where " + CLIENT_OF_DEAL + ")"
            + " or " + NAMED_CHANGE + " and t.record in (" + NEAR_DEALS + ")"
            + " or t.record in (select k.id from task k where k.party_id = :party or k.number = any(:e164) or k.call_id = any(:calls)"
            + " or k.deal_id in (select d.id from deal d where " + CLIENT_OF_DEAL + ")"
            + " or k.deal_id in (" + NEAR_DEALS + ") and " + NAMED_CHANGE + ")"
            + " or t.record in (select c.id from claim c where c.party_id = :party or c.phone = any(:numbers) or c.call_id = any(:calls)"
            + " or lower(c.email) = any(:traces))"
            + " or t.record in (select o.id from (select id, deal_id from deal_part union all select id, deal_id from document"
            + " union all select id, deal_id from payment) o join deal d on d.id = o.deal_id where " + CLIENT_OF_DEAL
            + " or d.id in (" + NEAR_DEALS + ") and " + NAMED_CHANGE + ")"
            + " or t.record in (select w.id from terms w where w.party_id = :party))";

    private static final String OF_FILES = "(t.party_id = :party or t.lead_id = any(:leads) or t.call_id = any(:calls)"
            + " or t.task_id in (select k.id from task k where k.party_id = :party or k.number = any(:e164) or k.call_id = any(:calls))"
            + " or t.event_id in (select p.event_id from event_party p where p.party_id = :party)"
            + " or t.event_id in (select e.id from event e where e.call_id = any(:calls))"
            + " or t.event_id in (select e.id from event e join deal d on d.id = e.deal_id where " + CLIENT_OF_DEAL
            + ")"
            + " or t.deal_id in (select d.id from deal d where " + CLIENT_OF_DEAL + ")"
            + " or t.claim_id in (select t.id from claim t where " + OF_CLAIMS + "))";

    private static final String OF_BIN =
            "(t.record = any(:ids) or t.numbers && cast(:numbers as bigint[]) or exists (select from bin_row r"
                    + " where r.item_id = t.id and exists (select from unnest(cast(:traces as text[])) w where position(w in r.data::text) > 0))"
                    + " or exists (select from bin_row r where r.item_id = t.id and r.table_name = 'claim'"
                    + " and r.data ->> 'party_id' = cast(:party as text)))";

    /** Whole rows of files in which something of them stands. */
    private static final String OF_FILE_ROWS = "exists (select from unnest(cast(:traces as text[])) w"
            + " where position(lower(w) in lower(array_to_string(t.cells, ' '))) > 0"
            + " or position(w in regexp_replace(array_to_string(t.cells, ' '), '[^0-9]', '', 'g')) > 0)";

    private static final String OF_BULK = "(t.record = any(:ids) or t.record = any(:leads)"
            + " or t.record in (" + NEAR_DEALS + ") or t.after ->> 'id' in (select n.id::text from (" + NEAR_DEALS
            + ") n)"
            + " or t.after ->> 'id' = any(cast(cast(:leads as uuid[]) as text[]))"
            + " or t.record in (select t.id from file_import_row t where " + OF_FILE_ROWS + ")"
            + " or t.record in (select i.record from bin_item i where i.numbers && cast(:numbers as bigint[]))"
            + " or t.record in (select k.id from task k where k.party_id = :party or k.number = any(:e164) or k.call_id = any(:calls))"
            + " or exists (select from unnest(cast(:traces as text[])) w"
            + " where position(lower(w) in lower(concat_ws(' ', t.name, t.before::text, t.after::text, array_to_string(t.why_args, ' ')))) > 0"
            + " or position(w in regexp_replace(concat_ws(' ', t.name, array_to_string(t.why_args, ' ')), '[^0-9]', '', 'g')) > 0))";

    private static final String REASONS_OF_BULK = "update bulk_change c set reason = '–' where exists"
            + " (select from unnest(cast(:words as text[])) w where position(lower(w) in lower(c.reason)) > 0"
            + " or position(w in regexp_replace(c.reason, '[^0-9]', '', 'g')) > 0)"
            + " and c.id in (select t.bulk_id from bulk_row t where " + OF_BULK + ")";

    private static final String OF_ENTRIES =
            "t.id in (select e.id from campaign_entry e where e.party_id = :party or e.party_id = any(:ids)"
                    + " union select n.entry_id from entry_number n where n.number = any(:numbers))";

    private static final String OF_ATTEMPTS =
            "t.id in (select a.id from call_attempt a where a.number = any(:numbers) union select a.id from call_attempt a"
                    + " join campaign_entry e on e.id = a.entry_id where e.party_id = :party or e.party_id = any(:ids))";

    private static final String OF_REFUSED_ROWS = "exists (select from unnest(cast(:traces as text[])) w"
            + " where position(w in lower(concat(t.value, ' ', t.why))) > 0"
            + " or position(w in regexp_replace(concat(t.value, ' ', t.why), '[^0-9]', '', 'g')) > 0)";

    /** Of files that were looked through and not loaded. What is packed cannot be read here, and goes after a week. */
    private static final String OF_LIST_FILES = "t.state in ('checked', 'failed') and length(t.file) > 0"
            + " and exists (select from unnest(cast(:traces as text[])) w where position(convert_to(w, 'UTF8') in t.file) > 0"
            + " or position(w in regexp_replace(regexp_replace(encode(t.file, 'escape'), '\\\\[0-7]{3}', '', 'g'),"
            + " '[^0-9;,|\\n]', '', 'g')) > 0)";

    /** All of them; what points at another one stands before it. */
    static final List<Holding> ALL = List.of(
            // First: what is emptied below must not be noted anew.
            deleted(
                    "changes",
                    "field_change t where " + OF_CHANGES,
                    "set local ringbook.history = 'off'",
                    "delete from field_change t where " + OF_CHANGES),
            deleted("files", "attachment t where " + OF_FILES, "delete from attachment t where " + OF_FILES),
            deleted("bulk", "bulk_row t where " + OF_BULK, REASONS_OF_BULK, "delete from bulk_row t where " + OF_BULK),
            deleted("bin", "bin_item t where " + OF_BIN, "delete from bin_item t where " + OF_BIN),
            // Sums stay, for reports; what was written of the person goes.
            emptied(
                    "parts",
                    "deal_part t where " + theirs("title"),
                    "update deal_part t set title = '–' where " + theirs("title")),
            emptied(
                    "payments",
                    "payment t where t.note is not null and " + theirs("note"),
                    "update payment t set note = null where " + theirs("note")),
            emptied(
                    "deal-documents",
                    "document t where " + OF_ORDERS + " or exists (select from approval_step s join approval a"
                            + " on a.id = s.approval_id where a.document_id = t.id and s.note is not null and "
                            + NAMED_STEPS + ")",
                    "update approval_step s set note = null from approval a join document t on t.id = a.document_id"
                            + " where a.id = s.approval_id and " + NAMED_STEPS,
                    "update document t set number = null, file_id = null where " + OF_ORDERS),
            emptied(
                    "deal-lines",
                    "deal_line t where t.attributes <> '{}' and " + OF_ORDERS + " or " + NEAR_ORDERS + " and "
                            + NAMED_LINE,
                    "update deal_line t set name = '–' where " + NEAR_ORDERS + " and " + named("t.name"),
                    "update deal_line t set attributes = '{}' where " + OF_ORDERS + " or " + NEAR_ORDERS + " and "
                            + NAMED_LINE),
            deleted("terms", "terms t where t.party_id = :party"),
            deleted("segments", "segment_member t where t.party_id = :party"),
            deleted("segment-picks", "segment_pick t where t.party_id = :party"),
            deleted("segment-moves", "segment_move t where t.party_id = :party"),
            deleted(
                    "notes",
                    "event t where t.kind <> 'call' and (" + OF_EVENTS + " or " + NAMED_EVENTS + ")",
                    """
                    update event t set text = null, subject = null, disposition_reason = null,
                        deleted_at = coalesce(deleted_at, now()), version = version + 1
                    where\s""" + OF_EVENTS + " or " + NAMED_EVENTS,
                    "delete from event_party where party_id = :party"),
            deleted("drafts", "call_draft t where " + OF_CALLS, "delete from call_draft t where " + OF_CALLS),
            emptied(
                    "tasks",
                    "task t where " + OF_TASKS + " or " + NAMED_TASKS,
                    """
                    update task_move m set note = null where exists (select from task t where t.id = m.task_id and (\s""" + OF_TASKS + " or " + NEAR_ORDERS + " and " + named("m.note") + "))",
                    "update task t set title = '–', text = null, result = null, return_reason = null, version = version + 1"
                            + " where " + NAMED_TASKS,
                    """
                    update task t set title = '–', text = null, result = null, return_reason = null, number = null, party_id = null,
                        fields = '{}', field_words = null, version = version + 1 where\s""" + OF_TASKS),
            emptied(
                    "claims",
                    "claim t where " + OF_CLAIMS,
                    EMPTY_FORMS + FORMS_OF_CLAIMS,
                    "update claim_move m set note = null where exists (select from claim t where t.id = m.claim_id and "
                            + OF_CLAIMS + ")",
                    """
                    update claim t set key = 'destroyed:' || t.id, subject = null, text = null, name = null, phone = null, email = null,
                        order_text = null, decision = null, answer = null, party_id = null, call_id = null, found = '',
                        version = version + 1 where\s""" + OF_CLAIMS),
            deleted(
                    "answers",
                    "script_answer t where t.attempt_id in (select t.id from call_attempt t where " + OF_ATTEMPTS + ")",
                    "delete from script_answer s where s.attempt_id in (select t.id from call_attempt t where "
                            + OF_ATTEMPTS + ")"),
            emptied(
                    "skips",
                    "entry_skip t where t.entry_id in (select t.id from campaign_entry t where " + OF_ENTRIES + ")",
                    "update entry_skip s set why = '–' where s.entry_id in (select t.id from campaign_entry t where "
                            + OF_ENTRIES + ")"),
            emptied("attempts", "call_attempt t where " + OF_ATTEMPTS, """
                    update attempt_correction c set why = '–' where c.attempt_id in (select t.id from call_attempt t where\s""" + OF_ATTEMPTS + ")", """
                    update call_attempt t set number = cast(substr(:token, 2) as bigint), reason = null, gate = '{}'
                    where\s""" + OF_ATTEMPTS),
            emptied("entries", "campaign_entry t where " + OF_ENTRIES, """
                    update campaign_entry t set key = 'destroyed:' || t.id, name = null, company = null, note = null, external_id = null,
                        city = null, fields = '{}', skipped_why = null, callback_note = null, callback_by = null, callback_task = null,
                        party_id = null, sleeps = null, reserved_by = null, lease_until = null,
                        state = case when t.ended_at is null then 'withdrawn' else t.state end, ended_at = coalesce(t.ended_at, now())
                    where\s""" + OF_ENTRIES, """
                    delete from entry_number n using campaign_entry e where e.id = n.entry_id and e.key = 'destroyed:' || e.id"""),
            emptied(
                    "refused-rows",
                    "call_list_refused t where " + OF_REFUSED_ROWS,
                    "update call_list_refused t set value = null, why = jsonb_build_object('key', 'campaigns.list.row-without-number',"
                            + " 'args', jsonb_build_array()) where " + OF_REFUSED_ROWS),
            deleted(
                    "list-files",
                    // Not the file itself: others stand in it, too.
                    "(select t.id, t.name, t.file_name, t.created_at from call_list t where " + OF_LIST_FILES + ") t",
                    "delete from call_list t where " + OF_LIST_FILES),
            emptied("obligations", "obligation t where " + OF_OBLIGATIONS, """
                    update obligation t set key = 'destroyed:' || t.id, party_id = null, number = :token, reason = null,
                        closed_at = coalesce(closed_at, now()), outcome = coalesce(outcome, 'withdrawn'), version = version + 1
                    where\s""" + OF_OBLIGATIONS),
            deleted(
                    "callbacks",
                    "form_callback t where t.number = any(:numbers)",
                    "delete from form_callback t where t.number = any(:numbers)"),
            deleted(
                    "origins",
                    "call_origin t where t.caller = any(:numbers)",
                    "delete from call_origin t where t.caller = any(:numbers)"),
            emptied("forms", "form_message t where " + OF_FORMS, EMPTY_FORMS + OF_FORMS),
            // Sums, stages and moves stay, for reports.
            emptied(
                    "deals",
                    "deal t where " + THEIR_DEALS,
                    "update stage_move m set reason = null where m.reason is not null and exists (select from deal t where t.id = m.deal_id"
                            + " and " + THEIR_DEALS + " and (" + OF_DEALS + " or " + named("m.reason") + "))",
                    "update deal t set title = '–', found = '' where " + THEIR_DEALS + " and (" + OF_DEALS + " or "
                            + named("t.title") + ")",
                    "update deal t set lost_note = null where " + THEIR_DEALS + " and " + named("t.lost_note"),
                    "update deal t set competitor = null where " + THEIR_DEALS + " and " + named("t.competitor"),
                    """
                    update deal t set marks = '{}', lost_note = null, fields = '{}', field_words = null, version = version + 1
                    where\s""" + OF_DEALS,
                    "update deal t set marks = '{}' where t.lead_id = any(:leads)"),
            deleted(
                    "deal-participants",
                    "deal_participant t where t.party_id = :party",
                    "delete from deal_participant t where t.party_id = :party"),
            emptied(
                    "leads",
                    "lead t where " + OF_LEADS,
                    "update lead_event e set text = null where e.lead_id = any(:leads)",
                    """
                    update lead t set key = null, name = null, company = null, phone = null, email = null, text = null, page = null,
                        marks = '{}', party_id = null, made_id = null, fields = '{}', field_words = null, found = null, close_reason = null,
                        state = case when t.state in ('new', 'in_work') then 'junk' else t.state end,
                        closed_at = coalesce(t.closed_at, now()), version = version + 1 where\s""" + OF_LEADS),
            emptied(
                    "requests",
                    "call_request t where t.number = any(:e164)",
                    "update call_request t set number = :token, note_key = null, note_args = null, note_text = null"
                            + " where t.number = any(:e164)"),
            deleted(
                    "listens",
                    "recording_note t where exists (select from recording r where r.id = t.recording_id and r.call_id = any(:calls))",
                    "delete from recording_note t using recording r where r.id = t.recording_id and r.call_id = any(:calls)"),
            deleted(
                    "recordings",
                    "recording t where " + OF_CALLS + " and t.status = 'stored'",
                    "update recording t set file = null where " + OF_CALLS),
            emptied("calls", "call t where t.id = any(:calls)", """
                    update call t set legs = cast(privacy_replaced(t.legs::text, :e164, :token) as jsonb),
                        transfers = cast(privacy_replaced(t.transfers::text, :e164, :token) as jsonb)
                    where\s""" + OF_OTHERS, """
                    update call_leg t set party = :token where t.party = any(:e164)""", """
                    update call_rewrite r set fields = '[]', before = null, after = null where r.call_id = any(:calls)""", """
                    update call t set external = :token, legs = cast(privacy_replaced(t.legs::text, :e164, :token) as jsonb),
                        transfers = cast(privacy_replaced(t.transfers::text, :e164, :token) as jsonb),
                        rules = cast(privacy_replaced(t.rules::text, :words, '…') as jsonb),
                        recordings = cast(privacy_replaced(t.recordings::text, :words, '…') as jsonb)
                    where t.id = any(:calls)"""),
            emptied(
                    "reports",
                    "report_call t where t.party = any(:numbers)",
                    "update report_call t set party = cast(substr(:token, 2) as bigint) where t.party = any(:numbers)"),
            deleted(
                    "merges",
                    "party_merge t where " + OF_MERGES,
                    "delete from party_merge t where " + OF_MERGES,
                    """
                    delete from party_alias where party_id = :party or id = :party""",
                    """
                    delete from duplicate_kept where party_id = any(:ids) or other_id = any(:ids)"""),
            deleted(
                    "imports",
                    "contact_import_write t where t.record = any(:ids)",
                    "delete from contact_import_write t where t.record = any(:ids)"),
            deleted(
                    "file-imports",
                    "file_import_row t where " + OF_FILE_ROWS,
                    "delete from file_import_row t where " + OF_FILE_ROWS),
            deleted("filters", "saved_filter t where " + OF_FILTERS, "delete from saved_filter t where " + OF_FILTERS),
            deleted("consents", "consent t where t.party_id = :party"),
            // That nobody calls them outlives the rest: without the number nobody would know.
            new Holding(
                    "do-not-call",
                    "do_not_call t where t.party_id = :party or t.number = any(:numbers)",
                    Fate.KEPT,
                    List.of("update do_not_call t set reason = null, end_reason = null"
                            + " where t.party_id = :party or t.number = any(:numbers)")),
            deleted("zones", "party_zone t where t.party_id = :party"),
            deleted("points", "party_point t where t.party_id = :party"),
            deleted("numbers", "contact_number t where t.contact_id = :party"),
            deleted("relations", "relation t where :party in (t.from_id, t.to_id)"),
            deleted(
                    "legal",
                    "legal_entity t where exists (select from party_legal l where l.entity_id = t.id and l.party_id = :party)"
                            + " and not exists (select from party_legal l where l.entity_id = t.id and l.party_id <> :party)",
                    """
                    delete from legal_entity t where exists (select from party_legal l where l.entity_id = t.id and l.party_id = :party)
                        and not exists (select from party_legal l where l.entity_id = t.id and l.party_id <> :party)"""),
            deleted(
                    "looks",
                    "privacy_look t where t.party_id = any(:ids)",
                    "delete from privacy_look where party_id = any(:ids)"),
            deleted("card", "contact t where t.id = :party"));
}
