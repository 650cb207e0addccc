package org.ringbook.forms;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where somebody came from who called, as call tracking saw it on the site. What stands in it came from outside.
 *
 * @param marks by their names at the service: utm_source, landing_page, source_level_1, city …
 */
public record CallOrigin(Map<String, String> marks) {

    private static final int LEVELS = 5;

    public CallOrigin {
        marks = Map.copyOf(marks);
    }

    /** The channel in one line, the widest part first: "Yandex.Direct / brand / moscow"; null when nothing of it is known. */
    public String source() {
        var levels = new ArrayList<String>();
        for (int level = 1; level <= LEVELS; level++) {
            add(levels, marks.get("source_level_" + level));
        }
        if (levels.isEmpty()) {
            List.of("utm_source", "utm_medium", "utm_campaign").forEach(mark -> add(levels, marks.get(mark)));
        }
        if (levels.isEmpty()) {
            add(levels, marks.get("marker"));
        }
        if (levels.isEmpty()) {
            add(levels, host(marks.get("referrer")));
        }
        return levels.isEmpty() ? null : String.join(" / ", levels);
    }

    private static void add(List<String> levels, String text) {
        if (text != null && !levels.contains(text)) {
            levels.add(text);
        }
    }

    /** What was searched for; null when it is not known. */
    public String term() {
        return marks.get("utm_term");
    }

    public String city() {
        return marks.get("city");
    }

    /** Host and path of the page on which the visitor came to the site; null when it is not known. */
    public String page() {
        String page = marks.get("landing_page");
        return page == null ? marks.get("domain") : withoutQuery(page);
    }

    /** The visit's number at the service; null when it is not known. */
    public String visit() {
        return marks.get("visit_id");
    }

    /** All of it, by name. */
    public Map<String, String> all() {
        return new TreeMap<>(marks);
    }

    private static String withoutQuery(String page) {
        return page.replaceFirst("[?#].*$", "").replaceFirst("^https?://", "");
    }

    private static String host(String address) {
        try {
            return address == null ? null : URI.create(address).getHost();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
