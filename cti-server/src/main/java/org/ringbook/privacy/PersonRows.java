package org.ringbook.privacy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One person, and by what they are found in the tables.
 *
 * @param ids theirs, and those of the cards that were merged into it, one into another
 * @param numbers that nobody else has, without the plus
 * @param shared numbers that somebody else has, too, with whose they are: what stands under them stays
 * @param emails in small letters
 * @param calls with one of the numbers
 * @param leads of the person, of the numbers or of the addresses
 */
record PersonRows(
        UUID id,
        List<UUID> ids,
        String name,
        List<Long> numbers,
        Map<Long, String> shared,
        List<String> emails,
        List<UUID> calls,
        List<UUID> leads) {

    private static final int NATIONAL_DIGITS = 10;

    private record Owned(long number, String other) {}

    static Optional<PersonRows> find(JdbcClient jdbc, UUID id) {
        return jdbc.sql("select name, email from contact where id = ?")
                .param(id)
                .query((row, n) -> of(jdbc, id, row))
                .optional();
    }

    private static PersonRows of(JdbcClient jdbc, UUID id, ResultSet row) throws SQLException {
        var numbers = new LinkedHashSet<Long>();
        var shared = new HashMap<Long, String>();
        for (Owned one : owned(jdbc, id)) {
            if (one.other() == null) {
                numbers.add(one.number());
            } else {
                shared.put(one.number(), one.other());
            }
        }
        List<UUID> ids = jdbc.sql(
                        "select cast(:party as uuid) union all select id from party_alias where party_id = :party")
                .param("party", id)
                .query(UUID.class)
                .list();
        List<String> emails = emails(jdbc, id, row.getString("email"));
        String[] e164 = numbers.stream().map(one -> "+" + one).toArray(String[]::new);
        List<UUID> calls = jdbc.sql("select id from call where external = any(?)")
                .param(e164)
                .query(UUID.class)
                .list();
        List<UUID> leads = jdbc.sql(
                        "select id from lead where party_id = :party or phone = any(:numbers) or lower(email) = any(:emails)")
                .param("party", id)
                .param("numbers", numbers.toArray(Long[]::new))
                .param("emails", emails.toArray(String[]::new))
                .query(UUID.class)
                .list();
        return new PersonRows(id, ids, row.getString("name"), List.copyOf(numbers), shared, emails, calls, leads);
    }

    /** Each number, with one who has it, too; null for nobody. One of ours is somebody. */
    private static List<Owned> owned(JdbcClient jdbc, UUID id) {
        return jdbc.sql("""
                        select distinct n.number, (select coalesce(c.name, o.name) from contact_number m
                                left join contact c on c.id = m.contact_id left join company o on o.id = m.company_id
                                where m.number = n.number and m.contact_id is distinct from n.contact_id limit 1) as other
                        from contact_number n where n.contact_id = ?""")
                .param(id)
                .query((row, n) -> new Owned(row.getLong("number"), row.getString("other")))
                .list();
    }

    private static List<String> emails(JdbcClient jdbc, UUID id, String ofCard) {
        Set<String> all = new LinkedHashSet<>();
        if (ofCard != null) {
            Stream.of(ofCard.split("[,;\\s]+")).forEach(all::add);
        }
        all.addAll(jdbc.sql("select value from party_point where party_id = ? and kind = 'email'")
                .param(id)
                .query(String.class)
                .list());
        return all.stream()
                .filter(one -> one.indexOf('@') > 0)
                .map(one -> one.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /**
     * By which they are found in what was kept word for word: the numbers as they are dialled in the country, and addresses. Not the name:
     * others have it, too.
     */
    List<String> traces() {
        var traces = new ArrayList<String>();
        for (long number : numbers) {
            String digits = Long.toString(number);
            traces.add(
                    digits.length() > NATIONAL_DIGITS ? digits.substring(digits.length() - NATIONAL_DIGITS) : digits);
        }
        traces.addAll(emails);
        return traces;
    }

    /** Of {@link #traces} those that stand for nobody else wherever they are read; addresses also as browsers send them. */
    List<String> sureTraces() {
        return Stream.concat(
                        traces().stream().filter(one -> one.length() >= NATIONAL_DIGITS || one.indexOf('@') > 0),
                        emails.stream().map(one -> URLEncoder.encode(one, StandardCharsets.UTF_8)))
                .toList();
    }

    /** What is taken out of the records of their own calls. */
    private List<String> words() {
        var words = new ArrayList<>(traces());
        words.add(name);
        return words;
    }

    /** For the conditions of {@link Holding}. @param token in place of the numbers */
    Map<String, Object> parameters(String token) {
        var parameters = new HashMap<String, Object>();
        parameters.put("party", id);
        parameters.put("ids", ids.toArray(UUID[]::new));
        parameters.put("numbers", numbers.toArray(Long[]::new));
        parameters.put("e164", numbers.stream().map(one -> "+" + one).toArray(String[]::new));
        parameters.put("calls", calls.toArray(UUID[]::new));
        parameters.put("leads", leads.toArray(UUID[]::new));
        parameters.put("traces", sureTraces().toArray(String[]::new));
        parameters.put("words", words().toArray(String[]::new));
        parameters.put("token", token);
        return parameters;
    }

    /** Without a word of the person. */
    @Override
    public String toString() {
        return "PersonRows[" + id + "]";
    }
}
