package org.ringbook.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.ringbook.demo.AmiDesk.Action;

/** What the exchange says of itself. */
final class Core {

    private final Exchange exchange;
    private final Player player;

    Core(Exchange exchange, Player player) {
        this.exchange = exchange;
        this.player = player;
    }

    List<Action> actions() {
        var reporting = Set.of("system", "reporting");
        return List.of(
                new Action("CoreStatus", reporting, "Show PBX core status variables.", this::status),
                new Action("CoreSettings", reporting, "Show PBX core settings (version etc).", this::settings));
    }

    private void status(AmiSession session, AmiRequest request) {
        var started = exchange.started.atZone(ZoneId.systemDefault());
        var date = DateTimeFormatter.ISO_LOCAL_DATE.format(started);
        var time = DateTimeFormatter.ofPattern("HH:mm:ss").format(started);
        session.send(AmiResponse.success(request)
                .with("CoreStartupDate", date)
                .with("CoreStartupTime", time)
                .with("CoreReloadDate", date)
                .with("CoreReloadTime", time)
                .with("CoreCurrentCalls", player.calls())
                .wire());
    }

    private void settings(AmiSession session, AmiRequest request) {
        session.send(AmiResponse.success(request)
                .with("AMIversion", "11.0.0")
                .with("AsteriskVersion", "22.10.1")
                .with("SystemName", "demo")
                .with("CoreMaxCalls", 0)
                .with("CoreMaxLoadAvg", "0.000000")
                .with("CoreRunUser", "")
                .with("CoreRunGroup", "")
                .with("CoreMaxFilehandles", 0)
                .with("CoreRealTimeEnabled", "No")
                .with("CoreCDRenabled", "Yes")
                .with("CoreHTTPenabled", "No")
                .wire());
    }
}
