package org.ringbook.leads;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.ringbook.fields.FieldFilter;
import org.ringbook.numbers.NumberPart;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.rights.Subject;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Leads as somebody may see them: their own, and those that nobody has yet; a supervisor's team's, or all. Any thread; every method
 * waits for the database.
 */
@Component
public class LeadList {

    private static final SubjectColumns OWNER = new SubjectColumns("responsible_id", false, null);
    private static final int CURSOR_BYTES = 24;

    private final LeadRows rows;
    private final JdbcClient jdbc;
    private final Rights rights;

    LeadList(JdbcClient jdbc, Rights rights) {
        this.rows = new LeadRows(jdbc);
        this.jdbc = jdbc;
        this.rights = rights;
    }

    public enum View {
        /** New and in work. */
        OPEN("state in ('new', 'in_work') and doubtful is null"),
        /** Nobody has answered yet. */
        WAITING("state in ('new', 'in_work') and first_response_at is null and doubtful is null"),
        /** Whoever it was given touched it: a supervisor decides. */
        ESCALATED("state in ('new', 'in_work') and escalated_at is not null and first_response_at is null"),
        CLOSED("state in ('converted', 'lost', 'junk')"),
        DOUBTFUL("state in ('new', 'in_work') and doubtful is not null"),
        ALL("true");

        private final String condition;

        View(String condition) {
            this.condition = condition;
        }
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Lead> items, String next) {}

    public boolean maySee(StaffMember who, Lead lead) {
        return lead.responsibleId() == null
                || rights.of(who).may(Action.SEE, Subject.of(List.of(lead.responsibleId())));
    }

    /**
     * The newest first.
     *
     * @param responsible only theirs; null for anybody's
     * @param after cursor of the page before; null for the first
     */
    public Page find(View view, UUID responsible, StaffMember who, String after, int limit) {
        return find(view, responsible, null, who, after, limit);
    }

    /** As above. @param filter of the company's own fields; null for none */
    public Page find(View view, UUID responsible, FieldFilter filter, StaffMember who, String after, int limit) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        conditions(view, responsible, filter, who, conditions, params);
        if (after != null) {
            conditions.add("(created_at, id) < (:afterAt, :afterId)");
            ByteBuffer cursor = cursor(after);
            params.put("afterAt", Timestamp.from(Instant.EPOCH.plus(cursor.getLong(), ChronoUnit.MICROS)));
            params.put("afterId", new UUID(cursor.getLong(), cursor.getLong()));
        }
        List<Lead> found = rows.list(String.join(" and ", conditions), params, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        return new Page(found.subList(0, limit), cursor(found.get(limit - 1)));
    }

    /** How many of these there are, at most so many. */
    public int count(View view, UUID responsible, FieldFilter filter, StaffMember who, int most) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        conditions(view, responsible, filter, who, conditions, params);
        return jdbc.sql("select count(*) from (select 1 from lead where " + String.join(" and ", conditions)
                        + " limit :most) few")
                .params(params)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private void conditions(
            View view,
            UUID responsible,
            FieldFilter filter,
            StaffMember who,
            List<String> conditions,
            HashMap<String, Object> params) {
        conditions.add(view.condition);
        conditions.add(seen(who, params));
        if (responsible != null) {
            conditions.add("responsible_id = :responsible");
            params.put("responsible", responsible);
        }
        if (filter != null) {
            conditions.add(filter.sql("lead"));
            params.putAll(filter.parameters());
        }
    }

    /**
     * By any part of a number or of their own number, or by words of name, company, e-mail or text. One's own and open ones first.
     *
     * @param part digits of a number; null for words
     */
    public List<Lead> search(String text, NumberPart part, StaffMember who, int most) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        conditions.add(seen(who, params));
        if (part != null) {
            conditions.add("(phone::text like any(:parts) or number::text = :digits)");
            params.put("parts", part.patterns("").toArray(String[]::new));
            params.put("digits", part.digits());
        } else {
            List<String> words = LeadWords.patterns(text);
            if (words.isEmpty()) {
                return List.of();
            }
            for (int i = 0; i < words.size(); i++) {
                conditions.add("found like :word" + i);
                params.put("word" + i, words.get(i));
            }
        }
        return rows.search(String.join(" and ", conditions), params, who.id(), most);
    }

    /** How many wait for an answer, as far as they may be seen; at most {@code most}. */
    public int waiting(StaffMember who, int most) {
        var params = new HashMap<String, Object>();
        return jdbc.sql("select count(*) from (select 1 from lead where " + View.WAITING.condition + " and "
                        + seen(who, params) + " limit :most) some")
                .params(params)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private String seen(StaffMember who, HashMap<String, Object> params) {
        Permissions permissions = rights.of(who);
        Condition condition = permissions.condition(Action.SEE, OWNER);
        params.putAll(condition.parameters());
        return "(responsible_id is null or " + condition.sql() + ")";
    }

    private static String cursor(Lead lead) {
        ByteBuffer buffer = ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, lead.createdAt()))
                .putLong(lead.id().getMostSignificantBits())
                .putLong(lead.id().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static ByteBuffer cursor(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == CURSOR_BYTES) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException notOurs) {
            // The words below say so.
        }
        throw Refused.because("after", "leads.cursor");
    }
}
