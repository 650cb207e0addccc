package org.ringbook.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Knows the actions, and who may use which. Runs on the exchange's thread. */
final class AmiDesk {

    /** @param rights any one of them allows it; empty: everybody who is signed in may */
    record Action(String name, Set<String> rights, String summary, BiConsumer<AmiSession, AmiRequest> does) {

        boolean isAllowedTo(DemoAccount account) {
            return rights.isEmpty() || rights.stream().anyMatch(account.write()::contains);
        }
    }

    private static final Set<String> BEFORE_LOGIN = Set.of("login", "challenge", "logoff");

    private final Map<String, Action> actions = new LinkedHashMap<>();

    AmiDesk(List<? extends Collection<Action>> offers) {
        offers.forEach(offer -> offer.forEach(this::add));
        add(new Action("ListCommands", Set.of(), "List available manager commands.", this::listCommands));
    }

    private void add(Action action) {
        actions.put(action.name().toLowerCase(Locale.ROOT), action);
    }

    void handle(AmiSession session, AmiRequest request) {
        var name = request.get("Action").toLowerCase(Locale.ROOT);
        var action = actions.get(name);
        if (name.isEmpty()) {
            refuse(session, request, "Missing action in request");
        } else if (session.account == null && !BEFORE_LOGIN.contains(name)) {
            refuse(session, request, "Permission denied");
        } else if (action == null) {
            refuse(
                    session,
                    request,
                    "Invalid/unknown command: " + printable(request.get("Action"))
                            + ". Use Action: ListCommands to show available commands.");
        } else if (session.account != null && !action.isAllowedTo(session.account)) {
            refuse(session, request, "Permission denied");
        } else {
            action.does().accept(session, request);
        }
    }

    private static String printable(String text) {
        return text.length() > 80 ? text.substring(0, 80) : text;
    }

    private static void refuse(AmiSession session, AmiRequest request, String message) {
        session.send(AmiResponse.error(request, message).wire());
    }

    private void listCommands(AmiSession session, AmiRequest request) {
        var answer = AmiResponse.success(request);
        actions.values().stream()
                .filter(action -> action.isAllowedTo(session.account))
                .forEach(action -> answer.with(action.name(), action.summary() + " (Priv: " + rights(action) + ")"));
        session.send(answer.wire());
    }

    private static String rights(Action action) {
        return action.rights().isEmpty() ? "<none>" : String.join(",", action.rights()) + ",all";
    }
}
