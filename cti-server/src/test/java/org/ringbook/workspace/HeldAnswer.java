package org.ringbook.workspace;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

/** An answer of the server that is slow on its way to the page: given already, and not there before it is let go. */
final class HeldAnswer {

    private final Page page;
    private Route route;
    private APIResponse answer;

    private HeldAnswer(Page page) {
        this.page = page;
    }

    /** @param path that the page will ask for; its requests after the held one go as ever */
    static HeldAnswer ofNext(Page page, String path) {
        var held = new HeldAnswer(page);
        page.route("**" + path, held::take, new Page.RouteOptions().setTimes(1));
        return held;
    }

    private void take(Route asked) {
        answer = asked.fetch();
        route = asked;
    }

    void waitUntilHeld() {
        page.waitForCondition(() -> route != null);
    }

    void letGo() {
        route.fulfill(new Route.FulfillOptions().setResponse(answer));
    }
}
