package org.ringbook.workspace.sources;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringbook.access.OpenFolders;
import org.ringbook.calls.fold.Calls;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.derivation.GapHealing;
import org.ringbook.feed.Feed;
import org.ringbook.feed.FollowerState;
import org.ringbook.http.LoadShedding;
import org.ringbook.recordings.store.SpaceGuard;
import org.ringbook.staff.Role;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.WriteStatus;
import org.ringbook.telephony.connections.Connection;
import org.ringbook.telephony.connections.Connections;
import org.ringbook.telephony.inbox.Gap;
import org.ringbook.workspace.Viewer;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the telephone sources are, and what to do about it. */
@Controller
class SourcesScreen {

    private static final int MOST_GAPS = 20;

    private final Sources sources;
    private final Calls calls;
    private final WriteStatus writing;
    private final GapHealing holes;
    private final CallerDirectory directory;
    private final SpaceGuard space;
    private final Feed feed;
    private final LoadShedding shedding;
    private final OpenFolders folders;
    private final Connections connections;

    SourcesScreen(
            Sources sources,
            Calls calls,
            WriteStatus writing,
            GapHealing holes,
            CallerDirectory directory,
            SpaceGuard space,
            Feed feed,
            LoadShedding shedding,
            OpenFolders folders,
            Connections connections) {
        this.connections = connections;
        this.folders = folders;
        this.shedding = shedding;
        this.feed = feed;
        this.space = space;
        this.sources = sources;
        this.calls = calls;
        this.writing = writing;
        this.holes = holes;
        this.directory = directory;
    }

    @GetMapping("/sources")
    String list(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("sources", sources.health());
        model.addAttribute("resting", resting());
        model.addAttribute("counters", sources.counters());
        model.addAttribute(
                "gaps",
                sources.gaps().stream()
                        .collect(Collectors.groupingBy(
                                Gap::source, Collectors.collectingAndThen(Collectors.toList(), this::newest))));
        model.addAttribute("log", writing.backlog());
        model.addAttribute("holes", holes.recent());
        model.addAttribute("followers", followers());
        model.addAttribute("load", shedding.warnings());
        model.addAttribute("machine", folders.warnings());
        model.addAttribute("trouble", writing.trouble().orElse(null));
        model.addAttribute("current", calls.current().size());
        model.addAttribute("numbers", directory.size());
        model.addAttribute("room", space.state());
        model.addAttribute("roomLeft", space.usable().toMegabytes());
        model.addAttribute("roomWanted", space.wanted().toMegabytes());
        return "sources/index";
    }

    /** Connections that were set up and do not run. */
    private List<String> resting() {
        try {
            Set<String> running =
                    sources.health().stream().map(SourceHealth::name).collect(Collectors.toSet());
            Set<String> ofSettings = connections.ofSettings();
            return writing.backlog().trouble() != null
                    ? List.of()
                    : connections.all().stream()
                            .map(Connection::name)
                            .filter(name -> ofSettings.contains(name) || !running.contains(name))
                            .toList();
        } catch (DataAccessException away) {
            return List.of();
        }
    }

    /** While the log cannot be written this page is wanted most, and does not wait for the database. */
    private List<FollowerState> followers() {
        try {
            return writing.backlog().trouble() == null ? feed.states() : List.of();
        } catch (DataAccessException away) {
            return List.of();
        }
    }

    private List<Gap> newest(List<Gap> gaps) {
        return gaps.subList(0, Math.min(MOST_GAPS, gaps.size()));
    }

    /** For everybody: a telephone system that is not heard means calls that are missing here. */
    @GetMapping("/sources/banner")
    String banner(Viewer viewer, Model model) {
        List<SourceHealth> down = sources.health().stream()
                .filter(source -> source.state() == SourceHealth.State.DOWN)
                .toList();
        model.addAttribute("down", viewer.signedIn() ? down : List.of());
        return "sources/banner";
    }
}
