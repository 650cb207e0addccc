package org.ringbook.workspace;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** Answers of the server that are slow on their way to the page: given already, and not there before they are let go. */
final class HeldAnswer {

    private record Held(Route route, APIResponse answer) {}

    private final Page page;
    private final List<Held> held = new ArrayList<>();
    private boolean letGo;

    private HeldAnswer(Page page) {
        this.page = page;
    }

    /** @param path that the page will ask for; its requests after the held one go as ever */
    static HeldAnswer ofNext(Page page, String path) {
        var next = new HeldAnswer(page);
        page.route("**" + path, next::take, new Page.RouteOptions().setTimes(1));
        return next;
    }

    /** @param path that the page will ask for, perhaps more than once before the first answer is there */
    static HeldAnswer ofAll(Page page, String path) {
        var all = new HeldAnswer(page);
        page.route("**" + path, all::take);
        return all;
    }

    private void take(Route asked) {
        if (letGo) {
            asked.resume();
        } else {
            held.add(new Held(asked, asked.fetch()));
        }
    }

    void waitUntilHeld() {
        page.waitForCondition(() -> !held.isEmpty());
    }

    void letGo() {
        letGo = true;
        held.forEach(one -> one.route().fulfill(new Route.FulfillOptions().setResponse(one.answer())));
    }
}
