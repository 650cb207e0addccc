package org.ringbook.agent.ui;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import javax.swing.BorderFactory;
import javax.swing.ButtonGroup;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.Timer;
import org.ringbook.agent.words.Words;

/** What takes the rest of the window: the calls of the session, or the colleagues. Colleagues are asked for while they are looked at. */
final class BelowTabs extends JPanel {

    private static final long serialVersionUID = 1L;
    private static final int LEAST = 40;
    private static final int ASK_MILLIS = 5_000;
    private static final String CALLS = "calls";
    private static final String COLLEAGUES = "colleagues";

    private final CardLayout pages = new CardLayout();
    private final JPanel page = new JPanel(pages);
    private final ButtonGroup group = new ButtonGroup();
    private final Timer again;

    /** @param ask asks who the colleagues are and what they do */
    BelowTabs(Words words, HistoryList history, ColleagueList colleagues, Runnable ask) {
        super(new BorderLayout());
        again = new Timer(ASK_MILLIS, event -> {
            if (colleagues.isShowing()) {
                ask.run();
            }
        });
        var buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, UIScale.scale(2), 0));
        buttons.setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(6), UIScale.scale(3), 0));
        JToggleButton calls = tab(words.text("history.title"), () -> {
            again.stop();
            pages.show(page, CALLS);
        });
        buttons.add(calls);
        buttons.add(tab(words.text("colleagues.title"), () -> {
            pages.show(page, COLLEAGUES);
            ask.run();
            again.start();
        }));
        calls.setSelected(true);
        page.add(scrolled(history), CALLS);
        page.add(scrolled(colleagues), COLLEAGUES);
        add(buttons, BorderLayout.NORTH);
        add(page, BorderLayout.CENTER);
    }

    private JToggleButton tab(String text, Runnable chosen) {
        var button = new JToggleButton(text);
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.addActionListener(event -> chosen.run());
        group.add(button);
        return button;
    }

    /** It takes what is left, and is the first to give way. */
    private static JComponent scrolled(JComponent list) {
        var scroll = new JScrollPane(list);
        scroll.setBorder(null);
        scroll.setPreferredSize(new Dimension(10, UIScale.scale(LEAST)));
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        return scroll;
    }
}
