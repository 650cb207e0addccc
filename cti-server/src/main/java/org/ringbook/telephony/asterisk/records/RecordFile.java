package org.ringbook.telephony.asterisk.records;

import java.io.IOException;

/** A file that Asterisk writes, here or on another machine. */
interface RecordFile {

    /** @throws IOException when it cannot be reached, with a message for the administrator and no secret in it */
    Session open() throws IOException;

    /** For one thread. */
    interface Session extends AutoCloseable {

        /**
         * @param suffix of the name, for the file that was before this one; "" for the file itself
         * @return bytes; -1 when there is no such file
         */
        long size(String suffix) throws IOException;

        /** @return at most that many bytes; fewer when the file ends */
        byte[] read(String suffix, long offset, int length) throws IOException;

        @Override
        void close() throws IOException;
    }
}
