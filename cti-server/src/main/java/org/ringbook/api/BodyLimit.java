package org.ringbook.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A JSON body is small. What is larger is not read to its end; files go another way and have a limit of their own. */
@Component
class BodyLimit extends OncePerRequestFilter {

    static final int MOST_BYTES = 1 << 20;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        boolean file = type != null && type.startsWith("multipart/")
                || request.getServletPath().equals(ContactImportApi.ADDRESS)
                || request.getServletPath().equals(ImportsApi.ADDRESS);
        return !request.getServletPath().startsWith("/api/") || file;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Limited(request), response);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), getContentLengthLong());
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream stream;
        private long read;

        LimitedStream(ServletInputStream stream, long announced) {
            this.stream = stream;
            check(announced);
        }

        private static void check(long bytes) {
            if (bytes > MOST_BYTES) {
                throw NotDone.tooLarge("The body is larger than 1 MB. Send less at once.");
            }
        }

        @Override
        public int read() throws IOException {
            int one = stream.read();
            check(one < 0 ? read : ++read);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = stream.read(bytes, offset, length);
            read += Math.max(0, count);
            check(read);
            return count;
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
