package org.ringbook.recordings.store;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server, which keeps in memory and lets nobody in whose signature is wrong; with one empty bucket. */
final class S3Server implements AutoCloseable {

    static final String BUCKET = "recordings";
    static final String SECRET = "secret-of-the-bucket";

    private final S3Proxy server;

    S3Server() throws Exception {
        var blobs = new TransientNio2BlobStore();
        blobs.createContainer(BUCKET);
        server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "ringbook", SECRET)
                .build();
        server.start();
    }

    RecordingsSettings.S3 settings(String prefix) {
        return settings(BUCKET, prefix, SECRET);
    }

    RecordingsSettings.S3 settings(String bucket, String prefix, String secret) {
        return new RecordingsSettings.S3(
                "http://127.0.0.1:" + server.getPort(), bucket, "us-east-1", prefix, true, "ringbook", secret);
    }

    /** Whoever else has the keys. */
    S3Client somebody() {
        return BucketClient.of(settings(""));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
