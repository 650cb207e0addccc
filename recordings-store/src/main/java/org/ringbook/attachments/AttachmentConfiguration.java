package org.ringbook.attachments;

import org.ringbook.deals.DealsNamedElsewhere;
import org.ringbook.recordings.store.BytesNamedElsewhere;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bytes of files are needed while a file names them, or one that lies in the bin; and a deal with a file was worked with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentSettings.class)
public class AttachmentConfiguration {

    @Bean
    public static BytesNamedElsewhere bytesOfAttachments() {
        return new BytesNamedElsewhere("attachment", "sha256");
    }

    @Bean
    public static BytesNamedElsewhere bytesInTheBin() {
        return new BytesNamedElsewhere("bin_row", "sha256");
    }

    @Bean
    public static DealsNamedElsewhere filesOfDeals() {
        return new DealsNamedElsewhere("attachment");
    }
}
