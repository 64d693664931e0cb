package dev.freshet.schemas.topic;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** Topics exist, but their settings would lose or mix up records; the message lists every fault with its remedy. */
public final class TopicsMisconfiguredException extends ConfigException {
    TopicsMisconfiguredException(List<TopicFault> faults) {
        super(faults.stream()
                .map(TopicFault::toString)
                .collect(Collectors.joining("\n  ", "topics are not as they must be:\n  ", "")));
    }
}
