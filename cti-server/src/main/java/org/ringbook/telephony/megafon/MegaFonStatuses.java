package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ringbook.agentstates.Evidence.Availability;
import org.ringbook.agentstates.Evidence.Status;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Variants;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the PBX says that its employees are: whether a telephone of theirs is registered, and "do not disturb". It tells nobody by
 * itself, and some PBXs not at all. Whoever can be reached by a SIM or a mobile is not away when no telephone is registered.
 */
final class MegaFonStatuses {

    private final MegaFonUsers users;
    private final Variants variants;

    MegaFonStatuses(MegaFonUsers users, Variants variants) {
        this.users = users;
        this.variants = variants;
    }

    /** @return by login; those of whom it says nothing are not there */
    Map<String, Status> read(Directory directory, Instant now) throws PbxFailed, InterruptedException {
        var statuses = new LinkedHashMap<String, Status>();
        for (JsonNode user : users.withStatus()) {
            Fields fields = user.isObject() ? Fields.of(user) : new Fields(Map.of());
            String login = fields.text("login");
            if (login != null) {
                String name = MegaFonUsers.login(login);
                Status status = status(fields, directory.hasMobile(name, fields.text("telnum")), now);
                if (status != null) {
                    statuses.put(name, status);
                }
            }
        }
        variants.met(statuses.isEmpty() ? "no statuses of employees" : "statuses of employees");
        return statuses;
    }

    /** @return null when it says nothing */
    static Status status(Fields user, boolean mobile, Instant now) {
        if ("true".equals(user.text("dnd"))) {
            return new Status(Availability.PAUSED, "dnd", now);
        }
        return switch (String.valueOf(user.text("status")).toLowerCase(Locale.ROOT)) {
            case "online" -> new Status(Availability.READY, null, now);
            case "offline" -> mobile ? null : new Status(Availability.OFFLINE, null, now);
            default -> null;
        };
    }
}
