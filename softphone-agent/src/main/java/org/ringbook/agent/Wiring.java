package org.ringbook.agent;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.headless.Headless;
import org.ringbook.agent.headless.HeadlessPhone;
import org.ringbook.agent.headless.OneCall;
import org.ringbook.agent.instance.RunningInstance;
import org.ringbook.agent.log.LogFile;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.AudioChoice;
import org.ringbook.agent.server.Connection;
import org.ringbook.agent.server.Credentials;
import org.ringbook.agent.server.DialRequests;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.settings.CommandLine;
import org.ringbook.agent.settings.PasswordFile;
import org.ringbook.agent.settings.Settings;
import org.ringbook.agent.settings.SettingsFile;
import org.ringbook.agent.settings.UserFolder;
import org.ringbook.agent.ui.SignIn;
import org.ringbook.agent.ui.Telephony;
import org.ringbook.agent.ui.WindowController;
import org.ringbook.agent.words.Words;

/** How the program is put together: the one place that knows all rooms. */
final class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class.getName());

    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int NOT_CONNECTED = 3;
    static final int SIGN_IN = 4;
    /** The program goes on in its window. */
    private static final int STAYS = -1;

    private static final String PASSWORD = "RINGBOOK_AGENT_PASSWORD";
    private static final String SIP_PASSWORD = "RINGBOOK_SIP_PASSWORD";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private Words words = Words.of("auto");
    private Path folder;
    private SettingsFile file;
    private Settings settings;
    private volatile AudioChoice chosen;

    Wiring(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) {
        try {
            return begin(arguments);
        } catch (Stop stop) {
            err.println(stop.getMessage());
            return stop.code;
        }
    }

    private int begin(List<String> arguments) {
        CommandLine asked = understood(arguments);
        folder = asked.folder() == null
                ? UserFolder.of(System.getProperty("os.name"), System.getProperty("user.home"), environment)
                : Path.of(asked.folder());
        file = new SettingsFile(folder);
        settings = settings(asked);
        words = Words.of(settings.language());
        log(asked.task());
        return switch (asked.task()) {
            case HELP -> print(words.text("usage", folder));
            case VERSION -> print("ringbook-agent " + version());
            case CALL -> call(asked);
            case COMMAND -> command(asked.number());
            case HEADLESS -> settings.sip() == null ? headless() : telephone();
            case WINDOW -> window(asked.minimized(), null);
        };
    }

    /** Whatever ends at once leaves no log. */
    private void log(CommandLine.Task task) {
        LogFile.faultsOnly();
        if (task != CommandLine.Task.WINDOW && task != CommandLine.Task.HEADLESS) {
            return;
        }
        try {
            LogFile.open(folder);
            LOG.log(Level.INFO, "Ringbook agent {0} begins on Java {1}, {2}", new Object[] {
                version(), Runtime.version(), System.getProperty("os.name")
            });
        } catch (IOException unwritable) {
            err.println(words.text("cli.no_log", unwritable.getMessage()));
        }
    }

    private CommandLine understood(List<String> arguments) {
        try {
            return CommandLine.of(arguments);
        } catch (IllegalArgumentException unknown) {
            throw new Stop(USAGE, words.text("cli.unknown_option", unknown.getMessage()));
        }
    }

    private Settings settings(CommandLine asked) {
        try {
            return file.read(asked.settings());
        } catch (SettingsFile.BadSetting bad) {
            throw new Stop(USAGE, words.text("cli.bad_setting", bad.getMessage(), bad.expected()));
        } catch (IOException unreadable) {
            throw new Stop(USAGE, words.text("cli.bad_settings_file", unreadable.getMessage()));
        }
    }

    private int print(String text) {
        out.println(text);
        return DONE;
    }

    private int call(CommandLine asked) {
        String typed = asked.number();
        DialText wanted;
        try {
            wanted = DialText.of(typed);
        } catch (IllegalArgumentException notANumber) {
            throw new Stop(USAGE, words.text("cli.not_a_number", typed));
        }
        Optional<String> answer = RunningInstance.ask(folder, "call " + typed.strip());
        if (answer.isPresent()) {
            String[] parts = answer.get().split(" ", 2);
            return told(Integer.parseInt(parts[0]), parts[1]);
        }
        if (asked.isLink() && environment.get(PASSWORD) == null && WindowController.hasDisplay()) {
            // Nobody stands at a terminal whom the password could be asked for.
            return window(false, wanted.number());
        }
        return callByItself(wanted);
    }

    /** A key of the desktop, bound to this, is a key of the telephone wherever the person types. */
    private int command(String wanted) {
        String answer = RunningInstance.ask(folder, "do " + wanted)
                .orElseThrow(() -> new Stop(NOT_CONNECTED, words.text("cli.not_running")));
        String[] parts = answer.split(" ", 2);
        return told(Integer.parseInt(parts[0]), parts[1]);
    }

    private int callByItself(DialText wanted) {
        var once = new OneCall(wanted.number());
        try (var session = session(signIn(), once)) {
            var outcome = once.over(session).get(DialRequests.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (outcome.answer() instanceof ServerMessage.DialAccepted accepted) {
                return told(DONE, words.text("dial.accepted", accepted.to(), accepted.from()));
            }
            if (outcome.answer() instanceof ServerMessage.DialRefused refused) {
                return told(REFUSED, refused.words());
            }
            String why = outcome.session().why();
            boolean signIn =
                    List.of("sign_in", "not_on_staff", "too_many_tries").contains(why);
            return told(signIn ? SIGN_IN : NOT_CONNECTED, words.text("why." + why));
        } catch (TimeoutException | ExecutionException silent) {
            return told(NOT_CONNECTED, words.text("cli.no_answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_CONNECTED;
        }
    }

    private int told(int code, String text) {
        (code == DONE ? out : err).println(text);
        return code;
    }

    private int headless() {
        var headless = new Headless(out);
        try (var session = session(signIn(), headless)) {
            session.start();
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            if (!headless.obey(in, session)) {
                new CountDownLatch(1).await();
            }
            return DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }

    private int telephone() {
        Account account = account(password(SIP_PASSWORD, settings.sip()));
        var shown = new HeadlessPhone(out);
        try (var telephone =
                Softphone.headless(account, shown, settings.sipSound().equals("devices"))) {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            if (!shown.obey(in)) {
                new CountDownLatch(1).await();
            }
            return DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }

    private Account account(String password) {
        var digits = Account.DigitsBy.valueOf(settings.sipDigits().toUpperCase(Locale.ROOT));
        try {
            Account account = Account.of(settings.sip(), settings.sipLogin(), password, digits);
            return settings.certificate() == null
                    ? account
                    : account.trusting(settings.certificate().toString());
        } catch (IllegalArgumentException notAnAddress) {
            throw new Stop(USAGE, words.text("cli.bad_sip", settings.sip()));
        }
    }

    /** @param offered a number that stands ready to be called; null for none */
    private int window(boolean minimized, String offered) {
        if (!WindowController.hasDisplay()) {
            throw new Stop(USAGE, words.text("cli.no_display"));
        }
        var controller = new WindowController(
                words,
                settings,
                this::session,
                this::remember,
                telephony(),
                () -> Runtime.getRuntime().exit(DONE));
        if (!becomeTheRunningOne(controller)) {
            return print(words.text("cli.already_running"));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(controller::end, "phone-goodbye"));
        controller.start(environment.get(PASSWORD), minimized);
        if (offered != null) {
            controller.offer(offered);
        }
        return STAYS;
    }

    private Telephony telephony() {
        chosen = choice(settings.sound());
        return new Telephony(
                (account, shown) -> Softphone.window(account, shown, () -> chosen),
                ownAccount().orElse(null),
                sound -> {
                    chosen = choice(sound);
                    kept(() -> file.remember(sound));
                },
                this::keepAccount);
    }

    private static AudioChoice choice(AudioSettings sound) {
        return new AudioChoice(sound.microphone(), sound.speaker());
    }

    /** Of the settings, with the password that is given or kept; without one the window asks. */
    private Optional<Account> ownAccount() {
        if (settings.sip() == null) {
            return Optional.empty();
        }
        String given = environment.get(SIP_PASSWORD);
        Optional<String> password =
                given != null && !given.isEmpty() ? Optional.of(given) : new PasswordFile(folder).read(settings.sip());
        return password.map(this::account);
    }

    private void keepAccount(Account account, boolean withPassword) {
        String address = account.toString();
        kept(() -> {
            file.rememberTelephone(address, account.login(), account.certificate());
            if (withPassword) {
                new PasswordFile(folder).keep(address, account.password());
            } else {
                new PasswordFile(folder).forget();
            }
        });
    }

    /** Writes something of the settings. */
    private interface Write {
        void now() throws IOException;
    }

    private void kept(Write what) {
        try {
            what.now();
        } catch (IOException notKept) {
            err.println(words.text("cli.bad_settings_file", notKept.getMessage()));
        }
    }

    private boolean becomeTheRunningOne(WindowController controller) {
        try {
            var running = RunningInstance.become(folder, question -> answer(question, controller));
            running.ifPresent(one -> Runtime.getRuntime().addShutdownHook(new Thread(() -> close(one))));
            return running.isPresent() || RunningInstance.ask(folder, "show").isEmpty();
        } catch (IOException unwritable) {
            throw new Stop(USAGE, words.text("cli.bad_settings_file", unwritable.getMessage()));
        }
    }

    private static void close(RunningInstance running) {
        try {
            running.close();
        } catch (IOException leftBehind) {
            // The next start takes the file over.
        }
    }

    private String answer(String question, WindowController controller) {
        if (question.startsWith("call ")) {
            var answer = controller.dialFor(question.substring(5)).join();
            return (answer.accepted() ? DONE : REFUSED) + " " + answer.words().replaceAll("\\s+", " ");
        }
        if (question.startsWith("do ")) {
            var answer = controller.command(question.substring(3)).join();
            return (answer.accepted() ? DONE : REFUSED) + " " + answer.words();
        }
        controller.show();
        return DONE + " shown";
    }

    private void remember(String server, String login) {
        kept(() -> file.remember(server, login));
    }

    private SignIn signIn() {
        if (settings.server() == null) {
            throw new Stop(USAGE, words.text("cli.no_server", folder));
        }
        if (settings.login() == null) {
            throw new Stop(USAGE, words.text("cli.no_login", folder));
        }
        return new SignIn(settings.server(), settings.login(), password(PASSWORD, settings.login()));
    }

    private String password(String variable, String whose) {
        String given = environment.get(variable);
        if (given != null && !given.isEmpty()) {
            return given;
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword(words.text("cli.ask_password", whose));
        if (typed == null || typed.length == 0) {
            throw new Stop(USAGE, words.text("cli.no_password", variable));
        }
        return new String(typed);
    }

    private ServerSession session(SignIn signIn, SessionListener listener) {
        ServerAddress server;
        try {
            server = ServerAddress.of(signIn.server());
        } catch (IllegalArgumentException notAnAddress) {
            throw new Stop(USAGE, words.text("cli.bad_server", signIn.server()));
        }
        var credentials = new Credentials(signIn.login(), signIn.password());
        return new ServerSession(
                new Connection.Wanted(server, credentials, words.language(), version(), settings.certificate()),
                new LoggedSession(listener));
    }

    private static String version() {
        String packed = Wiring.class.getPackage().getImplementationVersion();
        return packed == null ? "development" : packed;
    }

    /** The program ends here, with words. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        Stop(int code, String words) {
            super(words);
            this.code = code;
        }
    }
}
