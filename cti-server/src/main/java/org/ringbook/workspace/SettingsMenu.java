package org.ringbook.workspace;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringbook.staff.Role;

/** Everything that is set up once and seldom looked at: by what it is about, as far as it is the viewer's. Pure. */
public final class SettingsMenu {

    private static final List<Group> GROUPS = List.of(
            new Group(
                    "people",
                    List.of(
                            new Entry("/staff", "layout.staff", "staff", "badge", Role.ADMINISTRATOR),
                            new Entry("/leads/absences", "leads.absence.title", "absences", "pause", Role.SUPERVISOR),
                            new Entry("/softphones", "softphones.title", "softphones", "phone", Role.ADMINISTRATOR),
                            new Entry("/staff/tokens", "staff.tokens", "tokens", "unfold", Role.ADMINISTRATOR))),
            new Group(
                    "telephony",
                    List.of(
                            new Entry("/sources", "layout.sources", "sources", "pulse", Role.SUPERVISOR),
                            new Entry("/robots", "robots.title", "robots", "pulse", Role.ADMINISTRATOR),
                            new Entry("/webhooks", "webhooks.title", "webhooks", "out", Role.ADMINISTRATOR),
                            new Entry("/derive", "derive.title", "derive", "history", Role.ADMINISTRATOR))),
            new Group(
                    "floor",
                    List.of(
                            new Entry("/panels", "panels.title", "panels", "floor", Role.SUPERVISOR),
                            new Entry("/floor/alarms", "alarm.title", "alarms", "ring", Role.SUPERVISOR),
                            new Entry("/alarm-rules", "alarm.rules.title", "alarm-rules", "pulse", Role.SUPERVISOR))),
            new Group(
                    "calls",
                    List.of(
                            new Entry(
                                    "/dispositions", "layout.dispositions", "dispositions", "note", Role.ADMINISTRATOR),
                            new Entry("/limits", "layout.limits", "limits", "step-wrong", Role.SUPERVISOR),
                            new Entry("/dial-rules", "dialrules.title", "dial-rules", "step-waiting", Role.SUPERVISOR),
                            new Entry("/do-not-call", "layout.do-not-call", "do-not-call", "missed", Role.SUPERVISOR))),
            new Group(
                    "clients",
                    List.of(
                            new Entry("/deals/settings", "deals.settings", "deals", "deal", Role.ADMINISTRATOR),
                            new Entry("/fields", "layout.fields", "fields", "list", Role.ADMINISTRATOR),
                            new Entry("/contacts/import", "import.title", "import", "upload", Role.SUPERVISOR),
                            new Entry("/imports", "imports.title.deal", "imports", "upload", Role.SUPERVISOR),
                            new Entry("/bulk", "bulk.title", "bulk", "step-done", Role.SUPERVISOR),
                            new Entry("/bin", "bin.title", "bin", "close", Role.SUPERVISOR))),
            new Group(
                    "proof",
                    List.of(
                            new Entry("/audit", "layout.audit", "audit", "search", Role.ADMINISTRATOR),
                            new Entry("/recordings/plays", "audit.plays", "plays", "play", Role.ADMINISTRATOR),
                            new Entry("/recordings/missing", "settings.missing", "missing", "sound", Role.SUPERVISOR),
                            new Entry("/personal-data/acts", "privacy.acts", "acts", "leave", Role.ADMINISTRATOR))));

    private SettingsMenu() {}

    /** @param title key of the page's own title. @param key of what is to be done there. @param from who may open it */
    public record Entry(String address, String title, String key, String icon, Role from) {

        private boolean holds(String path) {
            return path.equals(address) || path.startsWith(address + "/");
        }
    }

    public record Group(String key, List<Entry> entries) {

        /** Where a page belongs: what stands deepest decides. */
        public Optional<Entry> entryOf(String path) {
            return entries.stream()
                    .filter(entry -> entry.holds(path))
                    .max(Comparator.comparing(entry -> entry.address().length()));
        }
    }

    public static List<Group> of(Viewer viewer) {
        return GROUPS.stream()
                .map(group -> new Group(
                        group.key(),
                        group.entries().stream()
                                .filter(one -> viewer.member().role().compareTo(one.from()) >= 0)
                                .toList()))
                .filter(group -> !group.entries().isEmpty())
                .toList();
    }

    /** The group to which a page belongs; empty for one that is no setting, or not the viewer's. */
    static Optional<Group> around(Viewer viewer, String path) {
        return of(viewer).stream()
                .filter(group -> group.entryOf(path).isPresent())
                .max(Comparator.comparing(
                        group -> group.entryOf(path).orElseThrow().address().length()));
    }
}
