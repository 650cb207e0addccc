package org.ringbook.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringbook.deals.DealType;
import org.ringbook.orders.PartState.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The states that the parts of one type of deals go through, in their order. Pure. */
public record PartStates(List<PartState> all) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** For every type that has no list of its own. */
    public static final PartStates SHIPPED = new PartStates(DealType.SHIPPED.stream()
            .map(state -> new PartState(
                    state.key(), null, null, Kind.of(state.kind().word()).orElseThrow()))
            .toList());

    public PartStates {
        all = List.copyOf(all);
    }

    /**
     * As a type of deals keeps them. What does not fit was refused as the type was written; what stands there all the same is left out.
     *
     * @param json a list of {@code {key, name, nameEn, kind}}; an empty one or null for the shipped ones
     */
    public static PartStates read(String json) {
        var read = new ArrayList<PartState>();
        for (JsonNode one : JSON.readTree(json == null ? "[]" : json)) {
            Kind.of(one.path("kind").asString(""))
                    .filter(kind -> !one.path("key").asString("").isEmpty())
                    .map(kind -> new PartState(
                            one.path("key").asString(), text(one.path("name")), text(one.path("nameEn")), kind))
                    .ifPresent(read::add);
        }
        return read.isEmpty() ? SHIPPED : new PartStates(read);
    }

    private static String text(JsonNode name) {
        return name.isString() && !name.asString().isBlank() ? name.asString() : null;
    }

    public Optional<PartState> find(String key) {
        return all.stream().filter(state -> state.key().equals(key)).findFirst();
    }

    /** Open for a key that was taken out of the list: nothing is finished or given up by that. */
    public Kind kindOf(String key) {
        return find(key).map(PartState::kind).orElse(Kind.OPEN);
    }

    /** Of a part for which nobody says another one: where work begins. */
    public PartState first() {
        return all.stream()
                .filter(state -> state.kind() == Kind.OPEN)
                .findFirst()
                .orElse(all.get(0));
    }

    /** In the reader's language where the company gave it no name; the key itself for one that is gone from the list. */
    public String nameOf(String key, Locale locale) {
        PartState state = find(key).orElse(null);
        if (state == null) {
            return key;
        }
        boolean russian = "ru".equals(locale.getLanguage());
        if (state.nameEn() != null && !russian) {
            return state.nameEn();
        }
        if (state.name() != null) {
            return state.name();
        }
        return SHIPPED.find(key).isPresent() ? OrderWords.of("state." + key, locale) : key;
    }
}
