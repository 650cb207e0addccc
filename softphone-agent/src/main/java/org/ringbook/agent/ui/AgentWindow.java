package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Image;
import java.awt.Insets;
import java.awt.Rectangle;
import java.awt.Taskbar;
import java.awt.Toolkit;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JSeparator;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import org.ringbook.agent.words.Words;

/**
 * The small window in a corner, above all others. It never takes the keyboard by itself: a card that pops while the
 * person types elsewhere changes what is seen and nothing else.
 */
final class AgentWindow extends JFrame {

    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 380;
    private static final int HEIGHT = 710;
    private static final int LEAST_LARGE = 520;
    private static final int LEAST_SMALL = 120;
    private static final Map<String, String> TELEPHONE_KEYS = Map.of(
            "control ENTER", "answer",
            "control L", "hold",
            "control M", "mute",
            "control S", "swap",
            "control J", "join",
            "control G", "conference",
            "control R", "redial");
    private static final String DESK = "desk";
    private static final String SIGN_IN = "signIn";

    final Header header;
    final CardPanel card;
    final CallsPanel calls;
    final DialBar dial;
    final HistoryList history;
    final SignInPanel signIn;
    final StatusBar status;
    final ColleagueList colleagues;
    final WindowMenu menu;
    private final CardLayout pages = new CardLayout();
    private final JPanel page = new JPanel(pages);
    private final WrappedText told = new WrappedText("", 24);
    private final BelowTabs below;
    private final List<JComponent> onlyLarge = new ArrayList<>();
    private boolean signedIn;
    private boolean small;
    private String corner = "bottom-right";
    private Dimension large;
    private final Timer forget = new Timer(15_000, event -> say("", false));

