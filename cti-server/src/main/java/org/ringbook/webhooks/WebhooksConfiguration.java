package org.ringbook.webhooks;

import java.net.InetAddress;
import org.ringbook.sealing.SecretBox;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhooksSettings.class)
class WebhooksConfiguration {

    @Bean
    AddressRules webhookAddresses(WebhooksSettings settings) {
        return new AddressRules(settings.allowed());
    }

    @Bean
    SecretBox webhookSecrets(WebhooksSettings settings) {
        return new SecretBox(settings.home().resolve("webhooks.key"));
    }

    @Bean
    Post webhookPost(AddressRules rules, WebhooksSettings settings) {
        return new Post(rules, InetAddress::getAllByName, settings.timeout());
    }

    @Bean
    Messages webhookMessages(WebhookTable webhooks, SecretBox secrets, CallDocument calls, JsonMapper json, Post post) {
        return new Messages(webhooks, secrets, calls, json, post);
    }
}
