package org.ringbook.workspace.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.agents.Pauses;
import org.ringbook.agentstates.AgentState;
import org.ringbook.alarms.Alarms;
import org.ringbook.calls.Call;
import org.ringbook.calls.fold.Calls;
import org.ringbook.control.CallControl;
import org.ringbook.floor.Board;
import org.ringbook.floor.Board.Listener;
import org.ringbook.floor.Board.Tile;
import org.ringbook.floor.Floor;
import org.ringbook.followups.FollowUps;
import org.ringbook.rights.Rights;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The floor: who talks, rings, waits and is paused, and the queues. Followed live: what changed is asked for, never the whole. */
@Controller
class FloorScreen {

    private static final int MISSED = 6;
    private static final String NO_TEAM = "";

    private final Floor floor;
    private final Alarms alarms;
    private final FollowUps followUps;
    private final Rights rights;
    private final CallControl control;
    private final Calls calls;
    private final Pauses pauses;

    FloorScreen(
            Floor floor,
            Alarms alarms,
            FollowUps followUps,
            Rights rights,
            CallControl control,
            Calls calls,
            Pauses pauses) {
        this.floor = floor;
        this.alarms = alarms;
        this.followUps = followUps;
        this.rights = rights;
        this.control = control;
        this.calls = calls;
        this.pauses = pauses;
    }

    @GetMapping("/floor")
    String show(Viewer viewer, Model model) {
        grid(viewer, model);
        return "floor/index";
    }

    /** All tiles again: somebody came who had none. */
    @GetMapping("/floor/grid")
    String grid(Viewer viewer, Model model) {
        Board board = board(viewer);
        var teams = new LinkedHashMap<String, List<Tile>>();
        board.tiles()
                .forEach(tile -> teams.computeIfAbsent(
                                tile.team() == null ? NO_TEAM : tile.team(), team -> new ArrayList<>())
                        .add(tile));
        model.addAttribute("teams", teams);
        fill(board, model);
        return "floor/index :: grid";
    }

    /**
     * What became another one.
     *
     * @param after version that the page has
     */
    @GetMapping("/floor/changes")
    String changes(@RequestParam(defaultValue = "0") long after, Viewer viewer, Model model) {
        Board board = board(viewer);
        model.addAttribute(
                "changed",
                board.tiles().stream()
                        .filter(tile -> tile.now().version() > after)
                        .toList());
        fill(board, model);
        return "floor/changes";
    }

    private Board board(Viewer viewer) {
        return floor.board(viewer::seesCallsOf, viewer::maySee);
    }

    private void fill(Board board, Model model) {
        model.addAttribute("board", board);
        model.addAttribute("counts", counts(board));
        model.addAttribute("settings", floor.settings());
        model.addAttribute("alarms", alarms.open());
        model.addAttribute("words", words(model));
        model.addAttribute("skewed", (Predicate<Duration>) Floor::isSkewed);
    }

    static FloorWords words(Model model) {
        return new FloorWords((Print) model.getAttribute("print"));
    }

    /** In the order in which a supervisor asks: who talks, who could, who does not. */
    private static Map<AgentState, Long> counts(Board board) {
        Map<AgentState, Long> counted = board.counts();
        var counts = new LinkedHashMap<AgentState, Long>();
        for (AgentState state : List.of(
                AgentState.TALKING,
                AgentState.HOLD,
                AgentState.RINGING,
                AgentState.CALLING,
                AgentState.WRAP_UP,
                AgentState.AVAILABLE,
                AgentState.PAUSED,
                AgentState.BUSY,
                AgentState.UNKNOWN,
                AgentState.OFFLINE)) {
            if (counted.containsKey(state)) {
                counts.put(state, counted.get(state));
            }
        }
        return counts;
    }

    /** At the top of a supervisor's first page. */
    @GetMapping("/floor/summary")
    String summary(Viewer viewer, Model model) {
        fill(board(viewer), model);
        return "floor/summary";
    }

    @GetMapping("/floor/missed")
    String missed(Viewer viewer, Model model) {
        var who = rights.of(viewer.member());
        model.addAttribute(
                "missed", followUps.list(true, null, null, who, null, MISSED).items());
        model.addAttribute("waiting", followUps.waiting(who, 100));
        model.addAttribute("at", Instant.now());
        return "floor/missed";
    }

    /** Why the tile says so, and what can be done. */
    @GetMapping("/floor/people/{id}")
    String person(@PathVariable UUID id, Viewer viewer, Model model) {
        person(id, viewer, model, floor, calls, control);
        model.addAttribute("reasons", pauses.reasons());
        return "floor/person";
    }

    static void person(UUID id, Viewer viewer, Model model, Floor floor, Calls calls, CallControl control) {
        if (!viewer.seesCallsOf(id)) {
            throw new NoSuchPage();
        }
        Tile tile = floor.tile(id).orElseThrow(NoSuchPage::new);
        Call call = tile.callId() == null ? null : calls.find(tile.callId()).orElse(null);
        Set<Capability> offers = call == null ? Set.of() : control.offers(viewer.member(), call);
        model.addAttribute("words", words(model));
        model.addAttribute("tile", tile);
        model.addAttribute("call", call);
        model.addAttribute("offers", offers);
        Listener listens = floor.listening(viewer.member().id()).orElse(null);
        boolean toThem = listens != null
                && tile.supervisedBy().stream().anyMatch(one -> one.request().equals(listens.request()));
        model.addAttribute("mine", toThem ? listens : null);
        model.addAttribute("elsewhere", toThem ? null : listens);
        model.addAttribute("listensTo", floor.listensTo(viewer.member().id()).orElse(""));
        model.addAttribute("own", viewer.member().id().equals(id));
    }
}
