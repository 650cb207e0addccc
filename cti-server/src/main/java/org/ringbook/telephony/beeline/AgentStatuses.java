package org.ringbook.telephony.beeline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.telephony.operators.EmployeeStatuses;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Variants;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * Asks one employee after the other what they are in the call centre: ONLINE, BREAK or OFFLINE. The portal tells it to whoever asks, and
 * of one at a time. Who is no agent there is not asked again for hours. For one thread.
 */
final class AgentStatuses {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration NO_AGENT = Duration.ofHours(6);
    private static final Duration FAILED = Duration.ofMinutes(1);

    private final BeelineApi api;
    private final EmployeeStatuses statuses;
    private final Variants variants;
    /** When somebody is asked next; another SIM of theirs may be the agent's. */
    private final Map<String, Instant> later = new HashMap<>();

    private final Set<String> agents = new HashSet<>();
    /** As it was when last asked; null before. */
    private Directory known;

    private int next;

    AgentStatuses(BeelineApi api, EmployeeStatuses statuses, Variants variants) {
        this.api = api;
        this.statuses = statuses;
        this.variants = variants;
    }

    /** Asks of the next one whose turn it is, if there is any. */
    void ask(Directory directory, Instant now) throws InterruptedException {
        List<Directory.User> users = directory.users();
        if (directory != known) {
            known = directory;
            forgetOthers(directory);
        }
        for (int looked = 0; looked < users.size(); looked++) {
            Directory.User user = users.get(Math.floorMod(next++, users.size()));
            if (!now.isBefore(later.getOrDefault(user.id(), Instant.MIN))) {
                ask(user, directory.party(user.user()), now);
                return;
            }
        }
    }

    /** Whoever was deleted there, or has another telephone now, is not what they were. */
    private void forgetOthers(Directory directory) {
        statuses.only(directory.users().stream()
                .map(user -> directory.party(user.user()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Set<String> there = directory.users().stream().map(Directory.User::id).collect(Collectors.toSet());
        agents.retainAll(there);
        later.keySet().retainAll(there);
    }

    private void ask(Directory.User user, String telephone, Instant now) throws InterruptedException {
        try {
            String path = "abonents/" + UriUtils.encode(user.id(), StandardCharsets.UTF_8) + "/agent";
            Status status = status(api.word(path, PATIENCE), now);
            agents.add(user.id());
            statuses.becomes(telephone, status);
            variants.met(status == null ? "a state of an agent that is not known" : "states of agents");
        } catch (PbxFailed failed) {
            later.put(user.id(), now.plus(failed.refused() ? NO_AGENT : FAILED));
            if (failed.refused() && agents.remove(user.id())) {
                statuses.becomes(telephone, null);
            }
        }
    }

    /** A word with quotes or without, or a field of an object. @return null for what is none of its words */
    static Status status(String answer, Instant now) {
        JsonNode json = Messages.json(answer);
        String word = json != null && json.isObject() ? Row.text(json, "status") : answer.replace('"', ' ');
        return switch (String.valueOf(word).strip().toUpperCase(Locale.ROOT)) {
            case "ONLINE" -> new Status(Availability.READY, null, now);
            case "BREAK" -> new Status(Availability.PAUSED, "break", now);
            case "OFFLINE" -> new Status(Availability.OFFLINE, null, now);
            default -> null;
        };
    }
}
