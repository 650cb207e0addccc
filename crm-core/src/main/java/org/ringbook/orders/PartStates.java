package org.ringbook.orders;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringbook.orders.PartState.Kind;
import org.ringbook.refusals.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The states that the parts of one type of deals go through, in their order. Pure. */
public record PartStates(List<PartState> all) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int MOST = 30;

    /** For every type that has no list of its own. */
    public static final PartStates SHIPPED = new PartStates(List.of(
            new PartState("planned", null, Kind.OPEN),
            new PartState("agreed", null, Kind.OPEN),
            new PartState("in_production", null, Kind.OPEN),
            new PartState("loaded", null, Kind.OPEN),
            new PartState("delivered", null, Kind.DONE),
            new PartState("documents_closed", null, Kind.DONE),
            new PartState("cancelled", null, Kind.CANCELLED)));

    public PartStates {
        all = List.copyOf(all);
    }

    /**
     * As a type of deals keeps them.
     *
     * @param json a list of {@code {key, name, kind}}; an empty one or null for the shipped ones
     * @throws Refused if it is none, a key stands twice, or there is no open state to begin with
     */
    public static PartStates read(String json) {
        if (json == null || json.isBlank()) {
            return SHIPPED;
        }
        JsonNode list = tree(json);
        if (!list.isArray() || list.size() > MOST) {
            throw Refused.because("partStates", "orders.states.list", MOST);
        }
        if (list.isEmpty()) {
            return SHIPPED;
        }
        var read = new ArrayList<PartState>();
        var keys = new HashSet<String>();
        for (JsonNode one : list) {
            PartState state = read(one);
            if (!keys.add(state.key())) {
                throw Refused.because("partStates", "orders.states.twice", state.key());
            }
            read.add(state);
        }
        if (read.get(0).kind() != Kind.OPEN) {
            throw Refused.because("partStates", "orders.states.first");
        }
        return new PartStates(read);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException unreadable) {
            throw Refused.because("partStates", "orders.states.list", MOST);
        }
    }

    private static PartState read(JsonNode one) {
        String key = one.path("key").asString("");
        if (!KEY.matcher(key).matches()) {
            throw Refused.because("partStates", "orders.states.key");
        }
        Kind kind = Kind.of(one.path("kind").asString(""))
                .orElseThrow(() -> Refused.because("partStates", "orders.states.kind", key));
        String name = one.path("name").isString()
                ? OrderRules.line("partStates", one.path("name").asString())
                : null;
        if (name == null && SHIPPED.find(key).isEmpty()) {
            throw Refused.because("partStates", "orders.states.name", key);
        }
        return new PartState(key, name, kind);
    }

    public Optional<PartState> find(String key) {
        return all.stream().filter(state -> state.key().equals(key)).findFirst();
    }

    /** Open for a key that was taken out of the list: nothing is finished or given up by that. */
    public Kind kindOf(String key) {
        return find(key).map(PartState::kind).orElse(Kind.OPEN);
    }

    /** Of a part for which nobody says another one. */
    public PartState first() {
        return all.get(0);
    }

    /** In the reader's language where the company gave it no name; the key itself for one that is gone from the list. */
    public String nameOf(String key, Locale locale) {
        return find(key)
                .map(state -> state.name() != null ? state.name() : OrderWords.of("state." + key, locale))
                .orElse(key);
    }
}
