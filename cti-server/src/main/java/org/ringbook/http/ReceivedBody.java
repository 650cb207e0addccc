package org.ringbook.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** A body that was read before anybody asks for it. */
final class ReceivedBody implements InputBuffer {

    private final ByteBuffer bytes;

    private ReceivedBody(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** @return what came, and at most one piece more than {@code most} */
    static ReceivedBody read(InputBuffer body, int most) throws IOException {
        var all = new ByteArrayOutputStream();
        var piece = new BodyPiece();
        for (int count = body.doRead(piece); count >= 0 && all.size() <= most; count = body.doRead(piece)) {
            byte[] came = new byte[piece.getByteBuffer().remaining()];
            piece.getByteBuffer().get(came);
            all.writeBytes(came);
        }
        return new ReceivedBody(all.toByteArray());
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) {
        int count = bytes.remaining();
        if (count == 0) {
            return -1;
        }
        handler.setByteBuffer(bytes.slice());
        bytes.position(bytes.limit());
        return count;
    }

    @Override
    public int available() {
        return bytes.remaining();
    }
}
