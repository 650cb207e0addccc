package org.ringbook.workspace.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.PopUps;
import org.ringbook.calls.Call;
import org.ringbook.forms.CallOrigin;
import org.ringbook.forms.CallOrigins;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where a caller came from, on their card: asked for beside it, as call tracking tells it a moment later than the telephone rings. */
@Controller
class CameFromScreen {

    private static final Duration STILL_ASKED = Duration.ofMinutes(2);

    private final PopUps popUps;
    private final EndedCards ended;
    private final CallOrigins origins;

    CameFromScreen(PopUps popUps, EndedCards ended, CallOrigins origins) {
        this.popUps = popUps;
        this.ended = ended;
        this.origins = origins;
    }

    @GetMapping("/live/cards/{id}/came-from")
    String cameFrom(@PathVariable UUID id, Viewer viewer, Model model) {
        UUID me = viewer.member().id();
        Instant now = Instant.now();
        Optional<PopUp> card = Stream.concat(popUps.open(me).stream(), ended.of(me, now).stream())
                .filter(one -> one.callId().equals(id))
                .filter(one -> one.direction() == Call.Direction.INBOUND && one.external() != null)
                .findFirst();
        Optional<CallOrigin> origin = card.flatMap(one -> origins.of(
                one.external().number(), one.line() == null ? null : one.line().number(), one.startedAt()));
        boolean later = card.filter(one -> one.startedAt().plus(STILL_ASKED).isAfter(now))
                .isPresent();
        model.addAttribute("callId", id);
        model.addAttribute("origin", origin.orElse(null));
        model.addAttribute("later", origin.isEmpty() && later);
        return "live/came-from :: came-from";
    }
}
