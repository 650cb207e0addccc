package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.util.List;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import javax.swing.ListCellRenderer;
import javax.swing.ListSelectionModel;
import javax.swing.TransferHandler;
import org.ringbook.agent.server.ServerMessage.Colleague;
import org.ringbook.agent.words.Words;

/**
 * Colleagues and what their telephones do now. A double click or Enter calls one; a call that is drawn onto one is handed on, at once or
 * after a word with them.
 */
final class ColleagueList extends JList<Colleague> {

    private static final long serialVersionUID = 1L;

    /** What the person does. */
    interface Actions {
        void call(Colleague one);

        /** @param call as {@link DraggedCall} names it */
        void handOn(String call, Colleague to, boolean consult);
    }

    private final transient Words words;
    private final DefaultListModel<Colleague> people = new DefaultListModel<>();
    private transient Actions actions;

    ColleagueList(Words words) {
        this.words = words;
        setModel(people);
        setCellRenderer(new Row());
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        putClientProperty("html.disable", Boolean.TRUE);
        getAccessibleContext().setAccessibleName(words.text("colleagues.title"));
        getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "call");
        getActionMap().put("call", new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(java.awt.event.ActionEvent event) {
                callSelected();
            }
        });
        addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                if (event.getClickCount() == 2) {
                    callSelected();
                }
            }
        });
        setDropMode(javax.swing.DropMode.ON);
        setTransferHandler(new Dropped());
    }

    void acts(Actions who) {
        actions = who;
    }

    private void callSelected() {
        if (getSelectedValue() != null) {
            actions.call(getSelectedValue());
        }
    }

    /** Keeps what the person has selected. */
    void show(List<Colleague> now) {
        Colleague selected = getSelectedValue();
        people.clear();
        people.addAll(now);
        for (int i = 0; selected != null && i < now.size(); i++) {
            if (now.get(i).extension().equals(selected.extension())) {
                setSelectedIndex(i);
            }
        }
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    private final class Dropped extends TransferHandler {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean canImport(TransferSupport support) {
            return support.isDataFlavorSupported(DataFlavor.stringFlavor) && at(support) != null;
        }

        private Colleague at(TransferSupport support) {
            int index =
                    support.isDrop() ? ((JList.DropLocation) support.getDropLocation()).getIndex() : getSelectedIndex();
            return index < 0 || index >= people.size() ? null : people.get(index);
        }

        @Override
        public boolean importData(TransferSupport support) {
            Colleague to = at(support);
            try {
                String call =
                        DraggedCall.idIn((String) support.getTransferable().getTransferData(DataFlavor.stringFlavor));
                if (to != null && call != null) {
                    ask(call, to, support.isDrop() ? support.getDropLocation().getDropPoint() : getLocation());
                }
                return to != null && call != null;
            } catch (UnsupportedFlavorException | IOException notACall) {
                return false;
            }
        }
    }

    private void ask(String call, Colleague to, java.awt.Point where) {
        var menu = new JPopupMenu();
        item(menu, words.text("colleagues.hand_on", to.name()), () -> actions.handOn(call, to, false));
        item(menu, words.text("colleagues.ask_first", to.name()), () -> actions.handOn(call, to, true));
        menu.show(this, where.x, where.y);
    }

    private static void item(JPopupMenu menu, String text, Runnable action) {
        var item = new JMenuItem();
        item.putClientProperty("html.disable", Boolean.TRUE);
        item.setText(text);
        item.addActionListener(event -> action.run());
        menu.add(item);
    }

    /** Name and extension, and at the end what the telephone does. */
    private final class Row extends JPanel implements ListCellRenderer<Colleague> {

        private static final long serialVersionUID = 1L;
        private final PlainLabel who = new PlainLabel("");
        private final PlainLabel state = new PlainLabel("");

        Row() {
            super(new BorderLayout(UIScale.scale(8), 0));
            setBorder(BorderFactory.createEmptyBorder(
                    UIScale.scale(5), UIScale.scale(12), UIScale.scale(5), UIScale.scale(12)));
            add(who, BorderLayout.CENTER);
            add(state, BorderLayout.EAST);
        }

        @Override
        public Component getListCellRendererComponent(
                JList<? extends Colleague> list, Colleague one, int index, boolean selected, boolean focused) {
            who.setText(one.name() + " · " + one.extension());
            boolean free = one.state() == null;
            state.setText(free ? words.text("colleagues.free") : words.textOr("colleague." + one.state(), one.state()));
            var plain = selected ? list.getSelectionForeground() : list.getForeground();
            who.setForeground(plain);
            state.setForeground(selected ? plain : Look.of(free ? CardText.Tone.RINGING : CardText.Tone.HELD));
            setBackground(selected ? list.getSelectionBackground() : list.getBackground());
            getAccessibleContext().setAccessibleName(who.getText() + ", " + state.getText());
            return this;
        }
    }
}
