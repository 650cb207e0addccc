package org.ringbook.demo.mango;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call as the statistics of the emulated virtual PBX tell it. */
final class MangoStatistics {

    private MangoStatistics() {}

    static Map<String, Object> of(MangoCall call, String entry, int direction, Instant talkedAt, Instant ended) {
        var told = new LinkedHashMap<String, Object>();
        MangoLeg first = call.legs.isEmpty() ? null : call.legs.get(0);
        String caller = first == null || direction == 1
                ? null
                : (String) (first.commandId != null ? first.to : first.from).get("extension");
        told.put("entry_id", entry);
        told.put("context_type", direction == 0 ? 3 : direction);
        told.put("context_status", talkedAt == null ? 0 : 1);
        told.put("caller_id", caller == null ? null : MangoOffice.userId(caller));
        told.put("caller_name", caller == null ? call.client : "Employee " + caller);
        told.put("caller_number", caller == null ? call.client : MangoLeg.device(caller));
        told.put("called_number", direction == 1 ? call.line : call.client);
        told.put("context_start_time", call.created.getEpochSecond());
        told.put("duration", Duration.between(call.created, ended).toSeconds());
        told.put(
                "talk_duration",
                talkedAt == null ? 0 : Duration.between(talkedAt, ended).toSeconds());
        told.put("context_init_type", first != null && first.commandId != null ? 4 : 0);
        told.put("recall_status", 2);
        told.put("context_calls", legs(call));
        return told;
    }

    private static List<Map<String, Object>> legs(MangoCall call) {
        var legs = new ArrayList<Map<String, Object>>();
        Map<String, Object> group = null;
        for (MangoLeg leg : call.legs) {
            if (leg.location.equals("queue")) {
                group = leg(call, leg);
                group.put("members", new ArrayList<>());
                legs.add(group);
            } else if (leg.location.equals("abonent")) {
                boolean member =
                        group != null && group.get("external_call_id").equals(leg.from.get("taken_from_call_id"));
                (member ? members(group) : legs).add(leg(call, leg));
            }
        }
        return legs;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> members(Map<String, Object> group) {
        return (List<Map<String, Object>>) group.get("members");
    }

    private static Map<String, Object> leg(MangoCall call, MangoLeg leg) {
        var told = new LinkedHashMap<String, Object>();
        String type = leg.location.equals("queue") ? "group" : leg.extension() == null ? "number" : "user";
        told.put("call_type", type);
        told.put("call_abonent_id", leg.extension() == null ? null : MangoOffice.userId(leg.extension()));
        told.put("call_abonent_info", type.equals("group") ? leg.group : String.valueOf(leg.to.get("number")));
        told.put("call_abonent_number", type.equals("group") ? null : leg.to.get("number"));
        told.put("call_start_time", leg.start.getEpochSecond());
        told.put("call_answer_time", leg.answer == null ? null : leg.answer.getEpochSecond());
        told.put("call_end_time", leg.end == null ? null : leg.end.getEpochSecond());
        told.put("call_end_reason", leg.reason);
        told.put(
                "recording_id",
                call.recordings.entrySet().stream()
                        .filter(recording -> recording.getValue().equals(leg.id))
                        .map(Map.Entry::getKey)
                        .toList());
        told.put("external_call_id", leg.id);
        return told;
    }
}
