package org.ringbook.telephony.mango;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Mango's employees and lines, as they were last read. Immutable.
 *
 * @param names name by extension
 * @param extensions extension by the id of the employee
 * @param lines name by number of the public network
 */
record Directory(Map<String, String> names, Map<String, String> extensions, Map<String, String> lines) {

    static final Directory EMPTY = new Directory(Map.of(), Map.of(), Map.of());

    static Directory of(JsonNode users, JsonNode incomingLines) {
        var names = new TreeMap<String, String>();
        var extensions = new HashMap<String, String>();
        for (JsonNode user : users.path("users")) {
            String extension = Fields.text(user.path("telephony"), "extension");
            if (extension != null) {
                String name = Fields.text(user.path("general"), "name");
                names.put(extension, name == null ? extension : name);
                String id = Fields.text(user.path("general"), "user_id");
                if (id != null) {
                    extensions.put(id, extension);
                }
            }
        }
        var lines = new TreeMap<String, String>();
        for (JsonNode line : incomingLines.path("lines")) {
            String number = Fields.text(line, "number");
            if (number != null) {
                String name = Fields.text(line, "name");
                lines.put(number, name == null ? number : name);
            }
        }
        return new Directory(names, Map.copyOf(extensions), lines);
    }

    boolean has(String extension) {
        return names.containsKey(extension);
    }
}