    AgentWindow(Words words, WindowController controller) {
        super(words.text("app"));
        menu = new WindowMenu(words, controller, this::toggleSmall);
        header = new Header(words, menu, controller::choosePresence);
        card = new CardPanel(words);
        calls = new CallsPanel(words, controller.commands());
        dial = new DialBar(
                words,
                (typed, from) -> controller.dialling().dial(typed, from),
                typed -> controller.dialling().namesWanted(typed));
        history = new HistoryList(words, taken -> controller.dialling().takeNumber(taken));
        colleagues = new ColleagueList(words);
        below = new BelowTabs(words, history, colleagues, controller::askColleagues);
        signIn = new SignInPanel(words, controller::signIn, controller::openTelephone);
        status = new StatusBar(
                words, controller::tryNow, () -> controller.cardWork().openWorkspace());
        status.largeAgain(words.text("window.large"), this::toggleSmall);
        page.add(desk(words), DESK);
        page.add(signIn, SIGN_IN);
        add(page, BorderLayout.CENTER);
        add(status, BorderLayout.SOUTH);
        setAlwaysOnTop(true);
        setAutoRequestFocus(false);
        setIconImages(List.<Image>of(AppIcon.image(16), AppIcon.image(32), AppIcon.image(64)));
        setDefaultCloseOperation(DO_NOTHING_ON_CLOSE);
        addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                putDown();
            }
        });
        onKey("ESCAPE", () -> controller.cardWork().dismissFirst());
        onKey("control Q", controller::quit);
        onKey("control T", () -> controller.cardWork().transferFirst());
        onKey("control H", () -> controller.cardWork().hangUpFirst());
        onKey("control P", () -> controller.cardWork().pickUp());
        onKey("control N", () -> controller.cardWork().noteFirst());
        onKey("control D", this::toggleSmall);
        TELEPHONE_KEYS.forEach(
                (key, command) -> onKey(key, () -> controller.commands().command(command)));
        onKey("control K", () -> calls.toggleKeys());
        forget.setRepeats(false);
    }

    private JComponent desk(Words words) {
        told.setBorder(BorderFactory.createEmptyBorder(UIScale.scale(4), 0, 0, 0));
        var dialling = new Column();
        dialling.setBorder(BorderFactory.createEmptyBorder(
                UIScale.scale(10), UIScale.scale(12), UIScale.scale(8), UIScale.scale(12)));
        dialling.under(dial, 0).under(told, 0);
        var above = new JSeparator();
        var under = new JSeparator();
        onlyLarge.addAll(List.of(header, above, under, dialling, below));
        return new Column()
                .under(header, 0)
                .under(above, 0)
                .under(card, 0)
                .under(calls, 0)
                .under(under, 0)
                .under(dialling, 0)
                .rest(below, 0);
    }

    /** Only the card, the calls and the lamps, or all of it again. */
    void toggleSmall() {
        if (!signedIn) {
            return;
        }
        small = !small;
        if (small) {
            large = getSize();
        }
        onlyLarge.forEach(part -> part.setVisible(!small));
        status.small(small);
        setMinimumSize(new Dimension(UIScale.scale(370), UIScale.scale(small ? LEAST_SMALL : LEAST_LARGE)));
        if (small) {
            fit();
        } else {
            resized(large.width, large.height);
            dial.takeKeyboard();
        }
    }

    /** Small, it is as high as what it shows. */
    void fit() {
        if (small) {
            int height = page.getComponent(0).getPreferredSize().height
                    + status.getPreferredSize().height
                    + getInsets().top
                    + getInsets().bottom;
            if (height != getHeight()) {
                resized(getWidth(), height);
            }
        }
    }

    /** It grows away from the edge of the screen where it stands. */
    private void resized(int width, int height) {
        int down = corner.startsWith("bottom") ? getHeight() - height : 0;
        setBounds(getX(), Math.max(0, getY() + down), width, height);
        revalidate();
    }

    private void onKey(String key, Runnable action) {
        getRootPane().getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), key);
        getRootPane().getActionMap().put(key, new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(java.awt.event.ActionEvent event) {
                action.run();
            }
        });
    }

    /** Puts the window into its corner of the work area, and the keyboard nowhere. */
    void open(String where) {
        corner = where;
        setSize(new Dimension(UIScale.scale(WIDTH), UIScale.scale(HEIGHT)));
        setMinimumSize(new Dimension(UIScale.scale(370), UIScale.scale(LEAST_LARGE)));
        var screen = GraphicsEnvironment.getLocalGraphicsEnvironment()
                .getDefaultScreenDevice()
                .getDefaultConfiguration();
        Rectangle all = screen.getBounds();
        Insets taken = Toolkit.getDefaultToolkit().getScreenInsets(screen);
        int gap = UIScale.scale(12);
        int x = corner.endsWith("left") ? all.x + taken.left + gap : all.x + all.width - taken.right - getWidth() - gap;
        int y = corner.startsWith("top")
                ? all.y + taken.top + gap
                : all.y + all.height - taken.bottom - getHeight() - gap;
        setLocation(x, Math.max(all.y + taken.top, y));
        setVisible(true);
    }

    void putDown() {
        setExtendedState(ICONIFIED);
    }

    /** Brings the card before the eyes, also from a window that was put down, and leaves the keyboard where it is. */
    void rise() {
        if ((getExtendedState() & ICONIFIED) == 0 && isVisible()) {
            return;
        }
        setFocusableWindowState(false);
        setVisible(true);
        setExtendedState(NORMAL);
        toFront();
        var later = new Timer(500, event -> setFocusableWindowState(true));
        later.setRepeats(false);
        later.start();
    }

    /** Where the desktop can show that a program wants to be looked at. */
    void attention() {
        if (Taskbar.isTaskbarSupported() && Taskbar.getTaskbar().isSupported(Taskbar.Feature.USER_ATTENTION_WINDOW)) {
            Taskbar.getTaskbar().requestWindowUserAttention(this);
        }
    }

    void showSignIn() {
        if (small) {
            toggleSmall();
        }
        signedIn = false;
        pages.show(page, SIGN_IN);
    }

    void showDesk() {
        pages.show(page, DESK);
        if (!signedIn) {
            signedIn = true;
            dial.takeKeyboard();
        }
    }

    /** A line under the dial box; it goes by itself after a while. */
    void say(String text, boolean wrong) {
        told.setText(text);
        told.setForeground(wrong ? Look.of(CardText.Tone.MISSED) : Look.quiet());
        if (!text.isEmpty()) {
            forget.restart();
        }
    }
}
