package org.ringbook.agent.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {

    private static Digest.Challenge challenge(String algorithm) {
        return new Digest.Challenge(
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                algorithm,
                "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
                true,
                false);
    }

    /** The examples of RFC 7616, 3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void theStandardsExamplesComeOut(String algorithm, String response) {
        String answer = Digest.answer(
                challenge(algorithm),
                "Mufasa",
                "Circle of Life",
                "GET",
                "/dir/index.html",
                1,
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
        assertThat(answer)
                .contains("response=\"" + response + "\"", "nc=00000001", "qop=auth,", "algorithm=" + algorithm)
                .doesNotContain("Circle of Life");
    }

    @ParameterizedTest
    @CsvSource({
        "'SHA-512-256,SHA-256,MD5', SHA-512-256",
        "'SHA-3,md5', md5",
        "'SHA-256-sess,SHA-256', SHA-256",
        "'AKAv1-MD5',"
    })
    void theFirstThatIsUnderstoodIsAnswered(String offered, String chosen) {
        var challenges =
                List.of(offered.split(",")).stream().map(DigestTest::challenge).toList();
        assertThat(Digest.choose(challenges).map(Digest.Challenge::algorithm).orElse(null))
                .isEqualTo(chosen);
    }
}
