package dev.freshet.schemas.topic;

/**
 * What an operator should know about topics that work.
 *
 * @param warning whether it may cost records or stop the apps
 */
public record TopicNotice(boolean warning, String text) {

    static TopicNotice warning(String text) {
        return new TopicNotice(true, text);
    }

    static TopicNotice information(String text) {
        return new TopicNotice(false, text);
    }
}
