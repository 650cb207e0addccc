package org.ringbook.forms;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Where callers came from, as call tracking tells it. Any thread; every method that is asked for a call waits for the database. */
@Component
public class CallOrigins {

    private static final JsonMapper JSON = new JsonMapper();
    /** Between what the service and what the telephone system says of the beginning of one call. */
    private static final Duration NEAR = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final boolean used;

    CallOrigins(JdbcClient jdbc, FormSettings settings) {
        this.jdbc = jdbc;
        this.used = settings.forms().values().stream().anyMatch(form -> Preset.isOfCalls(form.preset()));
    }

    /** Whether anybody is set up to tell. Waits for nothing. */
    public boolean areTold() {
        return used;
    }

    /** The second message of a call adds to the first; when it began stays. In the transaction of whoever calls. */
    void keep(String form, TrackedCall call) {
        jdbc.sql("insert into call_origin (form, key, caller, callee, at, marks) values (?, ?, ?, ?, ?, ?::jsonb)"
                        + " on conflict (form, key) do update set marks = call_origin.marks || excluded.marks,"
                        + " callee = coalesce(call_origin.callee, excluded.callee)")
                .params(
                        form,
                        call.key(),
                        call.caller().e164(),
                        call.callee() == null ? null : call.callee().e164(),
                        call.at().atOffset(ZoneOffset.UTC),
                        JSON.writeValueAsString(call.marks()))
                .update();
    }

    /**
     * Where somebody came from: what is told of that number and line within two minutes, the nearest of several.
     *
     * @param line our number that was called; null when it is not known
     */
    public Optional<CallOrigin> of(PhoneNumber caller, PhoneNumber line, Instant startedAt) {
        if (caller == null) {
            return Optional.empty();
        }
        return jdbc.sql("select marks::text from call_origin where caller = :caller"
                        + " and (callee is null or cast(:line as bigint) is null or callee = :line)"
                        + " and at between :from and :to order by abs(extract(epoch from at - :start)), id limit 1")
                .param("caller", caller.e164())
                .param("line", line == null ? null : line.e164())
                .param("from", startedAt.minus(NEAR).atOffset(ZoneOffset.UTC))
                .param("to", startedAt.plus(NEAR).atOffset(ZoneOffset.UTC))
                .param("start", startedAt.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional()
                .map(marks -> new CallOrigin(JSON.readValue(marks, new TypeReference<Map<String, String>>() {})));
    }
}
