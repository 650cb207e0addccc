package org.ringbook.agent.ui;

import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import org.ringbook.agent.words.Words;

/** What is seldom needed. */
final class WindowMenu extends JPopupMenu {

    private static final long serialVersionUID = 1L;

    private final JMenuItem update = new JMenuItem();
    private transient Runnable toUpdate;

    /** @param small makes the window small, or large again */
    WindowMenu(Words words, WindowController controller, Runnable small) {
        update.setVisible(false);
        update.addActionListener(event -> toUpdate.run());
        add(update);
        item(words.text("menu.workspace"), () -> controller.cardWork().openWorkspace());
        item(words.text("menu.note") + "  (Ctrl+N)", () -> controller.cardWork().noteFirst());
        item(
                words.text("menu.pick_up") + "  (Ctrl+P)",
                () -> controller.cardWork().pickUp());
        item(
                words.text("menu.redial") + "  (Ctrl+R)",
                () -> controller.commands().command("redial"));
        item(words.text("menu.small") + "  (Ctrl+D)", small);
        item(words.text("menu.telephone"), controller::openTelephone);
        addSeparator();
        var dark = new JCheckBoxMenuItem(words.text("menu.dark"), Look.dark());
        dark.addActionListener(event -> controller.toggleDark());
        add(dark);
        addSeparator();
        item(words.text("menu.sign_out"), controller::signOut);
        item(words.text("menu.quit") + "  (Ctrl+Q)", controller::quit);
    }

    /** Another version of the program is there. @param open opens its page; null where nobody said where it is */
    void update(String text, Runnable open) {
        toUpdate = open;
        update.putClientProperty("html.disable", Boolean.TRUE);
        update.setText(text);
        update.setEnabled(open != null);
        update.setVisible(true);
    }

    private void item(String text, Runnable action) {
        var item = new JMenuItem(text);
        item.addActionListener(event -> action.run());
        add(item);
    }
}
