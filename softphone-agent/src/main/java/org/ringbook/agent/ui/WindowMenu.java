package org.ringbook.agent.ui;

import javax.swing.JCheckBoxMenuItem;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import org.ringbook.agent.words.Words;

/** What is seldom needed. */
final class WindowMenu extends JPopupMenu {

    private static final long serialVersionUID = 1L;

    WindowMenu(Words words, WindowController controller) {
        item(words.text("menu.workspace"), controller::openWorkspace);
        item(words.text("menu.pick_up") + "  (Ctrl+P)", controller::pickUp);
        item(words.text("menu.redial") + "  (Ctrl+R)", () -> controller.phoneCommand("redial"));
        item(words.text("menu.telephone"), controller::openTelephone);
        addSeparator();
        var dark = new JCheckBoxMenuItem(words.text("menu.dark"), Look.dark());
        dark.addActionListener(event -> controller.toggleDark());
        add(dark);
        addSeparator();
        item(words.text("menu.sign_out"), controller::signOut);
        item(words.text("menu.quit") + "  (Ctrl+Q)", controller::quit);
    }

    private void item(String text, Runnable action) {
        var item = new JMenuItem(text);
        item.addActionListener(event -> action.run());
        add(item);
    }
}
