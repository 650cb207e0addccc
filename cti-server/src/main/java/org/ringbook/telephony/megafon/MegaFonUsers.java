package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Variants;
import tools.jackson.databind.JsonNode;

/** Reads who works there, with which telephones and SIMs. */
final class MegaFonUsers {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;

    private final MegaFonApi api;
    private final Variants variants;

    MegaFonUsers(MegaFonApi api, Variants variants) {
        this.api = api;
        this.variants = variants;
    }

    List<Directory.User> read() throws PbxFailed, InterruptedException {
        try {
            List<JsonNode> users = pages("users", Map.of());
            variants.met("employees over crmapi/v1");
            return users(users, sims());
        } catch (PbxFailed failed) {
            if (!failed.refused()) {
                throw failed;
            }
        }
        var accounts = new ArrayList<JsonNode>();
        MegaFonApi.json(api.legacy("read", "accounts", Map.of(), PATIENCE)).forEach(accounts::add);
        variants.met("employees over sys/crm_api.wcgp");
        return users(accounts, List.of());
    }

    /** Not every PBX has SIMs, or tells of them. */
    private List<JsonNode> sims() throws InterruptedException {
        try {
            return pages("sims", Map.of());
        } catch (PbxFailed none) {
            variants.met("no list of SIMs");
            return List.of();
        }
    }

    /** The same people, with what they are now. */
    List<JsonNode> withStatus() throws PbxFailed, InterruptedException {
        return pages("users", Map.of("with", "status"));
    }

    private List<JsonNode> pages(String path, Map<String, String> also) throws PbxFailed, InterruptedException {
        var all = new ArrayList<JsonNode>();
        for (int page = 0; page < MOST_PAGES; page++) {
            var query = new LinkedHashMap<>(also);
            query.put("start", Integer.toString(all.size()));
            query.put("limit", Integer.toString(PAGE));
            String body = api.read(path, query, PATIENCE);
            JsonNode json = MegaFonApi.json(body);
            int before = all.size();
            (json.isArray() ? json : json.path("items")).forEach(all::add);
            long total = json.path("info").path("total").asLong(0);
            if (json.isArray() || all.size() == before || all.size() >= total) {
                return all;
            }
        }
        return all;
    }

    private static List<Directory.User> users(List<JsonNode> users, List<JsonNode> sims) {
        var numbers = new LinkedHashMap<String, List<String>>();
        for (JsonNode sim : sims) {
            Fields fields = Fields.of(sim);
            String user = fields.text("user");
            String number = Phone.last10(fields.text("telnum"));
            if (user != null && number != null) {
                numbers.computeIfAbsent(login(user), login -> new ArrayList<>()).add(number);
            }
        }
        return users.stream()
                .filter(JsonNode::isObject)
                .map(Fields::of)
                // The older interface calls the login a name.
                .filter(user -> user.first("login", "name") != null)
                .map(user -> user(user, numbers))
                .toList();
    }

    private static Directory.User user(Fields user, Map<String, List<String>> sims) {
        String login = login(user.first("login", "name"));
        Stream<String> own = Stream.of(user.text("telnum"), user.text("mobile")).map(Phone::last10);
        List<String> all = Stream.concat(own, sims.getOrDefault(login, List.of()).stream())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Directory.User(login, user.text("ext"), all);
    }

    static String login(String user) {
        return user.replaceFirst("@.*$", "").toLowerCase(Locale.ROOT);
    }
}
