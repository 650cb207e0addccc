package org.ringbook.workspace;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A person's browser: real Chromium, in Moscow. It keeps what the browser complains of: a script or style that the
 * server's own rules forbid is a fault of the page.
 */
final class Screen implements AutoCloseable {

    static final String CHROMIUM = "/usr/bin/chromium";

    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser browser;

    private final BrowserContext context;
    private final String address;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    final Page page;

    private Screen(String address, String language, String zone) {
        this.address = address;
        this.context = browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(address)
                        .setLocale(language)
                        .setTimezoneId(zone)
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(1280, 800));
        this.page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
    }

    /** One program for all tests, ended with them; each screen has a context, with cookies of its own. */
    private static synchronized Browser browser() {
        if (browser == null) {
            // A machine that is busy with other tests is no fault of the page.
            PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(CHROMIUM))
                            .setArgs(FLAGS));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }

    /** @param language of the browser: "ru-RU", "en-US" */
    static Screen of(Office office, String language) {
        return at(office.address(), language);
    }

    /** @param address of a server that is no office of this process */
    static Screen at(String address, String language) {
        return new Screen(address, language, "Europe/Moscow");
    }

    /** Somewhere where it is about noon now: a picture of a working day. */
    static Screen atNoon(Office office, String language) {
        int ahead = 13 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        // These names count to the west.
        return new Screen(
                office.address(),
                language,
                ahead == 0 ? "Etc/GMT" : "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead));
    }

    private void hear(ConsoleMessage message) {
        boolean refusedOnPurpose =
                message.text().contains("422") || message.text().contains("404");
        if (message.type().equals("error") && !refusedOnPurpose) {
            complaints.add(message.text());
        }
    }

    List<String> complaints() {
        return complaints;
    }

    Screen signIn(String login) {
        page.navigate("/sign-in");
        page.fill("[name=login]", login);
        page.fill("[name=password]", Office.PASSWORD);
        page.click(".signin form[action='/sign-in'] button");
        page.waitForURL(address + "/");
        return this;
    }

    /** Until the page hears what happens. */
    Screen listening() {
        page.waitForFunction("() => document.body.dataset.listening === 'yes'");
        return this;
    }

    /** A further tab of the same browser. */
    Page tab(String path) {
        Page tab = context.newPage();
        tab.onConsoleMessage(this::hear);
        tab.onPageError(complaints::add);
        tab.navigate(path);
        tab.waitForFunction("() => document.body.dataset.listening === 'yes'");
        return tab;
    }

    /** From the next page on: as if somebody looked at another window. */
    Screen hidden() {
        context.addInitScript("Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });"
                + "Object.defineProperty(document, 'hidden', { get: () => true });");
        return this;
    }

    void offline(boolean away) {
        context.setOffline(away);
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}
