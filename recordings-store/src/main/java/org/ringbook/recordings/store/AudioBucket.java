package org.ringbook.recordings.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.ringbook.files.PrivateFolder;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of S3-compatible storage. What is in it is named as in a folder: one can be copied to the other. */
final class AudioBucket implements StorageBackend {

    private static final int NOT_FOUND = 404;
    /** The storage dates an object by when it came there; this is when it was kept, also after it was copied. */
    private static final String KEPT_AT = "kept-at";

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Path folder;

    private AudioBucket(S3Client client, String bucket, String prefix, Path folder) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        this.folder = folder;
    }

    /**
     * Asks nobody yet.
     *
     * @param folder of this machine, for what is on its way there
     * @throws IllegalArgumentException in words that say what to set
     */
    static AudioBucket of(RecordingsSettings.S3 settings, Path folder) {
        return new AudioBucket(BucketClient.of(settings), settings.bucket(), settings.prefix(), folder);
    }

    private String key(String name) {
        return prefix + where(name);
    }

    @Override
    public String where(String name) {
        return name.substring(0, 2) + "/" + name;
    }

    @Override
    public Path newFile() throws IOException {
        PrivateFolder.make(folder);
        return Files.createTempFile(folder, "new-", ".part");
    }

    @Override
    public void clearLeftovers() throws IOException {
        StorageBackend.clearLeftovers(folder);
    }

    /** The storage compares the MD5 of what came with ours, and takes all of it or nothing. */
    @Override
    public void take(Path file, String name, Instant at) throws IOException {
        String md5 = md5(file);
        asked(() -> client.putObject(
                request ->
                        request.bucket(bucket).key(key(name)).contentMD5(md5).metadata(Map.of(KEPT_AT, at.toString())),
                RequestBody.fromFile(file)));
        Files.delete(file);
    }

    @Override
    public void date(String name, Instant at) throws IOException {
        asked(() -> client.copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(key(name))
                .destinationBucket(bucket)
                .destinationKey(key(name))
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of(KEPT_AT, at.toString()))));
    }

    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Base64.getEncoder().encodeToString(DigestUtils.md5(in));
        }
    }

    private Optional<HeadObjectResponse> head(String name) throws IOException {
        return asked(() -> {
            try {
                return Optional.of(
                        client.headObject(request -> request.bucket(bucket).key(key(name))));
            } catch (S3Exception answer) {
                if (answer.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw answer;
            }
        });
    }

    @Override
    public Optional<Long> size(String name) throws IOException {
        return head(name).map(HeadObjectResponse::contentLength);
    }

    @Override
    public Optional<Instant> dated(String name) throws IOException {
        return head(name).map(head -> head.metadata().get(KEPT_AT)).flatMap(AudioBucket::time);
    }

    /** What is no time was not written by us. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException other) {
            return Optional.of(Instant.EPOCH);
        }
    }

    @Override
    public InputStream read(String name, long from, long count) throws IOException {
        ResponseInputStream<GetObjectResponse> answer = asked(() -> client.getObject(
                request -> request.bucket(bucket).key(key(name)).range("bytes=" + from + "-" + (from + count - 1))));
        if (answer.response().contentLength() != count) {
            answer.abort();
            throw new Unreachable(
                    "The storage of the recordings did not answer with the range that was asked for.", null);
        }
        return new Answer(answer, count);
    }

    /** A listener who leaves does not wait for the rest. */
    private static final class Answer extends FilterInputStream {

        private final ResponseInputStream<?> answer;
        private long left;

        Answer(ResponseInputStream<?> answer, long count) {
            super(answer);
            this.answer = answer;
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (left <= 0) {
                return -1;
            }
            try {
                int read = in.read(into, offset, (int) Math.min(wanted, left));
                if (read < 0) {
                    throw new IOException("it ended early");
                }
                left -= read;
                return read;
            } catch (IOException | SdkException broken) {
                throw new Unreachable("The storage of the recordings broke an answer off.", broken);
            }
        }

        @Override
        public void close() throws IOException {
            if (left > 0) {
                answer.abort();
            }
            answer.close();
        }
    }

    @Override
    public void remove(String name) throws IOException {
        asked(() -> client.deleteObject(request -> request.bucket(bucket).key(key(name))));
    }

    @Override
    public void all(Consumer<String> found) throws IOException {
        asked(() -> {
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                    .contents()
                    .forEach(object -> found.accept(object.key().substring(prefix.length())));
            return null;
        });
    }

    @Override
    public Optional<Long> usable() {
        return Optional.empty();
    }

    private <T> T asked(Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (S3Exception answer) {
            throw new Unreachable(
                    "The storage of the recordings refuses: status " + answer.statusCode() + ", "
                            + (answer.awsErrorDetails() == null
                                    ? "without a reason"
                                    : answer.awsErrorDetails().errorCode())
                            + ". See ringbook.recordings.s3: the bucket \"" + bucket + "\", its region and its keys.",
                    answer);
        } catch (SdkException noAnswer) {
            throw new Unreachable(
                    "The storage of the recordings does not answer. See ringbook.recordings.s3.", noAnswer);
        }
    }
}
