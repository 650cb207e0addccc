package org.ringbook.agent.ui;

import java.util.List;
import java.util.function.Consumer;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.words.Words;

/** What rings at colleagues: one is chosen with the arrows and Enter, or with the mouse. */
final class RingingMenu extends JPopupMenu {

    private static final long serialVersionUID = 1L;

    RingingMenu(Words words, List<ServerMessage.Colleague> ringing, Consumer<ServerMessage.Colleague> chosen) {
        for (ServerMessage.Colleague one : ringing) {
            var item = new JMenuItem();
            item.putClientProperty("html.disable", Boolean.TRUE);
            item.setText(
                    one.caller() == null
                            ? words.text("pick_up.from", one.name())
                            : words.text("pick_up.from_caller", one.name(), one.caller()));
            item.addActionListener(event -> chosen.accept(one));
            add(item);
        }
    }

    void openOn(AgentWindow window) {
        show(window.card, 0, 0);
        MenuSelectionManager.defaultManager().setSelectedPath(new MenuElement[] {this, (MenuElement) getComponent(0)});
    }
}
