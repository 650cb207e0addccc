package org.ringbook.agent.ui;

import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.TransferHandler;

/** A call that is drawn with the mouse. As a text, which means nothing to other programs. */
final class DraggedCall extends TransferHandler {

    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "ringbook-call ";

    private final transient Supplier<String> id;

    private DraggedCall(Supplier<String> id) {
        this.id = id;
    }

    /**
     * Lets a call be drawn by what shows it.
     *
     * @param id of the telephone's call or of a card; gives null while there is nothing to draw
     */
    static void from(JComponent shown, Supplier<String> id) {
        var handler = new DraggedCall(id);
        shown.setTransferHandler(handler);
        shown.addMouseMotionListener(new MouseAdapter() {
            @Override
            public void mouseDragged(MouseEvent event) {
                if (id.get() != null) {
                    handler.exportAsDrag(shown, event, COPY);
                }
            }
        });
    }

    static Transferable of(String id) {
        return new StringSelection(PREFIX + id);
    }

    /** Null when it is no call of ours. */
    static String idIn(String text) {
        return text != null && text.startsWith(PREFIX) && text.length() < 200 ? text.substring(PREFIX.length()) : null;
    }

    @Override
    public int getSourceActions(JComponent shown) {
        return COPY;
    }

    @Override
    protected Transferable createTransferable(JComponent shown) {
        return id.get() == null ? null : of(id.get());
    }
}
