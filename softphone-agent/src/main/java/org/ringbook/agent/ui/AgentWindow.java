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
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
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
    private static final int LEAST_HISTORY = 40;
    private static final String DESK = "desk";
    private static final String SIGN_IN = "signIn";

    final Header header;
    final CardPanel card;
    final CallsPanel calls;
    final DialBar dial;
    final HistoryList history;
    final SignInPanel signIn;
    final StatusBar status;
    private final CardLayout pages = new CardLayout();
    private final JPanel page = new JPanel(pages);
    private final WrappedText told = new WrappedText("", 24);
    private boolean signedIn;
    private final Timer forget = new Timer(15_000, event -> say("", false));

    AgentWindow(Words words, WindowController controller) {
        super(words.text("app"));
        header = new Header(words, new WindowMenu(words, controller), controller::choosePresence);
        card = new CardPanel(words, controller);
        calls = new CallsPanel(words, controller.phone());
        dial = new DialBar(words, controller::dial, controller::namesWanted);
        history = new HistoryList(words, controller::takeNumber);
        signIn = new SignInPanel(words, controller::signIn, controller::openTelephone);
        status = new StatusBar(words, controller::tryNow, controller::openWorkspace);
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
                setExtendedState(ICONIFIED);
            }
        });
        onKey("ESCAPE", controller::dismissFirst);
        onKey("control Q", controller::quit);
        onKey("control T", controller::transferFirst);
        onKey("control H", controller::hangUpFirst);
        onKey("control P", controller::pickUp);
        onKey("control ENTER", () -> controller.phoneCommand("answer"));
        onKey("control L", () -> controller.phoneCommand("hold"));
        onKey("control M", () -> controller.phoneCommand("mute"));
        onKey("control S", () -> controller.phoneCommand("swap"));
        onKey("control J", () -> controller.phoneCommand("join"));
        onKey("control G", () -> controller.phoneCommand("conference"));
        onKey("control R", () -> controller.phoneCommand("redial"));
        onKey("control K", () -> calls.toggleKeys());
        forget.setRepeats(false);
    }

    private JComponent desk(Words words) {
        told.setBorder(BorderFactory.createEmptyBorder(UIScale.scale(4), 0, 0, 0));
        var dialling = new Column();
        dialling.setBorder(BorderFactory.createEmptyBorder(
                UIScale.scale(10), UIScale.scale(12), UIScale.scale(8), UIScale.scale(12)));
        dialling.under(dial, 0).under(told, 0);
        var title = new PlainLabel(words.text("history.title"));
        title.setForeground(Look.quiet());
        title.setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(12), UIScale.scale(3), 0));
        var scroll = new JScrollPane(history);
        scroll.setBorder(null);
        // It takes what is left, and is the first to give way.
        scroll.setPreferredSize(new Dimension(10, UIScale.scale(LEAST_HISTORY)));
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        return new Column()
                .under(header, 0)
                .under(new JSeparator(), 0)
                .under(card, 0)
                .under(calls, 0)
                .under(new JSeparator(), 0)
                .under(dialling, 0)
                .under(title, 0)
                .rest(scroll, 0);
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
    void open(String corner) {
        setSize(new Dimension(UIScale.scale(WIDTH), UIScale.scale(HEIGHT)));
        setMinimumSize(new Dimension(UIScale.scale(370), UIScale.scale(520)));
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
