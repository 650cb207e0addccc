package org.ringbook.recordings.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The settings of the storage, made into a client. */
final class BucketClient {

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

    private BucketClient() {}

    static S3Client of(RecordingsSettings.S3 settings) {
        require(
                !settings.accessKey().isBlank() && !settings.secretKey().isBlank(),
                "The keys of the bucket are missing: set RINGBOOK_RECORDINGS_S3_ACCESSKEY and"
                        + " RINGBOOK_RECORDINGS_S3_SECRETKEY in the environment.");
        require(!settings.region().isBlank(), "Set ringbook.recordings.s3.region, such as us-east-1.");
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region().strip()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.accessKey().strip(), settings.secretKey().strip())))
                // Not every storage knows Amazon's newer checksums; the MD5 of each object is sent instead.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTS_WITHIN)
                        .socketTimeout(ANSWERS_WITHIN));
        if (!settings.endpoint().isBlank()) {
            builder.endpointOverride(address(settings.endpoint().strip()));
        }
        return builder.build();
    }

    private static URI address(String text) {
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException unreadable) {
            address = URI.create("");
        }
        boolean fits = ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && address.getUserInfo() == null;
        require(fits, "The setting ringbook.recordings.s3.endpoint is an address such as https://s3.example.org.");
        return address;
    }

    private static void require(boolean fits, String words) {
        if (!fits) {
            throw new StoreMisconfigured(words);
        }
    }
}
